"""Rules about arms, groups and cohorts (ARM)."""

import re
from typing import Final

from ctmodel.late import late
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import WHOLE, interventional, observational
from ctmodel.rules.counting import counted_items
from ctmodel.rules.definition import ERROR, NOTE, WARNING, Problems, rule
from ctmodel.rules.families.design import interventional_since_final_rule, older_interventional
from ctmodel.rules.quoting import quoted, shortened
from ctmodel.terms.protocol import ArmGroupType, InterventionalAssignment

_TYPE: Final = "PRS data element definitions, Arm Type; 42 CFR 11.28(a)(2)(i)"
_ARMS: Final = "PRS data element definitions, Arm Information; 42 CFR 11.28(a)(2)(i)"

#: Arms that receive what is compared with.
_CONTROLS: Final[frozenset[str]] = frozenset(
    {ArmGroupType.PLACEBO_COMPARATOR, ArmGroupType.SHAM_COMPARATOR, ArmGroupType.NO_INTERVENTION}
)
_INERT: Final = late(
    r"placebo|sham|vehicle|saline|dummy|inactive|inert\b|water|dextrose|glucose|lactose|sugar|starch|dextrin|control"
    r"|cellulose|sodium chloride|nacl|mock|diluent|simulated|excipient|ringer",
    re.IGNORECASE,
)


def _parallel(trial: Trial) -> bool:
    return trial.design is not None and trial.design.intervention_model == InterventionalAssignment.PARALLEL


def _arms_missing(trial: Trial) -> Problems:
    if not trial.arms:
        yield "arms", "arms are missing; expected at least one in an interventional trial"


def _types_missing(trial: Trial) -> Problems:
    for index, arm in enumerate(trial.arms):
        if arm.type is None:
            yield f"arms[{index}].type", f"arm {quoted(arm.label)} has no type; expected one such as EXPERIMENTAL"


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

    Fires:
        Trial(study_type=StudyType.INTERVENTIONAL, start_date=PartialDate("2018-03"))

    Silent:
        Trial(study_type=StudyType.INTERVENTIONAL, start_date=PartialDate("2018-03"), arms=[Arm(label="Aspirin")])
        Trial(study_type=StudyType.OBSERVATIONAL, start_date=PartialDate("2018-03"))
    """
    return _arms_missing(trial)


@rule(
    "ARM002",
    severity=NOTE,
    source=_ARMS,
    reads="study_type start_date arms",
    applies=older_interventional,
    requires="arms",
)
def arms_missing_in_older_record(trial: Trial) -> Problems:
    """An older interventional trial has no arms.

    Why:
        The registry did not always ask for arms; readers still miss them.

    Fires:
        Trial(study_type=StudyType.INTERVENTIONAL, start_date=PartialDate("2001"))

    Silent:
        Trial(study_type=StudyType.INTERVENTIONAL, start_date=PartialDate("2018-03"))
    """
    return _arms_missing(trial)


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

    Fires:
        Trial(study_type=StudyType.INTERVENTIONAL, start_date=PartialDate("2018-03"), arms=[Arm(label="Aspirin")])

    Silent:
        Trial(study_type=StudyType.INTERVENTIONAL, start_date=PartialDate("2018-03"), arms=[Arm(type="EXPERIMENTAL")])
    """
    return _types_missing(trial)


@rule(
    "ARM011",
    severity=NOTE,
    source=_TYPE,
    reads="study_type start_date arms",
    applies=older_interventional,
    requires="arms",
)
def arm_type_missing_in_older_record(trial: Trial) -> Problems:
    """An arm of an older interventional trial has no type.

    Why:
        The type says which arm is tried and which is compared with.

    Fires:
        Trial(study_type=StudyType.INTERVENTIONAL, start_date=PartialDate("2010"), arms=[Arm(label="Aspirin")])

    Silent:
        Trial(study_type=StudyType.INTERVENTIONAL, start_date=PartialDate("2018"), arms=[Arm(label="Aspirin")])
    """
    return _types_missing(trial)


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
    reads="study_type arms",
    applies=interventional,
    requires="arms",
)
def arm_description_missing(trial: Trial) -> Problems:
    """An arm of an interventional trial has no description.

    Why:
        The label names the arm; what its participants receive, and how, is in the description.

    Fires:
        Trial(study_type=StudyType.INTERVENTIONAL, arms=[Arm(label="Aspirin")])

    Silent:
        Trial(study_type=StudyType.INTERVENTIONAL, arms=[Arm(label="Aspirin", description="100 mg daily")])
        Trial(study_type=StudyType.OBSERVATIONAL, arms=[Arm(label="Smokers")])
    """
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
        ),
    )


@rule(
    "ARM017",
    severity=NOTE,
    source="PRS review criteria for protocols: internal consistency",
    reads="arms interventions",
    requires=WHOLE,
)
def placebo_arm_without_placebo(trial: Trial) -> Problems:
    """An arm of type placebo comparator mentions no placebo, nor anything like one.

    Why:
        Its participants may well receive an active comparator, and the type be wrong.

    Fires:
        Trial(arms=[Arm(label="Aspirin", type="PLACEBO_COMPARATOR", intervention_names=["Drug: Aspirin"])])

    Silent:
        Trial(arms=[Arm(label="Placebo", type="PLACEBO_COMPARATOR")])
        Trial(arms=[Arm(label="Aspirin", type="ACTIVE_COMPARATOR")])
    """
    active = [
        (index, arm)
        for index, arm in enumerate(trial.arms)
        if arm.type == ArmGroupType.PLACEBO_COMPARATOR
        and not _is_inert(arm.label, arm.description, *arm.intervention_names)
    ]
    given_inert = {
        label
        for given in (trial.interventions if active else ())
        if given.arm_group_labels and _is_inert(given.name, given.description, *given.other_names)
        for label in given.arm_group_labels
    }
    for index, arm in active:
        if arm.label not in given_inert:
            yield (
                f"arms[{index}].type",
                f"arm {quoted(arm.label)} is a PLACEBO_COMPARATOR, but mentions no placebo or sham",
            )


def _is_inert(*texts: str | None) -> bool:
    return any(text and _INERT.search(text) for text in texts)


@rule("ARM027", severity=WARNING, source=_TYPE, reads="design arms", applies=_parallel, requires=WHOLE)
def every_arm_a_control(trial: Trial) -> Problems:
    """Every arm of a parallel trial is a placebo, a sham or without intervention.

    Why:
        Then nothing is tried: the type of at least one arm is wrong. Where an arm of type NO_INTERVENTION receives
        something, the rule about that says it.

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
