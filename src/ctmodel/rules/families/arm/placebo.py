"""Rules about arms that are a placebo or sham by their type, and what is known of it (ARM)."""

import re
from collections.abc import Callable
from typing import Final

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.arms import Arm
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import WHOLE
from ctmodel.rules.counting import counted
from ctmodel.rules.definition import NOTE, WARNING, Problems, rule
from ctmodel.rules.quoting import quoted, shortened
from ctmodel.terms.protocol import ArmGroupType

_INERT_TYPES: Final[frozenset[str]] = frozenset({ArmGroupType.PLACEBO_COMPARATOR, ArmGroupType.SHAM_COMPARATOR})
_PLACEBO: Final = ArmGroupType.PLACEBO_COMPARATOR
_INERT: Final = lazy_regex(
    r"placebo|sham|vehicle|saline|dummy|inactive|inert\b|water|dextrose|glucose|lactose|sugar|starch|dextrin|control"
    r"|cellulose|sodium chloride|nacl|mock|diluent|simulated|excipient|ringer",
    re.IGNORECASE,
)
# A set of letters at the beginning is found much faster than the beginning of a word.
_PLACEBO_OR_SHAM = lazy_regex(r"[PSps](?<!\w.)(?i:(?<=p)lacebo|(?<=s)ham)\b")
# A dose of nothing is a placebo: "0 IU/ml", "0%".
_NO_DOSE: Final = lazy_regex(r"(?<![\d.,])0\s?(?:%|[A-Za-z])")


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

    Fix:
        Correct the type, or name the placebo in the label, the description or the interventions of the arm.

    Fires:
        Trial(arms=[Arm(label="Aspirin", type="PLACEBO_COMPARATOR", intervention_names=["Drug: Aspirin"])])

    Silent:
        Trial(arms=[Arm(label="Placebo", type="PLACEBO_COMPARATOR")])
        Trial(arms=[Arm(label="Aspirin", type="ACTIVE_COMPARATOR")])
    """
    active = [
        (index, arm)
        for index, arm in enumerate(trial.arms)
        if arm.type == _PLACEBO
        and not _is_inert(arm.label, arm.description, *arm.intervention_names)
        and not _NO_DOSE.search(arm.label or "")
    ]
    given_inert = {
        label
        for given in (trial.interventions if active else ())
        if given.arm_group_labels and _is_inert(given.name, given.description, *given.other_names)
        for label in given.arm_group_labels
    }
    # Of an arm that is linked to the product, the link is reported.
    linked = {index for index, _ in _receiving_the_product(trial)} if active else set[int]()
    for index, arm in active:
        if arm.label not in given_inert and index not in linked:
            yield (
                f"arms[{index}].type",
                f"arm {quoted(arm.label)} is a PLACEBO_COMPARATOR, but mentions no placebo or sham",
            )


def _is_inert(*texts: str | None) -> bool:
    return any(text and _INERT.search(text) for text in texts)


@rule(
    "ARM029",
    severity=WARNING,
    source="PRS data element definitions, Arm or Group/Interventional Cross-Reference, Arm Type: Placebo Comparator",
    reads="arms interventions",
    requires=WHOLE,
)
def placebo_arm_receives_product(trial: Trial) -> Problems:
    """A placebo or sham arm is linked to the interventions of the treatment arms, and to no placebo or sham.

    Why:
        According to the record, the control receives the product under study: the placebo is not listed.

    Fix:
        Add the placebo or sham to the interventions and link the arm to it, or correct the type of the arm.

    Fires:
        Trial(arms=[
            Arm(label="Aspirin", type="EXPERIMENTAL", intervention_names=["Drug: Aspirin"]),
            Arm(label="Placebo", type="PLACEBO_COMPARATOR", intervention_names=["Drug: Aspirin"])])

    Silent:
        Trial(arms=[
            Arm(label="Aspirin", type="EXPERIMENTAL", intervention_names=["Drug: Aspirin"]),
            Arm(label="Placebo", type="PLACEBO_COMPARATOR", intervention_names=["Drug: Placebo"])])
        Trial(arms=[
            Arm(label="Aspirin", type="EXPERIMENTAL", intervention_names=["Drug: Aspirin", "Procedure: Surgery"]),
            Arm(label="Sham", type="SHAM_COMPARATOR", intervention_names=["Procedure: Surgery"])])
    """
    receiving = _receiving_the_product(trial)
    if receiving:
        index, names = receiving[0]
        arm = trial.arms[index]
        others = f" and {len(receiving) - 1} more placebo or sham arms are" if len(receiving) > 1 else " is"
        yield (
            f"arms[{index}].intervention_names",
            f"arm {quoted(arm.label)} of type {shortened(arm.type)}{others} linked to the interventions of the"
            f" treatment arms, {quoted(', '.join(sorted(names)))}, and to no placebo or sham; expected one among the"
            " interventions, or another type",
        )


def _receiving_the_product(trial: Trial) -> list[tuple[int, frozenset[str]]]:
    """Return index and interventions of each placebo or sham arm that receives all that the treatment arms receive."""
    inert = [
        (index, arm)
        for index, arm in enumerate(trial.arms)
        if arm.type in _INERT_TYPES and not _NO_DOSE.search(arm.label or "")
    ]
    if not inert:
        return []
    treated = [arm for arm in trial.arms if arm.type == ArmGroupType.EXPERIMENTAL]
    # Where no arm is experimental, the treatment is often called active.
    treated = treated or [arm for arm in trial.arms if arm.type == ArmGroupType.ACTIVE_COMPARATOR]
    received = _received(trial)
    product = {name for arm in treated for name in received(arm)}
    found = [(index, names) for index, arm in inert if product and product <= (names := received(arm))]
    inactive = {
        given.name
        for given in (trial.interventions if found else ())
        if _is_inert(given.description, *given.other_names)
    }
    return [(index, names) for index, names in found if not _is_inert(*names) and inactive.isdisjoint(names)]


def _received(trial: Trial) -> Callable[[Arm], frozenset[str]]:
    """Return what gives the names, without types, of what an arm receives according to either side."""
    of_label: dict[str, set[str]] = {}
    for given in trial.interventions:
        for label in given.arm_group_labels:
            if given.name:
                of_label.setdefault(label, set()).add(given.name)

    def received(arm: Arm) -> frozenset[str]:
        named = {name.partition(": ")[2] or name for name in arm.intervention_names}
        return frozenset(named | of_label.get(arm.label or "", set()))

    return received


@rule(
    "ARM031",
    severity=WARNING,
    source="PRS data element definitions, Arm Type: Placebo Comparator, Sham Comparator",
    reads="arms interventions",
    requires=WHOLE,
)
def placebo_arm_of_other_type(trial: Trial) -> Problems:
    """An experimental or active arm is a placebo or sham by its label and all that it receives.

    Why:
        Searches and summaries take its participants for treated ones.

    Fix:
        Set the type to placebo or sham comparator, or add to the arm what else its participants receive.

    Fires:
        Trial(arms=[Arm(label="Placebo", type="EXPERIMENTAL", intervention_names=["Drug: Placebo"])])
        Trial(arms=[Arm(label="Sham", type="ACTIVE_COMPARATOR", intervention_names=["Device: Sham device"])])

    Silent:
        Trial(arms=[Arm(label="Placebo", type="PLACEBO_COMPARATOR", intervention_names=["Drug: Placebo"])])
        Trial(arms=[Arm(label="Part A", type="EXPERIMENTAL", intervention_names=["Drug: Placebo"])])
        Trial(arms=[Arm(label="Placebo", type="EXPERIMENTAL", intervention_names=["Drug: Placebo", "Drug: Aspirin"])])
        Trial(arms=[Arm(label="Placebo", type="EXPERIMENTAL")])
        Trial(
            arms=[Arm(
                label="Placebo", type="EXPERIMENTAL", intervention_names=["Drug: Placebo"],
                description="Placebo, then aspirin")],
            interventions=[Intervention(name="Aspirin")])
    """
    treated = (ArmGroupType.EXPERIMENTAL, ArmGroupType.ACTIVE_COMPARATOR)
    arms = [
        (index, arm)
        for index, arm in enumerate(trial.arms)
        if arm.type in treated and _PLACEBO_OR_SHAM.search(arm.label or "")
    ]
    if arms:
        received = _received(trial)
        yield from counted(
            "arm",
            (
                _of_other_type(index, arm)
                for index, arm in arms
                if _is_given_only_inert(received(arm)) and not _is_treated_later(arm, trial)
            ),
        )


def _is_treated_later(arm: Arm, trial: Trial) -> bool:
    """Whether the description of an arm names what others receive."""
    text = (arm.description or "").casefold()
    names = [given.name.casefold() for given in (trial.interventions if text else ()) if given.name]
    return any(name in text for name in names if not _PLACEBO_OR_SHAM.search(name))


def _is_given_only_inert(names: frozenset[str]) -> bool:
    return bool(names) and all(_PLACEBO_OR_SHAM.search(name) for name in names)


def _of_other_type(index: int, arm: Arm) -> tuple[str, str, str]:
    return (
        "type",
        f"arms[{index}].type",
        f"arm {quoted(arm.label)} of type {shortened(arm.type)} receives only placebo or sham; expected"
        " PLACEBO_COMPARATOR or SHAM_COMPARATOR",
    )
