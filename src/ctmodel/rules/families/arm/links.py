"""Rules about which arm receives which intervention (ARM)."""

from collections.abc import Iterable
from typing import Final, final

from ctmodel.model.arms import Intervention, reference_to
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import WHOLE, interventional
from ctmodel.rules.counting import counted_items
from ctmodel.rules.definition import ERROR, WARNING, Problems, Record, rule
from ctmodel.rules.likeness import Names
from ctmodel.rules.quoting import quoted, shortened
from ctmodel.terms.protocol import ArmGroupType

_CROSS_REFERENCE: Final = "PRS data element definitions, Arm or Group/Interventional Cross-Reference"
_ENCODING: Final = "measured: the registry writes '<type>: <name>', and no record has a name that leads nowhere"


def _linked(trial: Trial) -> bool:
    """Whether there is something on both sides; where one is missing altogether, that is said once, by another rule."""
    return bool(trial.arms) and bool(trial.interventions)


def _linked_interventional(trial: Trial) -> bool:
    return _linked(trial) and interventional(trial)


@rule("ARM007", severity=ERROR, source=_ENCODING, reads="arms interventions", applies=_linked)
def arm_names_unknown_intervention(trial: Trial, record: Record) -> Problems:
    """An arm names an intervention that is none of the trial's.

    Why:
        The reference leads nowhere: what the arm receives cannot be looked up.

    Fix:
        Correct the reference to the type and name of a listed intervention, such as "Drug: Aspirin", or add the
        intervention.

    Fires:
        Trial(arms=[Arm(label="A", intervention_names=["Drug: Asprin"])],
            interventions=[Intervention(type="DRUG", name="Aspirin")])

    Silent:
        Trial(arms=[Arm(label="A", intervention_names=["Drug: Aspirin"])],
            interventions=[Intervention(type="DRUG", name="Aspirin")])
        Trial(arms=[Arm(intervention_names=["Drug: Aspirin"])])
    """
    known = set(record.intervention_references)
    if None in known:
        return  # any name could mean the one that lacks its own
    unknown = [
        (f"arms[{index}].intervention_names[{place}]", arm, name)
        for index, arm in enumerate(trial.arms)
        for place, name in enumerate(arm.intervention_names)
        if name not in known
    ]
    if not unknown:
        return
    interventions = _Interventions(trial.interventions)
    for path, arm, name in unknown:
        yield (
            path,
            f"arm {quoted(arm.label)} names {quoted(name)}, which is not an intervention of the trial; expected"
            f" '<type>: <name>' of one{interventions.likely(name)}",
        )


@final
class _Interventions:
    """The interventions of a trial, to find the one that was probably meant."""

    def __init__(self, interventions: Iterable[Intervention]) -> None:
        self._known = {
            given.name: reference for given in interventions if given.name and (reference := reference_to(given))
        }
        self._names = Names(self._known)
        self._references = Names(self._known.values())

    def likely(self, name: str) -> str:
        """Say which one an arm probably means by a name: by type and name, or only by name."""
        said = self._references.almost(name)
        if said:
            return said
        bare = name.partition(": ")[2] or name
        reference = self._known.get(bare) or self._known.get(self._names.nearest(bare) or "")
        return f"; {quoted(reference)} was probably meant" if reference is not None else ""


@rule(
    "ARM008",
    severity=WARNING,
    source=f"{_CROSS_REFERENCE}; PRS message on arms without intervention",
    reads="study_type arms interventions",
    applies=_linked_interventional,
    requires=WHOLE,
)
def arm_without_intervention(trial: Trial) -> Problems:
    """An arm has no intervention, though its type is not NO_INTERVENTION.

    Why:
        Nobody can see what its participants receive.

    Fix:
        Link the arm to its interventions, or set its type to NO_INTERVENTION if its participants receive nothing.

    Fires:
        Trial(study_type="INTERVENTIONAL", arms=[Arm(label="A", type="EXPERIMENTAL")], interventions=[Intervention()])

    Silent:
        Trial(study_type="INTERVENTIONAL", arms=[Arm(type="NO_INTERVENTION")], interventions=[Intervention()])
        Trial(study_type="INTERVENTIONAL", arms=[Arm(label="A", type="EXPERIMENTAL")],
            interventions=[Intervention(arm_group_labels=["A"])])
    """
    named = {label for given in trial.interventions for label in given.arm_group_labels}
    for index, arm in enumerate(trial.arms):
        if arm.intervention_names or arm.type is None or arm.type == ArmGroupType.NO_INTERVENTION:
            continue
        if arm.label not in named:
            yield (
                f"arms[{index}].intervention_names",
                f"arm {quoted(arm.label)} of type {shortened(arm.type)} has no intervention;"
                " expected one, or NO_INTERVENTION",
            )


@rule("ARM009", severity=WARNING, source="PRS data element definitions, Arm Type: No Intervention", reads="arms")
def intervention_in_arm_without(trial: Trial) -> Problems:
    """An arm of type NO_INTERVENTION has an intervention.

    Why:
        Either its participants receive something, or they do not.

    Fix:
        Remove the link, or choose the type that says what the intervention is for.

    Fires:
        Trial(arms=[Arm(label="Control", type="NO_INTERVENTION", intervention_names=["Drug: Aspirin"])])

    Silent:
        Trial(arms=[Arm(label="Control", type="NO_INTERVENTION")])
        Trial(arms=[Arm(label="Aspirin", type="EXPERIMENTAL", intervention_names=["Drug: Aspirin"])])
    """
    return counted_items(
        trial,
        "arm",
        (
            (
                arm.type,
                f"arms[{index}].type",
                f"arm {quoted(arm.label)} is of type NO_INTERVENTION, but receives {quoted(arm.intervention_names[0])};"
                " expected another type",
            )
            for index, arm in enumerate(trial.arms)
            if arm.type == ArmGroupType.NO_INTERVENTION and arm.intervention_names
        ),
    )


@rule(
    "ARM018",
    severity=ERROR,
    source=f"{_CROSS_REFERENCE}; measured: no record has a label that leads nowhere",
    reads="arms interventions",
    applies=_linked,
    requires=WHOLE,
)
def intervention_names_unknown_arm(trial: Trial) -> Problems:
    """An intervention names an arm that is none of the trial's.

    Why:
        The reference leads nowhere: who receives the intervention cannot be looked up.

    Fix:
        Correct the label to that of a listed arm, or add the arm.

    Fires:
        Trial(arms=[Arm(label="Placebo ")], interventions=[Intervention(arm_group_labels=["Placebo"])])

    Silent:
        Trial(arms=[Arm(label="Placebo")], interventions=[Intervention(arm_group_labels=["Placebo"])])
        Trial(interventions=[Intervention(arm_group_labels=["Placebo"])])
    """
    known = {arm.label for arm in trial.arms}
    unknown = [
        (f"interventions[{index}].arm_group_labels[{place}]", given, name)
        for index, given in enumerate(trial.interventions)
        for place, name in enumerate(given.arm_group_labels)
        if name not in known
    ]
    if not unknown:
        return
    labels = Names(sorted(label for label in known if label))
    for path, given, name in unknown:
        yield (
            path,
            f"intervention {quoted(given.name)} names arm {quoted(name)}, which does not exist;"
            f" expected the label of an arm{labels.likely(name)}",
        )


@rule(
    "ARM019",
    severity=WARNING,
    source=f"{_CROSS_REFERENCE}; PRS message on interventions without arm",
    reads="arms interventions",
    applies=_linked,
    requires=WHOLE,
)
def intervention_without_arm(trial: Trial) -> Problems:
    """An intervention belongs to no arm.

    Why:
        Nobody can see who receives it.

    Fix:
        Link the intervention to the arms that receive it, or remove it if no arm does.

    Fires:
        Trial(arms=[Arm(label="A")], interventions=[Intervention(type="DRUG", name="Aspirin")])

    Silent:
        Trial(arms=[Arm(label="A")], interventions=[Intervention(name="Aspirin", arm_group_labels=["A"])])
        Trial(interventions=[Intervention(type="DRUG", name="Aspirin")])
    """
    named = {name for arm in trial.arms for name in arm.intervention_names}
    for index, given in enumerate(trial.interventions):
        if not given.arm_group_labels and reference_to(given) not in named:
            yield (
                f"interventions[{index}].arm_group_labels",
                f"intervention {quoted(given.name)} belongs to no arm; expected the label of one at least",
            )


@rule(
    "ARM026",
    severity=WARNING,
    source="measured: the registry derives the one list from the other",
    reads="arms interventions",
    applies=_linked,
    requires=WHOLE,
)
def links_disagree(trial: Trial, record: Record) -> Problems:
    """An arm names an intervention that does not name the arm, or the other way round.

    Why:
        The two lists are one relation, written twice: the file was edited on one side.

    Fix:
        Decide which of the two lists is right, and edit the other.

    Fires:
        Trial(arms=[Arm(label="A", intervention_names=["Drug: Aspirin"]), Arm(label="B")],
            interventions=[Intervention(type="DRUG", name="Aspirin", arm_group_labels=["A", "B"])])

    Silent:
        Trial(arms=[Arm(label="A", intervention_names=["Drug: Aspirin"])],
            interventions=[Intervention(type=InterventionType.DRUG, name="Aspirin", arm_group_labels=["A"])])
    """
    references = record.intervention_references
    # Names that are repeated or unknown are reported by other rules: the relation goes by name.
    from_arms = {(arm.label, name) for arm in trial.arms for name in arm.intervention_names}
    from_interventions = {
        (name, reference)
        for given, reference in zip(trial.interventions, references, strict=True)
        if reference is not None
        for name in given.arm_group_labels
    }
    if from_arms == from_interventions:
        return
    known = set(references)
    for index, arm in enumerate(trial.arms):
        for place, name in enumerate(arm.intervention_names):
            if name in known and (arm.label, name) not in from_interventions:
                yield (
                    f"arms[{index}].intervention_names[{place}]",
                    f"arm {quoted(arm.label)} names {quoted(name)}, which does not name the arm; expected both or none",
                )
    named_by = {arm.label: Names(arm.intervention_names) for arm in trial.arms}
    for index, (given, reference) in enumerate(zip(trial.interventions, references, strict=True)):
        for place, name in enumerate(given.arm_group_labels):
            if reference is not None and name in named_by and (name, reference) not in from_arms:
                yield (
                    f"interventions[{index}].arm_group_labels[{place}]",
                    f"intervention {quoted(given.name)} names arm {quoted(name)}, which does not name it;"
                    f" expected both or none{named_by[name].almost(reference)}",
                )
