"""Adverse events by group."""

from __future__ import annotations

from typing import final

from attrs import define, field

from ctmodel.model.sourced import Sourced
from ctmodel.terms.results import EventAssessment


@final
@define(kw_only=True, repr=False)
class EventGroup(Sourced):
    """A group for which adverse events are reported, with its totals."""

    #: ``EventGroupId``: identifier within the module (``EG000``).
    id: str | None = None
    #: *Arm/Group Title*: name of the group.
    title: str | None = None
    #: *Arm/Group Description*: who the participants of the group are. Markdown, at most 1,500 characters.
    description: str | None = None
    #: *Total Number Affected by All-Cause Mortality*: participants who died of any cause.
    deaths_num_affected: int | None = None
    #: *Total Number at Risk for All-Cause Mortality*: participants at risk of death.
    deaths_num_at_risk: int | None = None
    #: *Total Number Affected by Any Serious Adverse Event*: participants with a serious event.
    serious_num_affected: int | None = None
    #: *Total Number at Risk for Serious Adverse Events*: participants at risk of a serious event.
    serious_num_at_risk: int | None = None
    #: *Total Number Affected by Any Other (Not Including Serious) Adverse Events Above the Frequency
    #: Threshold*: participants with another event above the threshold.
    other_num_affected: int | None = None
    #: *Total Number at Risk for Other (Not Including Serious) Adverse Events*: participants at risk of another
    #: event.
    other_num_at_risk: int | None = None


@final
@define(kw_only=True, repr=False)
class EventStats(Sourced):
    """How often an event occurred in one group."""

    #: ``SeriousEventStatsGroupId``: group that the numbers belong to.
    group_id: str | None = None
    #: *Number of Events*: number of events.
    num_events: int | None = None
    #: *Number of Participants Affected*: number of participants affected.
    num_affected: int | None = None
    #: *Number of Participants at Risk*: number of participants at risk.
    num_at_risk: int | None = None


@final
@define(kw_only=True, repr=False)
class AdverseEvent(Sourced):
    """An adverse event term with its numbers."""

    #: *Adverse Event Term*: name of the event. At most 100 characters.
    term: str | None = None
    #: *Organ System*: body system of the event.
    organ_system: str | None = None
    #: *Source Vocabulary Name*: dictionary that the term is from (MedDRA and its version). At most 20
    #: characters.
    source_vocabulary: str | None = None
    #: *Collection Approach*: how events were collected.
    assessment_type: EventAssessment | str | None = None
    #: *Adverse Event Term Additional Description*: further details. Markdown, at most 250 characters.
    notes: str | None = None
    #: ``SeriousEventStats``: the numbers of each group.
    stats: list[EventStats] = field(factory=list)


@final
@define(kw_only=True, repr=False)
class AdverseEvents(Sourced):
    """Serious and other adverse events."""

    #: *Frequency Threshold for Reporting Other (Not Including Serious) Adverse Events*: percentage above which
    #: other events are reported, as text.
    frequency_threshold: str | None = None
    #: *Time Frame*: period over which events were collected. At most 500 characters.
    time_frame: str | None = None
    #: *Adverse Event Reporting Description*: how events were collected. Markdown, at most 500 characters.
    description: str | None = None
    #: *Arm/Group Information*: the groups, with their totals.
    event_groups: list[EventGroup] = field(factory=list)
    #: ``SeriousEvent``: serious adverse events.
    serious_events: list[AdverseEvent] = field(factory=list)
    #: ``OtherEvent``: other events above the threshold.
    other_events: list[AdverseEvent] = field(factory=list)
    #: ``EventsAllCauseMortalityComment``: why mortality is not reported. Markdown.
    all_cause_mortality_comment: str | None = None
