"""How the study is designed, and how large it is."""

from __future__ import annotations

from typing import final

from attrs import define, field

from ctmodel.model.sourced import Sourced
from ctmodel.terms.protocol import (
    BioSpecRetention,
    DesignAllocation,
    DesignMasking,
    DesignTimePerspective,
    EnrollmentType,
    ExpandedAccessStatus,
    InterventionalAssignment,
    ObservationalModel,
    PrimaryPurpose,
    WhoMasked,
)


@final
@define(kw_only=True, repr=False)
class Design(Sourced):
    """How the study is designed: allocation, model, purpose and masking, or the observational counterparts."""

    #: *Allocation*: how participants are assigned to arms.
    allocation: DesignAllocation | str | None = None
    #: *Interventional Study Model*: strategy for assigning interventions.
    intervention_model: InterventionalAssignment | str | None = None
    #: *Observational Study Model*: strategy for identifying and following participants.
    observational_model: ObservationalModel | str | None = None
    #: *Time Perspective*: observation period relative to enrolment.
    time_perspective: DesignTimePerspective | str | None = None
    #: *Model Description*: details of the model. Markdown, at most 1,000 characters.
    intervention_model_description: str | None = None
    #: *Primary Purpose*: main objective of the interventions.
    primary_purpose: PrimaryPurpose | str | None = None
    #: *Masking*: how many parties do not know the assignment.
    masking: DesignMasking | str | None = None
    #: *Masking Description*: details of the masking. Markdown, at most 1,000 characters.
    masking_description: str | None = None
    #: *Masking*: the parties that do not know the assignment; may be empty in old records of masked trials.
    who_masked: list[WhoMasked | str] = field(factory=list)


@final
@define(kw_only=True, repr=False)
class Enrollment(Sourced):
    """The number of participants, actual or planned."""

    #: *Enrollment*: number of participants (or units); 0 for withdrawn trials.
    count: int | None = None
    #: *Enrollment*: whether the count is actual or estimated.
    type: EnrollmentType | str | None = None


@final
@define(kw_only=True, repr=False)
class BioSpec(Sourced):
    """Biological specimens that an observational study retains."""

    #: *Biospecimen Retention*: whether samples are kept, and with or without DNA.
    retention: BioSpecRetention | str | None = None
    #: *Biospecimen Description*: which types of specimen are kept. Markdown, at most 1,000 characters.
    description: str | None = None


@final
@define(kw_only=True, repr=False)
class ExpandedAccess(Sourced):
    """Expanded access (compassionate use) to the product of a trial."""

    #: *Availability of Expanded Access*: whether the product is available outside the trial under expanded
    #: access.
    has_expanded_access: bool | None = None
    #: *Expanded Access Record NCT Number*: NCT number of the expanded access record.
    nct_id: str | None = None
    #: ``ExpandedAccessStatusForNCTId``: availability that the expanded access record shows.
    status_for_nct_id: ExpandedAccessStatus | str | None = None


@final
@define(kw_only=True, repr=False)
class ExpandedAccessTypes(Sourced):
    """For whom an expanded access record offers the product."""

    #: ``ExpAccTypeIntermediate``: for intermediate-size patient populations.
    intermediate: bool | None = None
    #: ``ExpAccTypeTreatment``: under a treatment IND or treatment protocol.
    treatment: bool | None = None
    #: ``ExpAccTypeIndividual``: for individual patients.
    individual: bool | None = None
