"""Arms and interventions: who receives what."""

from __future__ import annotations

from typing import final

from attrs import define, field

from ctmodel.model.sourced import Sourced
from ctmodel.terms.protocol import ArmGroupType, InterventionType


@final
@define(kw_only=True, repr=False)
class Arm(Sourced):
    """A group of participants that receives what the protocol assigns; a group or cohort where the study observes."""

    #: *Arm Title*: short name of the arm. At most 100 characters.
    label: str | None = None
    #: *Arm Type*: role of the arm in the trial; absent in observational studies.
    type: ArmGroupType | str | None = None
    #: *Arm Description*: what the participants of the arm receive. Markdown, at most 999 characters.
    description: str | None = None
    #: *Arm/Group Intervention Name(s)*: interventions of the arm, each as ``<type>: <name>``.
    intervention_names: list[str] = field(factory=list)


@final
@define(kw_only=True, repr=False)
class Intervention(Sourced):
    """Something given, done or watched in the trial: a drug, a device, a procedure, a behaviour."""

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
