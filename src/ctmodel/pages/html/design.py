"""Design and groups: arms, interventions, and who receives what."""

from typing import Any, Final

from attrs import frozen

from ctmodel.model.arms import reference_to
from ctmodel.pages.html.groups import letters

#: With more arms, and fewer interventions than arms, the arms are the rows.
_WIDEST: Final = 8
BOTH: Final = "●"
ONE: Final = "◐"


@frozen
class LetteredArm:
    """An arm with its letter."""

    letter: str
    held: Any


@frozen
class Treatment:
    """An intervention, and for each arm whether both sides, one side or neither says that it is received."""

    held: Any
    number: int
    given: tuple[str, ...]


@frozen
class DesignView:
    """The section."""

    arms: list[LetteredArm]
    interventions: list[Treatment]
    #: Whether the arms are the rows of the matrix.
    turned: bool
    #: Whether some intervention has a description.
    described: bool
    #: Whether some link is stated on one side only.
    half: bool
    #: What arms name and no intervention is called, with the letter of the arm.
    unknown_names: list[tuple[str, str]]
    #: What interventions name and no arm is called, with the number of the intervention.
    unknown_labels: list[tuple[int, str]]


def design(trial: Any) -> DesignView:
    """Return the section."""
    arms = [LetteredArm(letters(index), arm) for index, arm in enumerate(trial.arms)]
    named = [frozenset(arm.held.intervention_names) for arm in arms]
    labels = [arm.held.held.label for arm in arms]
    treatments = []
    for number, held in enumerate(trial.interventions, 1):
        reference, receivers = reference_to(held.held), frozenset(held.arm_group_labels)
        given = tuple(
            _sign(bool(label) and label in receivers, reference is not None and reference in names)
            for label, names in zip(labels, named, strict=True)
        )
        treatments.append(Treatment(held, number, given))
    references = {reference_to(treatment.held.held) for treatment in treatments}
    return DesignView(
        arms,
        treatments,
        len(arms) > _WIDEST and len(treatments) < len(arms),
        any(treatment.held.held.description for treatment in treatments),
        any(ONE in treatment.given for treatment in treatments),
        [(arm.letter, name) for arm in arms for name in arm.held.intervention_names if name not in references],
        [(row.number, label) for row in treatments for label in row.held.arm_group_labels if label not in labels],
    )


def _sign(by_label: bool, by_name: bool) -> str:
    if by_label and by_name:
        return BOTH
    return ONE if by_label or by_name else ""
