"""Rules about arms, groups and cohorts (ARM)."""

from typing import Final

from ctmodel.model.trial import Trial
from ctmodel.rules.applies import WHOLE, interventional, observational
from ctmodel.rules.counting import counted_items
from ctmodel.rules.definition import ERROR, NOTE, WARNING, Problems, rule
from ctmodel.rules.families.des.design import interventional_since_final_rule, older_interventional
from ctmodel.rules.missing import in_older_record
from ctmodel.rules.quoting import quoted, shortened
from ctmodel.terms.protocol import ArmGroupType, InterventionalAssignment

_TYPE: Final = "PRS data element definitions, Arm Type; 42 CFR 11.28"
_ARMS: Final = "PRS data element definitions, Arm Information; 42 CFR 11.28"

#: Arms that receive what is compared with.
_CONTROLS: Final[frozenset[str]] = frozenset(
    {ArmGroupType.PLACEBO_COMPARATOR, ArmGroupType.SHAM_COMPARATOR, ArmGroupType.NO_INTERVENTION}
)


def _parallel(trial: Trial) -> bool:
    return trial.design is not None and trial.design.intervention_model == InterventionalAssignment.PARALLEL


def _no_interventions(trial: Trial) -> bool:
    return not trial.interventions


@rule(
    "ARM001",
    severity=WARNING,
    source=_ARMS,
    reads="study_type start_date arms",
    applies=interventional_since_final_rule,
    requires="arms",
)
def arms_missing(trial: Trial) -> Problems:
    """An interventional trial has no arms.

    Why:
        Without arms nobody can see who receives what, and what is compared.

    Fix:
        Describe each arm: label, type, description, and the interventions that its participants receive.

    Fires:
        Trial(study_type=StudyType.INTERVENTIONAL, start_date=PartialDate("2018-03"))

    Silent:
        Trial(study_type=StudyType.INTERVENTIONAL, start_date=PartialDate("2018-03"), arms=[Arm(label="Aspirin")])
        Trial(study_type=StudyType.OBSERVATIONAL, start_date=PartialDate("2018-03"))
    """
    if not trial.arms:
        yield "arms", "arms are missing; expected at least one in an interventional trial"


arms_missing_in_older_record = in_older_record(
    arms_missing,
    "ARM002",
    "An older interventional trial has no arms.",
    applies=older_interventional,
)


@rule(
    "ARM010",
    severity=WARNING,
    source=_TYPE,
    reads="study_type start_date arms",
    applies=interventional_since_final_rule,
    requires="arms",
)
def arm_type_missing(trial: Trial) -> Problems:
    """An arm of an interventional trial has no type.

    Why:
        The type says which arm is tried and which is compared with.

    Fix:
        Choose the type of the arm: experimental, active, placebo or sham comparator, no intervention, or other.

    Fires:
        Trial(study_type=StudyType.INTERVENTIONAL, start_date=PartialDate("2018-03"), arms=[Arm(label="Aspirin")])

    Silent:
        Trial(study_type=StudyType.INTERVENTIONAL, start_date=PartialDate("2018-03"), arms=[Arm(type="EXPERIMENTAL")])
    """
    for index, arm in enumerate(trial.arms):
        if arm.type is None:
            yield f"arms[{index}].type", f"arm {quoted(arm.label)} has no type; expected one such as EXPERIMENTAL"


arm_type_missing_in_older_record = in_older_record(
    arm_type_missing,
    "ARM011",
    "An arm of an older interventional trial has no type.",
    applies=older_interventional,
    skips_older=False,
)


@rule(
    "ARM012",
    severity=ERROR,
    source="PRS data element definitions, Arm Type: of interventional trials",
    reads="study_type arms",
    applies=observational,
)
def group_with_arm_type(trial: Trial) -> Problems:
    """A group or cohort of an observational study has an arm type.

    Why:
        Types are of arms in interventional trials: either they or the study type are wrong.

    Fix:
        Remove the type from the group, or correct the study type.

    Fires:
        Trial(study_type=StudyType.OBSERVATIONAL, arms=[Arm(label="Smokers", type="OTHER")])

    Silent:
        Trial(study_type=StudyType.OBSERVATIONAL, arms=[Arm(label="Smokers")])
        Trial(study_type=StudyType.INTERVENTIONAL, arms=[Arm(label="Aspirin", type="EXPERIMENTAL")])
    """
    for index, arm in enumerate(trial.arms):
        if arm.type is not None:
            yield (
                f"arms[{index}].type",
                f"group {quoted(arm.label)} has type {shortened(arm.type)}, but the study is observational",
            )


@rule(
    "ARM013",
    severity=NOTE,
    source="PRS data element definitions, Arm Description; measured: a tenth of records lack some",
    reads="study_type arms interventions",
    applies=interventional,
    requires="arms",
)
def arm_description_missing(trial: Trial) -> Problems:
    """An arm of an interventional trial has no description.

    Why:
        The label names the arm; what its participants receive, and how, is in the description, or in those of all
        interventions of the arm.

    Fix:
        Describe what the participants of the arm receive: dose, frequency, duration.

    Fires:
        Trial(study_type=StudyType.INTERVENTIONAL, arms=[Arm(label="Aspirin")])

    Silent:
        Trial(study_type=StudyType.INTERVENTIONAL, arms=[Arm(label="Aspirin", description="100 mg daily")])
        Trial(study_type=StudyType.OBSERVATIONAL, arms=[Arm(label="Smokers")])
        Trial(
            study_type=StudyType.INTERVENTIONAL,
            arms=[Arm(label="Aspirin", intervention_names=["Drug: Aspirin"])],
            interventions=[Intervention(name="Aspirin", description="100 mg daily")])
    """
    described = {given.name for given in trial.interventions if given.description}
    return counted_items(
        trial,
        "arm",
        (
            (
                "missing",
                f"arms[{index}].description",
                f"arm {quoted(arm.label)} has no description; expected what it receives",
            )
            for index, arm in enumerate(trial.arms)
            if not arm.description
            and not (
                arm.intervention_names and all(name.partition(": ")[2] in described for name in arm.intervention_names)
            )
        ),
    )


@rule("ARM027", severity=WARNING, source=_TYPE, reads="design arms", applies=_parallel, requires=WHOLE)
def every_arm_a_control(trial: Trial) -> Problems:
    """Every arm of a parallel trial is a placebo, a sham or without intervention.

    Why:
        Then nothing is tried: the type of at least one arm is wrong. Where an arm of type NO_INTERVENTION receives
        something, the rule about that says it.

    Fix:
        Correct the type of the arm that is tried; a standard treatment is an active comparator.

    Fires:
        Trial(design=Design(intervention_model="PARALLEL"),
            arms=[Arm(type="PLACEBO_COMPARATOR"), Arm(type="NO_INTERVENTION")])

    Silent:
        Trial(design=Design(intervention_model="PARALLEL"),
            arms=[Arm(type="EXPERIMENTAL"), Arm(type="NO_INTERVENTION")])
        Trial(design=Design(intervention_model="PARALLEL"),
            arms=[Arm(type="NO_INTERVENTION", intervention_names=["Drug: Aspirin"]), Arm(type="PLACEBO_COMPARATOR")])
        Trial(design=Design(intervention_model="PARALLEL"))
    """
    if any(arm.type == ArmGroupType.NO_INTERVENTION and arm.intervention_names for arm in trial.arms):
        return
    if trial.arms and all(arm.type in _CONTROLS for arm in trial.arms):
        types = ", ".join(sorted({str(arm.type) for arm in trial.arms}))
        yield (
            "arms",
            f"all {len(trial.arms)} arms are controls, of type {types}; expected one that is tried or compared with",
        )


@rule(
    "ARM030",
    severity=ERROR,
    source="measured: no record without interventions has an arm that names one",
    reads="arms interventions",
    requires="interventions",
    applies=_no_interventions,
)
def arm_names_intervention_of_empty_list(trial: Trial) -> Problems:
    """An arm names an intervention, and the trial lists none.

    Why:
        What the arm receives cannot be looked up: the list of interventions was lost on its way.

    Fix:
        Restore the list of interventions, for example from the registry.

    Fires:
        Trial(arms=[Arm(label="A", intervention_names=["Drug: Aspirin"])])

    Silent:
        Trial(arms=[Arm(label="A", intervention_names=["Drug: Aspirin"])],
            interventions=[Intervention(type="DRUG", name="Aspirin")])
        Trial(arms=[Arm(label="A")])
    """
    named = [
        (f"arms[{index}].intervention_names[{place}]", arm, name)
        for index, arm in enumerate(trial.arms)
        for place, name in enumerate(arm.intervention_names)
    ]
    if named:
        path, arm, name = named[0]
        expected = f"each of the {len(named)} that arms name" if len(named) > 1 else "it to be listed"
        yield (
            path,
            f"arm {quoted(arm.label)} names {quoted(name)}, but the list of interventions is empty;"
            f" expected {expected}",
        )
