"""Annotations that the registry adds to a record."""

from __future__ import annotations

from typing import final

from attrs import define, field

from ctmodel.model.sourced import Sourced
from ctmodel.terms.results import UnpostedEventType, ViolationEventType
from ctmodel.values import PartialDate


@final
@define(kw_only=True, repr=False)
class UnpostedEvent(Sourced):
    """A step in the review of results that were submitted but are not yet posted."""

    #: ``UnpostedEventType``: what happened.
    type: UnpostedEventType | str | None = None
    #: ``UnpostedEventDate``: when it happened. A full date.
    date: PartialDate | None = None
    #: ``UnpostedEventDateUnknown``: whether the date is not known.
    date_unknown: bool | None = None


@final
@define(kw_only=True, repr=False)
class ViolationEvent(Sourced):
    """A notice of the FDA about a violation of the law on trial registration (FDAAA 801)."""

    #: ``ViolationEventType``: what happened.
    type: ViolationEventType | str | None = None
    #: ``ViolationEventDescription``: the notice in words.
    description: str | None = None
    #: ``ViolationEventCreationDate``: when the entry was made. A full date.
    creation_date: PartialDate | None = None
    #: ``ViolationEventIssuedDate``: when the notice was issued. A full date.
    issued_date: PartialDate | None = None
    #: ``ViolationEventReleaseDate``: when the notice was released. A full date.
    release_date: PartialDate | None = None
    #: ``ViolationEventPostedDate``: when the notice was posted. A full date.
    posted_date: PartialDate | None = None


@final
@define(kw_only=True, repr=False)
class Annotations(Sourced):
    """Annotations that the registry adds to a record: results not yet posted, and violations."""

    #: ``UnpostedResponsibleParty``: who submitted the results that are not posted.
    unposted_responsible_party: str | None = None
    #: ``UnpostedEvent``: what happened to these results.
    unposted_events: list[UnpostedEvent] = field(factory=list)
    #: ``ViolationEvent``: notices of the FDA.
    violation_events: list[ViolationEvent] = field(factory=list)
