"""Rules about single adverse events (AEV): term, organ system, numbers of each group."""

from collections import Counter
from collections.abc import Iterator
from operator import attrgetter
from typing import Final

from ctmodel.model.results.adverse_events import AdverseEvent, AdverseEvents, EventGroup, EventStats
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import WHOLE
from ctmodel.rules.definition import ERROR, NOTE, WARNING, Problems, rule
from ctmodel.rules.families.aev.adverse_events import adverse_of, with_events
from ctmodel.rules.quoting import quoted

_DEFINITIONS: Final = "Results data element definitions, adverse event information"
_CRITERIA: Final = "Results quality control review criteria, adverse events"
#: How many other events must agree with the group.
_FEWEST_OTHERS: Final = 4

#: Index of an event, the event, index of the numbers, those at risk of it and in the group, whether more groups differ.
_Unlike = tuple[int, AdverseEvent, int, int, int, bool]


def _events(adverse: AdverseEvents) -> Iterator[tuple[str, int, AdverseEvent]]:
    """Yield ``serious`` or ``other``, index and event of each event."""
    for index, event in enumerate(adverse.serious_events):
        yield "serious", index, event
    for index, event in enumerate(adverse.other_events):
        yield "other", index, event


def _path(kind: str, index: int, name: str) -> str:
    return f"results.adverse_events.{kind}_events[{index}].{name}"


def _stats(adverse: AdverseEvents) -> Iterator[tuple[str, int, AdverseEvent, int, EventStats]]:
    """Yield kind, index and event, and index and numbers of each group."""
    for kind, index, event in _events(adverse):
        for place, held in enumerate(event.stats):
            yield kind, index, event, place, held


def _numbers(adverse: AdverseEvents) -> list[EventStats]:
    """Return the numbers of all events and groups, in which most rules find nothing, without their places."""
    return [
        held for events in (adverse.serious_events, adverse.other_events) for event in events for held in event.stats
    ]


def _groups(adverse: AdverseEvents) -> dict[str, EventGroup]:
    return {group.id: group for group in adverse.event_groups if group.id is not None}


@rule(
    "AEV002",
    severity=NOTE,
    source=_DEFINITIONS,
    reads="results",
    requires="results",
    applies=with_events,
)
def event_listed_twice(trial: Trial) -> Problems:
    """An adverse event is listed twice.

    Why:
        Readers cannot tell whether the two rows are to be added.

    Fix:
        Merge the two rows into one, or rename one of them if they are different terms.

    Fires:
        {"resultsSection": {"adverseEventsModule": {"otherEvents": [
            {"term": "Nausea", "organSystem": "Gastrointestinal disorders"},
            {"term": "Nausea", "organSystem": "Gastrointestinal disorders"}]}}}

    Silent:
        {"resultsSection": {"adverseEventsModule": {
            "seriousEvents": [{"term": "Nausea", "organSystem": "Gastrointestinal disorders"}],
            "otherEvents": [{"term": "Nausea", "organSystem": "Gastrointestinal disorders"}]}}}
    """
    seen: set[tuple[str | None, ...]] = set()
    for kind, index, event in _events(adverse_of(trial)):
        if event.term is None:
            continue
        key = (
            kind,
            event.term.casefold(),
            event.organ_system,
            event.source_vocabulary,
            event.assessment_type,
            event.notes,
        )
        if key in seen:
            yield _path(kind, index, "term"), f"{quoted(event.term)} is listed twice under {quoted(event.organ_system)}"
        seen.add(key)


@rule(
    "AEV003",
    severity=WARNING,
    source="42 CFR 11.48, adverse events by organ system",
    reads="results",
    requires="results",
    applies=with_events,
)
def organ_system_missing(trial: Trial) -> Problems:
    """An adverse event has no organ system.

    Why:
        Events are grouped by organ system; it is required of each.

    Fix:
        Choose the organ system of the term, as MedDRA assigns it.

    Fires:
        Trial(results=Results(adverse_events=AdverseEvents(serious_events=[AdverseEvent(term="Stroke")])))

    Silent:
        {"resultsSection": {"adverseEventsModule": {"seriousEvents": [
            {"term": "Stroke", "organSystem": "Nervous system disorders"}]}}}
    """
    for kind, index, event in _events(adverse_of(trial)):
        if not event.organ_system:
            yield _path(kind, index, "organ_system"), f"the event {quoted(event.term)} has no organ system"


@rule("AEV004", severity=ERROR, source=_DEFINITIONS, reads="results", applies=with_events)
def event_group_unknown(trial: Trial) -> Problems:
    """The numbers of an adverse event belong to an unknown group.

    Why:
        Numbers without a group cannot be read.

    Fix:
        Use the identifier of a group that the adverse events declare, or declare the missing group.

    Fires:
        {"resultsSection": {"adverseEventsModule": {"eventGroups": [{"id": "EG000"}], "seriousEvents": [
            {"term": "Stroke", "stats": [{"groupId": "EG009", "numAffected": 1}]}]}}}

    Silent:
        {"resultsSection": {"adverseEventsModule": {"eventGroups": [{"id": "EG000"}], "seriousEvents": [
            {"term": "Stroke", "stats": [{"groupId": "EG000", "numAffected": 1}]}]}}}
    """
    adverse = adverse_of(trial)
    known = _groups(adverse)
    if not known:
        return  # a selection of fields without the groups
    if all([held.group_id in known for held in _numbers(adverse)]):
        return
    for kind, index, event, place, held in _stats(adverse):
        if held.group_id is not None and held.group_id not in known:
            yield (
                _path(kind, index, f"stats[{place}].group_id"),
                f"{quoted(held.group_id)} of {quoted(event.term)} is not the identifier of a group",
            )


@rule("AEV005", severity=ERROR, source=_DEFINITIONS, reads="results", applies=with_events)
def event_affects_more_than_at_risk(trial: Trial) -> Problems:
    """More participants had an adverse event than were at risk of it.

    Why:
        Whoever is affected was at risk: a number is wrong, or events were counted instead of participants.

    Fix:
        Correct the two numbers; if events were counted, enter them as the number of events instead.

    Fires:
        {"resultsSection": {"adverseEventsModule": {"seriousEvents": [
            {"term": "Stroke", "stats": [{"groupId": "EG000", "numAffected": 21, "numAtRisk": 12}]}]}}}

    Silent:
        {"resultsSection": {"adverseEventsModule": {"seriousEvents": [
            {"term": "Stroke", "stats": [{"groupId": "EG000", "numAffected": 2, "numAtRisk": 12}]}]}}}
    """
    adverse = adverse_of(trial)
    if all([(held.num_affected or 0) <= (held.num_at_risk or 0) for held in _numbers(adverse)]):
        return
    for kind, index, event, place, held in _stats(adverse):
        if held.num_affected is not None and held.num_at_risk is not None and held.num_affected > held.num_at_risk:
            yield (
                _path(kind, index, f"stats[{place}].num_affected"),
                f"{held.num_affected} participants had {quoted(event.term)}, but {held.num_at_risk} were at risk",
            )


@rule("AEV006", severity=WARNING, source=_DEFINITIONS, reads="results", applies=with_events)
def fewer_events_than_affected(trial: Trial) -> Problems:
    """An adverse event occurred less often than participants had it.

    Why:
        Each participant who is affected has at least one event; the two numbers may have been exchanged.

    Fix:
        Check whether the number of events and the number affected were exchanged.

    Fires:
        {"resultsSection": {"adverseEventsModule": {"seriousEvents": [
            {"term": "Stroke", "stats": [{"groupId": "EG000", "numEvents": 1, "numAffected": 2}]}]}}}

    Silent:
        {"resultsSection": {"adverseEventsModule": {"seriousEvents": [
            {"term": "Stroke", "stats": [{"groupId": "EG000", "numEvents": 3, "numAffected": 2}]}]}}}
    """
    adverse = adverse_of(trial)
    if all([held.num_events is None or held.num_events >= (held.num_affected or 0) for held in _numbers(adverse)]):
        return
    for kind, index, event, place, held in _stats(adverse):
        if held.num_events is not None and held.num_affected is not None and held.num_events < held.num_affected:
            yield (
                _path(kind, index, f"stats[{place}].num_events"),
                f"{quoted(event.term)} occurred {held.num_events} times, but {held.num_affected} participants had it",
            )


@rule("AEV007", severity=WARNING, source=_CRITERIA, reads="results", applies=with_events)
def event_at_risk_above_group(trial: Trial) -> Problems:
    """More participants were at risk of one adverse event than of any event of its kind.

    Why:
        Participants at risk of one event are some of those at risk of any event.

    Fix:
        Correct the number at risk of the event, or that of the group if more participants were assessed.

    Fires:
        {"resultsSection": {"adverseEventsModule": {"eventGroups": [{"id": "EG000", "seriousNumAtRisk": 12}],
            "seriousEvents": [{"term": "Stroke", "stats": [{"groupId": "EG000", "numAtRisk": 21}]}]}}}

    Silent:
        {"resultsSection": {"adverseEventsModule": {"eventGroups": [{"id": "EG000", "seriousNumAtRisk": 12}],
            "seriousEvents": [{"term": "Stroke", "stats": [{"groupId": "EG000", "numAtRisk": 11}]}]}}}
    """
    adverse = adverse_of(trial)
    if _all_are_at_risk(adverse):
        return
    for path, event, number_of_event, number_of_group in _above_group(adverse, "num_at_risk"):
        yield (
            path,
            f"{number_of_event} were at risk of {quoted(event.term)}, but only {number_of_group} were at risk of any",
        )


@rule("AEV008", severity=ERROR, source=_CRITERIA, reads="results", applies=with_events)
def event_affects_more_than_group(trial: Trial) -> Problems:
    """More participants had one adverse event than had any event of its kind.

    Why:
        Each participant with the event counts in the total of the group.

    Fix:
        Correct the number affected by the event, or the total of the group.

    Fires:
        {"resultsSection": {"adverseEventsModule": {"eventGroups": [{"id": "EG000", "seriousNumAffected": 1}],
            "seriousEvents": [{"term": "Stroke", "stats": [{"groupId": "EG000", "numAffected": 2}]}]}}}

    Silent:
        {"resultsSection": {"adverseEventsModule": {"eventGroups": [{"id": "EG000", "seriousNumAffected": 3}],
            "seriousEvents": [{"term": "Stroke", "stats": [{"groupId": "EG000", "numAffected": 2}]}]}}}
    """
    for path, event, number_of_event, number_of_group in _above_group(adverse_of(trial), "num_affected"):
        yield (
            path,
            f"{number_of_event} participants had {quoted(event.term)}, but only {number_of_group} had any such event",
        )


def _all_are_at_risk(adverse: AdverseEvents) -> bool:
    """Whether the number at risk of each event is that of its group, as it nearly always is."""
    for kind, events in (("serious", adverse.serious_events), ("other", adverse.other_events)):
        at_risk = {group.id: getattr(group, f"{kind}_num_at_risk") for group in adverse.event_groups}
        if any([at_risk.get(held.group_id) != held.num_at_risk for event in events for held in event.stats]):
            return False
    return True


def _above_group(adverse: AdverseEvents, name: str) -> Iterator[tuple[str, AdverseEvent, int, int]]:
    """Yield path, event, its number and the group's where the event has more than the group has in all."""
    number_of = attrgetter(name)
    for kind, events in (("serious", adverse.serious_events), ("other", adverse.other_events)):
        of_groups: dict[str | None, int | None] = {
            id: getattr(group, f"{kind}_{name}") for id, group in _groups(adverse).items()
        }
        for index, event in enumerate(events):
            for place, held in enumerate(event.stats):
                stated, most = number_of(held), of_groups.get(held.group_id)
                if stated is not None and most is not None and stated > most:
                    yield _path(kind, index, f"stats[{place}].{name}"), event, stated, most


@rule("AEV013", severity=WARNING, source=_CRITERIA, reads="results", applies=with_events, requires=WHOLE)
def event_at_risk_unlike_all_others(trial: Trial) -> Problems:
    """The number at risk of one adverse event is below that of its group and of all its other events.

    Why:
        If 125 participants of a group were at risk of every other event, 25 is a mistyped number. Where another group
        differs for that event too, or there is no other group, a part of the participants may have been examined.

    Fix:
        Correct the number, or describe in the notes of the event why only some participants were assessed.

    Fires:
        {"resultsSection": {"adverseEventsModule": {
            "eventGroups": [{"id": "EG000", "seriousNumAtRisk": 125}, {"id": "EG001", "seriousNumAtRisk": 9}],
            "seriousEvents": [*[{"term": term, "stats": [{"groupId": "EG000", "numAtRisk": 125},
            {"groupId": "EG001", "numAtRisk": 9}]} for term in "ABCD"], {"term": "Femur fracture", "stats": [
            {"groupId": "EG000", "numAtRisk": 25}, {"groupId": "EG001", "numAtRisk": 9}]}]}}}

    Silent:
        {"resultsSection": {"adverseEventsModule": {
            "eventGroups": [{"id": "EG000", "seriousNumAtRisk": 125}, {"id": "EG001", "seriousNumAtRisk": 9}],
            "seriousEvents": [*[{"term": term, "stats": [{"groupId": "EG000", "numAtRisk": 125},
            {"groupId": "EG001", "numAtRisk": 9}]} for term in "ABCD"], {"term": "Prostatitis", "stats": [
            {"groupId": "EG000", "numAtRisk": 25}, {"groupId": "EG001", "numAtRisk": 4}]}]}}}
    """
    adverse = adverse_of(trial)
    if _all_are_at_risk(adverse):
        return
    alike, unlike = Counter[tuple[str, str]](), dict[tuple[str, str], list[_Unlike]]()
    for kind, index, event, differing in _unlike_groups(adverse, alike):
        for place, id, at_risk, whole in differing:
            shared = len(differing) > 1 or len(event.stats) == 1
            unlike.setdefault((kind, id), []).append((index, event, place, at_risk, whole, shared))
    for (kind, id), ((index, event, place, at_risk, whole, shared), *more) in unlike.items():
        if not more and not shared and at_risk < whole and alike[kind, id] >= _FEWEST_OTHERS:
            yield (
                _path(kind, index, f"stats[{place}].num_at_risk"),
                f"{at_risk} were at risk of {quoted(event.term)}, but {whole} in the group and in each of its"
                f" {alike[kind, id]} other events; expected {whole}",
            )


def _unlike_groups(
    adverse: AdverseEvents, alike: Counter[tuple[str, str]]
) -> Iterator[tuple[str, int, AdverseEvent, list[tuple[int, str, int, int]]]]:
    """Yield kind, index and event, and place, group, number and the group's where they differ; count the others."""
    wholes = {
        (kind, id): getattr(group, f"{kind}_num_at_risk")
        for id, group in _groups(adverse).items()
        for kind in ("serious", "other")
    }
    for kind, index, event in _events(adverse):
        differing: list[tuple[int, str, int, int]] = []
        for place, held in enumerate(event.stats):
            id = held.group_id
            whole = wholes.get((kind, id)) if id is not None else None
            if id is None or whole is None or held.num_at_risk is None:
                continue
            if held.num_at_risk == whole:
                alike[kind, id] += 1
            else:
                differing.append((place, id, held.num_at_risk, whole))
        yield kind, index, event, differing
