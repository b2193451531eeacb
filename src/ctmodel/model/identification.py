"""What identifies the trial: its numbers and the organization that registers it."""

from __future__ import annotations

from typing import final

from attrs import define

from ctmodel.model.sourced import Sourced
from ctmodel.terms.protocol import AgencyClass, SecondaryIdType


@final
@define(kw_only=True, repr=False)
class Identifier(Sourced):
    """A number that identifies the trial, issued by a registry, funder or sponsor."""

    #: *Secondary IDs*: the identifier as registered. At most 30 characters.
    id: str | None = None
    #: *Secondary ID Type*: kind of identifier; absent in old records.
    type: SecondaryIdType | str | None = None
    #: ``SecondaryIdLink``: web address that the registry derives for grant numbers.
    link: str | None = None
    #: *Description*: name of the registry, funder or issuer, or a description of the identifier. At most 119
    #: characters.
    domain: str | None = None


@final
@define(kw_only=True, repr=False)
class Organization(Sourced):
    """The organization that holds the registration account of the record."""

    #: ``OrgFullName``: name of the organization.
    full_name: str | None = None
    #: ``OrgClass``: class that the registry assigns, such as industry or NIH.
    agency_class: AgencyClass | str | None = None
