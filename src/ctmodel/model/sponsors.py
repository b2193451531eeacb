"""Who runs and supports the trial: sponsors, collaborators and the responsible party."""

from __future__ import annotations

from typing import final

from attrs import define

from ctmodel.model.sourced import Sourced
from ctmodel.terms.protocol import AgencyClass, ResponsiblePartyType


@final
@define(kw_only=True, repr=False)
class Sponsor(Sourced):
    """The lead sponsor of a trial, or one of its collaborators."""

    #: *Name of the Sponsor*: name of the sponsor or collaborator. At most 160 characters.
    name: str | None = None
    #: ``LeadSponsorClass``: class that the registry assigns, such as industry or NIH.
    agency_class: AgencyClass | str | None = None


@final
@define(kw_only=True, repr=False)
class ResponsibleParty(Sourced):
    """Who is responsible for the record: the sponsor, a principal investigator, or a sponsor-investigator."""

    #: *Responsible Party, by Official Title*: which of the three is responsible.
    type: ResponsiblePartyType | str | None = None
    #: *Investigator Name*: name of the investigator.
    investigator_full_name: str | None = None
    #: *Investigator Official Title*: official title at the affiliation. At most 254 characters.
    investigator_title: str | None = None
    #: *Investigator Affiliation*: organization that the investigator belongs to. At most 160 characters.
    investigator_affiliation: str | None = None
    #: *Investigator Name*: name and title in one text, in old records.
    old_name_title: str | None = None
    #: *Investigator Affiliation*: organization, in old records.
    old_organization: str | None = None
