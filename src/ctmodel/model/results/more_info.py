"""Limitations, agreements and the point of contact of the results."""

from __future__ import annotations

from typing import final

from attrs import define

from ctmodel.model.sourced import Sourced
from ctmodel.terms.results import AgreementRestrictionType


@final
@define(kw_only=True, repr=False)
class CertainAgreement(Sourced):
    """Agreements between sponsor and investigators that restrict publishing."""

    #: *Are all PIs Employees of Sponsor?*: whether all principal investigators are employees of the sponsor.
    pi_sponsor_employee: bool | None = None
    #: *PI Disclosure Restriction Type*: kind of the restriction.
    restriction_type: AgreementRestrictionType | str | None = None
    #: *Results Disclosure Restriction on PI(s)?*: whether an agreement restricts discussing or publishing
    #: results.
    restrictive_agreement: bool | None = None
    #: *Other Disclosure Restriction Description*: the restriction in words. Markdown, at most 500 characters.
    other_details: str | None = None


@final
@define(kw_only=True, repr=False)
class PointOfContact(Sourced):
    """Whom to contact about the results."""

    #: *Name or Official Title*: name or official title. At most 1,000 characters.
    title: str | None = None
    #: *Organization Name*: name of the organization. At most 255 characters.
    organization: str | None = None
    #: *Email*: e-mail address. At most 255 characters.
    email: str | None = None
    #: *Phone*: telephone number. At most 30 characters.
    phone: str | None = None
    #: *Extension (Ext.)*: telephone extension. At most 10 characters.
    phone_ext: str | None = None


@final
@define(kw_only=True, repr=False)
class MoreInfo(Sourced):
    """Limitations of the results, agreements, and the point of contact."""

    #: *Overall Limitations and Caveats*: limits of the trial, such as early termination. Markdown, at most 500
    #: characters.
    limitations_and_caveats: str | None = None
    #: *Certain Agreements*: agreements that restrict publishing.
    certain_agreement: CertainAgreement | None = None
    #: *Results Point of Contact*: whom to contact about the results.
    point_of_contact: PointOfContact | None = None
