"""The root of the model: the trial."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any, Final, final

import attrs
from attrs import define, field

from ctmodel import model
from ctmodel.model import arms as links
from ctmodel.model.arms import Arm, Intervention
from ctmodel.model.contacts import Contact, Location, Official
from ctmodel.model.design import BioSpec, Design, Enrollment, ExpandedAccess, ExpandedAccessTypes
from ctmodel.model.eligibility import Eligibility
from ctmodel.model.identification import Identifier, Organization
from ctmodel.model.outcomes import Outcome
from ctmodel.model.references import AvailIpd, IpdSharingStatement, Reference, SeeAlsoLink
from ctmodel.model.sourced import CODECS, Filed
from ctmodel.model.sponsors import ResponsibleParty, Sponsor
from ctmodel.terms.protocol import DateType, OrgStudyIdType, Phase, SecondaryIdType, Status, StudyType
from ctmodel.values import Duration, PartialDate

#: Sections that are structured at first use, because results make a study ten times as large.
SECTIONS: Final = frozenset({"results", "annotations", "documents", "derived"})

_STRUCTURING = Lock()


@final
@define(kw_only=True, repr=False)
class Trial(Filed):
    """A registered clinical trial: the whole record, with the attributes that people need first at the top level.

    Every attribute is optional, so that incomplete and invalid records can be held; :func:`ctmodel.validate` reports
    what is wrong. Each attribute names its data element in the registry's definitions (*italics*), or else its field
    in the API (``code``).
    """

    #: ``NCTId``: the registry's number of the trial, ``NCT`` and eight digits.
    nct_id: str | None = None
    #: ``NCTIdAlias``: former NCT numbers of the record.
    nct_id_aliases: list[str] = field(factory=list)
    #: *Unique Protocol Identification Number*: the sponsor's number for the protocol. At most 30 characters.
    org_study_id: str | None = None
    #: ``OrgStudyIdType``: kind of number, if it is a U.S. grant or contract.
    org_study_id_type: OrgStudyIdType | str | None = None
    #: ``OrgStudyIdLink``: web address that the registry derives for it.
    org_study_id_link: str | None = None
    #: ``SecondaryIdInfo``: further identifiers.
    secondary_ids: list[Identifier] = field(factory=list)
    #: ``Organization``: organization that holds the registration account.
    organization: Organization | None = None
    #: *Brief Title*: short title in plain language. At most 300 characters.
    brief_title: str | None = None
    #: *Official Title*: title of the protocol. At most 600 characters.
    official_title: str | None = None
    #: *Acronym*: abbreviation by which the trial is known. At most 14 characters.
    acronym: str | None = None
    #: *Record Verification Date*: month in which the record was last confirmed.
    status_verified_date: PartialDate | None = None
    #: *Overall Recruitment Status*: recruitment status of the trial as a whole.
    overall_status: Status | str | None = None
    #: *Why Study Stopped*: reason why it was suspended, terminated or withdrawn. Markdown, at most 250
    #: characters.
    why_stopped: str | None = None
    #: ``LastKnownStatus``: status before the registry set it to unknown.
    last_known_status: Status | str | None = None
    #: ``ExpandedAccessInfo``: availability of the product outside the trial.
    expanded_access: ExpandedAccess | None = None
    #: *Study Start Date*: when the first participant was enrolled, or is expected to be.
    start_date: PartialDate | None = None
    #: ``StartDateType``: whether it is actual or estimated; absent in old records.
    start_date_type: DateType | str | None = None
    #: *Primary Completion Date*: when the last participant is examined for the primary outcome.
    primary_completion_date: PartialDate | None = None
    #: *Primary Completion Date*: whether it is actual or estimated.
    primary_completion_date_type: DateType | str | None = None
    #: *Study Completion Date*: when the last participant is examined for any outcome.
    completion_date: PartialDate | None = None
    #: *Study Completion Date*: whether it is actual or estimated.
    completion_date_type: DateType | str | None = None
    #: ``StudyFirstSubmitDate``: when the record was first submitted. A full date.
    study_first_submit_date: PartialDate | None = None
    #: ``StudyFirstSubmitQCDate``: when the first submission met quality control. A full date.
    study_first_submit_qc_date: PartialDate | None = None
    #: ``StudyFirstPostDate``: when the record was first posted. A full date.
    study_first_post_date: PartialDate | None = None
    #: ``StudyFirstPostDateType``: whether it is actual or estimated.
    study_first_post_date_type: DateType | str | None = None
    #: ``ResultsFirstSubmitDate``: when results were first submitted. A full date.
    results_first_submit_date: PartialDate | None = None
    #: ``ResultsFirstSubmitQCDate``: when the results met quality control. A full date.
    results_first_submit_qc_date: PartialDate | None = None
    #: ``ResultsFirstPostDate``: when results were first posted. A full date.
    results_first_post_date: PartialDate | None = None
    #: ``ResultsFirstPostDateType``: whether it is actual or estimated.
    results_first_post_date_type: DateType | str | None = None
    #: ``DispFirstSubmitDate``: when a certification to delay results was first submitted. A full date.
    disp_first_submit_date: PartialDate | None = None
    #: ``DispFirstSubmitQCDate``: when the certification met quality control. A full date.
    disp_first_submit_qc_date: PartialDate | None = None
    #: ``DispFirstPostDate``: when the certification was first posted. A full date.
    disp_first_post_date: PartialDate | None = None
    #: ``DispFirstPostDateType``: whether it is actual or estimated.
    disp_first_post_date_type: DateType | str | None = None
    #: ``LastUpdateSubmitDate``: when the record was last submitted. A full date.
    last_update_submit_date: PartialDate | None = None
    #: ``LastUpdatePostDate``: when the last update was posted. A full date.
    last_update_post_date: PartialDate | None = None
    #: ``LastUpdatePostDateType``: whether it is actual or estimated.
    last_update_post_date_type: DateType | str | None = None
    #: *Post Prior to U.S. FDA Approval or Clearance*: whether posting is delayed until the device is approved
    #: or cleared.
    delayed_posting: bool | None = None
    #: ``ResultsWaived``: whether the requirement to submit results was waived.
    results_waived: bool | None = None
    #: *Investigator Information*: who is responsible for the record.
    responsible_party: ResponsibleParty | None = None
    #: ``LeadSponsor``: who initiates the trial and is responsible for it.
    lead_sponsor: Sponsor | None = None
    #: ``Collaborator``: other organizations that support it.
    collaborators: list[Sponsor] = field(factory=list)
    #: *Data Monitoring Committee*: whether a data monitoring committee oversees the trial.
    oversight_has_dmc: bool | None = None
    #: *Studies a U.S. FDA-regulated Drug Product*: whether the trial studies a drug regulated by the FDA.
    is_fda_regulated_drug: bool | None = None
    #: *Studies a U.S. FDA-regulated Device Product*: whether the trial studies a device regulated by the FDA.
    is_fda_regulated_device: bool | None = None
    #: *Device Product Not Approved or Cleared by U.S. FDA*: whether a device is not approved or cleared by the
    #: FDA.
    is_unapproved_device: bool | None = None
    #: *Product Manufactured in and Exported from the U.S.*: whether a product is made in the U.S. and exported
    #: for the trial.
    is_us_export: bool | None = None
    #: *Pediatric Postmarket Surveillance of a Device Product*: whether the trial is a pediatric postmarket
    #: surveillance of a device.
    is_ppsd: bool | None = None
    #: ``FDAAA801Violation``: whether the FDA has noted a violation.
    fdaaa801_violation: bool | None = None
    #: *Brief Summary*: short description in plain language. Markdown, at most 5,000 characters.
    brief_summary: str | None = None
    #: *Detailed Description*: extended description. Markdown, at most 32,000 characters.
    detailed_description: str | None = None
    #: *Primary Disease or Condition Being Studied in the Trial, or the Focus of the Study*: diseases or
    #: conditions studied. At most 160 characters each.
    conditions: list[str] = field(factory=list)
    #: *Keywords*: words that help to find the record. At most 160 characters each.
    keywords: list[str] = field(factory=list)
    #: *Study Type*: interventional, observational or expanded access.
    study_type: StudyType | str | None = None
    #: *Study Phase*: phase or phases of a drug trial; empty for observational studies.
    phases: list[Phase | str] = field(factory=list)
    #: ``PatientRegistry``: whether an observational study is a patient registry.
    patient_registry: bool | None = None
    #: *Target Follow-Up Duration*: how long each participant of a registry is followed.
    target_duration: Duration | None = None
    #: *Interventional Study Design*: how the study is designed.
    design: Design | None = None
    #: ``BioSpec``: specimens that an observational study retains.
    bio_spec: BioSpec | None = None
    #: ``EnrollmentInfo``: number of participants.
    enrollment: Enrollment | None = None
    #: ``ExpandedAccessTypes``: for whom an expanded access record offers the product.
    expanded_access_types: ExpandedAccessTypes | None = None
    #: ``NPtrsToThisExpAccNCTId``: number of records that point to this expanded access record.
    n_ptrs_to_this_exp_acc_nct_id: int | float | None = None
    #: *Arm Information*: arms, or groups and cohorts, of the trial.
    arms: list[Arm] = field(factory=list)
    #: *Interventions*: what participants receive, or what is observed.
    interventions: list[Intervention] = field(factory=list)
    #: *Primary Outcome Measure Information*: the most important planned outcomes.
    primary_outcomes: list[Outcome] = field(factory=list)
    #: *Secondary Outcome Measure Information*: further planned outcomes.
    secondary_outcomes: list[Outcome] = field(factory=list)
    #: *Other Pre-specified Outcome Measures*: other pre-specified outcomes.
    other_outcomes: list[Outcome] = field(factory=list)
    #: *Eligibility*: who can take part.
    eligibility: Eligibility | None = None
    #: *Central Contact Person or Optional Central Contact Backup*: whom to contact about taking part.
    central_contacts: list[Contact] = field(factory=list)
    #: *Overall Study Officials*: who leads the trial.
    overall_officials: list[Official] = field(factory=list)
    #: *Facility Information*: sites of the trial.
    locations: list[Location] = field(factory=list)
    #: *Citations*: publications.
    references: list[Reference] = field(factory=list)
    #: *Links*: relevant web pages.
    see_also_links: list[SeeAlsoLink] = field(factory=list)
    #: ``AvailIPD``: data and documents available to others.
    avail_ipds: list[AvailIpd] = field(factory=list)
    #: *IPD Sharing Statement*: the plan to share participant data.
    ipd_sharing_statement: IpdSharingStatement | None = None
    #: *Study Results*: posted results; structured at first use.
    results: model.Results | None = None
    #: ``AnnotationSection``: remarks of the registry; structured at first use.
    annotations: model.Annotations | None = None
    #: ``DocumentSection``: uploaded documents; structured at first use.
    documents: model.Documents | None = None
    #: ``DerivedSection``: what the registry computes from the record; structured at first use.
    derived: model.Derived | None = None
    #: ``HasResults``: whether results are posted.
    has_results: bool | None = None

    @property
    def identifiers(self) -> list[Identifier]:
        """All identifiers: the NCT number, former NCT numbers, the organization's own number, then secondary ones.

        Identifiers without a number are left out. The list is a copy: to change it, edit :attr:`nct_id`,
        :attr:`nct_id_aliases`, :attr:`org_study_id` and :attr:`secondary_ids`.
        """
        registered = [
            Identifier(id=number, type=SecondaryIdType.REGISTRY, domain="ClinicalTrials.gov")
            for number in [self.nct_id, *self.nct_id_aliases]
        ]
        own = Identifier(id=self.org_study_id, type=self.org_study_id_type, link=self.org_study_id_link)
        return [held for held in [*registered, own, *self.secondary_ids] if held.id and not held.id.isspace()]

    @property
    def registry(self) -> str | None:
        """The registry in which the trial is registered, such as ``ClinicalTrials.gov``; None for a draft.

        A trial read from a foreign format has the registry that its record or its format names. Any other trial is
        registered in ClinicalTrials.gov if it has an NCT number. If not, it is a draft, even if it mentions the number
        of another registry.
        """
        return self._registered()[0]

    @property
    def registry_id(self) -> str | None:
        """The number of the trial in :attr:`registry`; None for a draft."""
        return self._registered()[1]

    def _registered(self) -> tuple[str | None, str | None]:
        codec: Any = CODECS.get(type(self._source))
        if codec is None or self._source is None:
            return ("ClinicalTrials.gov", self.nct_id) if self.nct_id else (None, None)
        registered: tuple[str | None, str | None] = codec.registered(self)
        return registered

    @property
    def sponsors(self) -> list[Sponsor]:
        """The lead sponsor, then the collaborators.

        The list is a copy: to change it, edit :attr:`lead_sponsor` and :attr:`collaborators`.
        """
        return [*([self.lead_sponsor] if self.lead_sponsor is not None else []), *self.collaborators]

    @property
    def countries(self) -> list[str]:
        """The countries of the sites, each once, in the order of the sites.

        The list is a copy: to change it, edit :attr:`locations`.
        """
        return list(dict.fromkeys(site.country for site in self.locations if site.country and site.country.strip()))

    def interventions_of(self, arm: Arm) -> list[Intervention]:
        """Return the interventions of the trial that an arm receives, by the current labels.

        The arm names the intervention (:attr:`Arm.intervention_names`), or the intervention names the arm
        (:attr:`Intervention.arm_group_labels`). The registry writes both; either is enough.
        """
        return links.interventions_of(arm, self.interventions)

    def arms_of(self, intervention: Intervention) -> list[Arm]:
        """Return the arms of the trial that receive an intervention, by the current labels.

        This is the reverse of :meth:`interventions_of`.
        """
        return links.arms_of(intervention, self.arms)

    # A section that has not been used yet is a slot without a value, for which Python calls __getattr__.
    # Type checkers must not see that method, or every misspelt attribute would pass.
    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            if name not in SECTIONS:
                raise AttributeError(f"'Trial' object has no attribute {name!r}", name=name, obj=self)
            with _STRUCTURING:
                try:
                    return object.__getattribute__(self, name)
                except AttributeError:
                    source = self._source
                    section = CODECS[type(source)].section(source, name)
                    object.__setattr__(self, name, section)
                    return section

        def __getstate__(self) -> dict[str, object]:
            state = {}
            for attribute in attrs.fields(Trial):
                try:
                    state[attribute.name] = object.__getattribute__(self, attribute.name)
                except AttributeError:
                    continue  # a section that has not been used yet stays unused in the copy
            return state

        def __setstate__(self, state: dict[str, object]) -> None:
            for name, value in state.items():
                object.__setattr__(self, name, value)
