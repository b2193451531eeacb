"""Adverse events: who was affected, then the terms by organ system. Participants are never added up."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from ctmodel.pages.text.blocks import Section, Table, section
from ctmodel.pages.text.groups import Groups
from ctmodel.pages.text.prose import fact, facts, one_line, said, values

_TOTALS: Final = {"deaths": "All-cause mortality", "serious": "Any serious event", "other": "Any other event"}
_HELD: Final = {
    "time_frame": "Time frame",
    "description": "Description",
    "frequency_threshold": "Other events reported above, %",
    "all_cause_mortality_comment": "About mortality",
}


def adverse_events(held: Any) -> Iterator[Section]:
    """Yield the numbers of participants affected, and a table for each organ system."""
    groups = Groups(held.event_groups)
    rows = []
    for name, words in _TOTALS.items():
        cells = [
            _of(getattr(group, f"{name}_num_affected"), getattr(group, f"{name}_num_at_risk"))
            for group in held.event_groups
        ]
        if any(cells):
            rows.append((words, *(cell or "–" for cell in cells)))
    totals = [Table(("Affected / at risk", *groups.heads), tuple(rows))] if rows else []
    yield from section("Adverse events", *facts(held, _HELD), *groups.legend, *totals)
    yield from _kind("Serious adverse events", held.serious_events, groups)
    yield from _kind("Other adverse events", held.other_events, groups)


def _of(affected: Any, at_risk: Any) -> str:
    if affected is None and at_risk is None:
        return ""
    return f"{'–' if affected is None else affected} / {'–' if at_risk is None else at_risk}"


def _kind(title: str, events: list[Any], groups: Groups) -> Iterator[Section]:
    systems: dict[str, list[Any]] = {}
    for event in events:
        systems.setdefault(one_line(event.organ_system or "Organ system not stated"), []).append(event)
    vocabulary, assessment = (_usual(events, name) for name in ("source_vocabulary", "assessment_type"))
    usual = [*fact("Vocabulary", vocabulary), *fact("Collected by", assessment)]
    yield from section(title, *usual)
    for name, held in systems.items():
        rows = tuple((_term(event, vocabulary, assessment), *groups.cells(event.stats, _stats)) for event in held)
        yield Section(f"{title}: {name}", (Table(("Term", *groups.heads), rows),))


def _usual(events: list[Any], name: str) -> Any:
    """Return the most frequent value of an attribute, which is said once."""
    counts = Counter(value for event in events if (value := getattr(event, name)))
    return counts.most_common(1)[0][0] if counts else None


def _term(event: Any, vocabulary: Any, assessment: Any) -> str:
    remarks = [
        event.source_vocabulary if event.source_vocabulary != vocabulary else None,
        said(event.assessment_type) if event.assessment_type != assessment else None,
        event.notes,
    ]
    shown = "; ".join(values(remarks))
    term = one_line(event.term or "Without a term")
    return f"{term} ({shown})" if shown else term


def _stats(held: Any) -> str:
    events = "" if held.num_events is None else f", {held.num_events} event{'' if held.num_events == 1 else 's'}"
    return f"{_of(held.num_affected, held.num_at_risk) or '–'}{events}"
