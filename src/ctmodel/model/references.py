"""Publications, links and the sharing of participant data."""

from __future__ import annotations

from typing import final

from attrs import define, field

from ctmodel.model.sourced import Sourced
from ctmodel.terms.protocol import IpdSharing, IpdSharingInfoType, ReferenceType


@final
@define(kw_only=True, repr=False)
class Retraction(Sourced):
    """A notice that a cited publication was retracted."""

    #: ``RetractionPMID``: PubMed identifier of the notice.
    pmid: str | None = None
    #: ``RetractionSource``: where the notice was published.
    source: str | None = None


@final
@define(kw_only=True, repr=False)
class Reference(Sourced):
    """A publication cited by the record."""

    #: *PubMed Identifier*: PubMed identifier of the publication.
    pmid: str | None = None
    #: *Results Reference*: background, a result of this trial, or found by the registry.
    type: ReferenceType | str | None = None
    #: *Citation*: bibliographic reference. At most 2,000 characters.
    citation: str | None = None
    #: ``Retraction``: retraction notices of the publication.
    retractions: list[Retraction] = field(factory=list)


@final
@define(kw_only=True, repr=False)
class SeeAlsoLink(Sourced):
    """A web page relevant to the trial."""

    #: *Description*: what the page is. Markdown, at most 254 characters.
    label: str | None = None
    #: *URL*: address of the page. At most 3,999 characters.
    url: str | None = None


@final
@define(kw_only=True, repr=False)
class AvailIpd(Sourced):
    """A data set or document that is available to others."""

    #: *Available IPD/Information Identifier*: identifier of the data set or document. At most 30 characters.
    id: str | None = None
    #: *Available IPD/Information Type*: what it is. At most 254 characters.
    type: str | None = None
    #: *Available IPD/Information URL*: where to find it. At most 3,999 characters.
    url: str | None = None
    #: *Available IPD/Information Comments*: further details. Markdown, at most 1,000 characters.
    comment: str | None = None


@final
@define(kw_only=True, repr=False)
class IpdSharingStatement(Sourced):
    """The plan to share individual participant data (IPD)."""

    #: *Plan to Share IPD*: whether data will be shared.
    ipd_sharing: IpdSharing | str | None = None
    #: *IPD Sharing Plan Description*: which data will be shared, or why none. Markdown, at most 1,000
    #: characters.
    description: str | None = None
    #: *IPD Sharing Supporting Information Type*: supporting documents that will be shared.
    info_types: list[IpdSharingInfoType | str] = field(factory=list)
    #: *IPD Sharing Time Frame*: when the data become available. Markdown, at most 1,000 characters.
    time_frame: str | None = None
    #: *IPD Sharing Access Criteria*: with whom and how the data are shared. Markdown, at most 1,000 characters.
    access_criteria: str | None = None
    #: *IPD Sharing URL*: page with further details. At most 3,999 characters.
    url: str | None = None
