"""Arms and interventions: who receives what."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, final

from attrs import define, field

from ctmodel.model.sourced import Sourced
from ctmodel.terms.protocol import ArmGroupType, InterventionType

#: Labels by token; a type may also be plain text.
_TYPES: Final[dict[str, str]] = {term: term.label for term in InterventionType}


@final
@define(kw_only=True, repr=False)
class Arm(Sourced):
    """A group of participants that receives the same interventions; in an observational study, a group or cohort."""

    #: *Arm Title*: short name of the arm. At most 100 characters.
    label: str | None = None
    #: *Arm Type*: role of the arm in the trial; absent in observational studies.
    type: ArmGroupType | str | None = None
    #: *Arm Description*: what the participants of the arm receive. Markdown, at most 999 characters.
    description: str | None = None
    #: *Arm/Group Intervention Name(s)*: interventions of the arm, each written ``<type>: <name>``.
    intervention_names: list[str] = field(factory=list)


@final
@define(kw_only=True, repr=False)
class Intervention(Sourced):
    """What participants receive, or what is observed: a drug, device, procedure or behaviour."""

    #: *Intervention Type*: kind of intervention.
    type: InterventionType | str | None = None
    #: *Intervention Name(s)*: name of the intervention. At most 200 characters.
    name: str | None = None
    #: *Intervention Description*: dose, frequency and further details. Markdown, at most 1,000 characters.
    description: str | None = None
    #: ``InterventionArmGroupLabel``: labels of the arms that receive it.
    arm_group_labels: list[str] = field(factory=list)
    #: *Other Intervention Name(s)*: other current and former names. At most 200 characters.
    other_names: list[str] = field(factory=list)


def reference_to(intervention: Intervention) -> str | None:
    """Return the name by which arms refer to an intervention, such as ``Drug: Aspirin``; None without name or type."""
    if not intervention.type or not intervention.name:
        return None
    return f"{_TYPES.get(intervention.type, intervention.type)}: {intervention.name}"


def interventions_of(arm: Arm, interventions: Iterable[Intervention]) -> list[Intervention]:
    """Return the interventions that an arm names or that name the arm."""
    names = frozenset(arm.intervention_names)
    return [
        given
        for given in interventions
        if reference_to(given) in names or (arm.label and arm.label in given.arm_group_labels)
    ]


def arms_of(intervention: Intervention, arms: Iterable[Arm]) -> list[Arm]:
    """Return the arms that an intervention names or that name the intervention."""
    labels, reference = frozenset(intervention.arm_group_labels), reference_to(intervention)
    return [
        arm
        for arm in arms
        if (arm.label and arm.label in labels) or (reference is not None and reference in arm.intervention_names)
    ]
