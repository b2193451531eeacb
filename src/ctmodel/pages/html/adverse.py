"""Adverse events: who was affected, then the terms by organ system. Participants are never added over terms."""

from collections.abc import Iterator
from typing import Any, Final

from attrs import frozen
from markupsafe import Markup

from ctmodel.pages.html.events import Affected, Term, Told
from ctmodel.pages.html.groups import Group, group_name, group_number, grouped
from ctmodel.pages.html.lanes import PERCENT, Bar, Dot, Mark, Scale, Tick, linear
from ctmodel.pages.html.tables import Cell, Figure, Row, Share
from ctmodel.pages.html.texts import counted, line
from ctmodel.pages.html.values import MOST_DRAWN

_TOTALS: Final = (("All-cause mortality", "deaths"), ("Any serious event", "serious"), ("Any other event", "other"))
#: A name of a group that is longer takes several lines as a head.
_LONG_NAME: Final = 24


@frozen
class System:
    """The terms of one organ system."""

    name: str
    count: int
    #: The largest number of participants that one term affected in one group.
    most: str
    figure: Figure
    scale: Scale | None
    marks: tuple[Mark, ...]
    height: int


@frozen
class Kind:
    """Serious or other events: their organ systems, and what is the same for all terms."""

    title: str
    terms: int
    systems: list[System]
    same: list[str]
    scale: Scale | None


@frozen
class AdverseView:
    """The section."""

    held: Any
    groups: list[Group]
    #: Whether the heads of all tables, and of the tables of terms, are numbers.
    numbered: bool
    short: bool
    totals: Figure
    kinds: list[Kind]
    count: int


def adverse_events(trial: Any) -> AdverseView | None:
    """Return the section; None without adverse events."""
    held = trial.results.adverse_events if trial.results else None
    if held is None:
        return None
    groups = grouped(held.event_groups, trial.held.arms)
    serious, other = held.serious_events, held.other_events
    kinds = [_kind(title, events, groups) for title, events in (("Serious", serious), ("Other", other)) if events]
    numbered, count = len(groups) > MOST_DRAWN, len(serious) + len(other)
    return AdverseView(held, groups, numbered, _are_long(groups), _totals(groups), kinds, count)


def _totals(groups: list[Group]) -> Figure:
    rows = []
    drawn = len(groups) <= MOST_DRAWN
    for title, kind in _TOTALS:
        numbers = [
            Affected(getattr(group.held, f"{kind}_num_affected"), getattr(group.held, f"{kind}_num_at_risk"))
            for group in groups
        ]
        if any(number.affected is not None or number.at_risk is not None for number in numbers):
            name = Markup("<b>{}</b>").format(title)
            cells = [
                _cell(number, _percent(number.share), None if drawn else group.colour)
                for number, group in zip(numbers, groups, strict=True)
            ]
            rows.append(_row(name, numbers, cells, groups, PERCENT if drawn else None))
    heads = tuple(map(group_name if drawn else group_number, groups))
    scale, caption = PERCENT if drawn else None, "Affected / at risk; bars on one scale, 0 to 100%."
    return Figure("Participants affected", heads, tuple(rows), scale, caption, kind="fixed harms")


def _row(name: Markup, numbers: list[Affected], cells: list[Cell], groups: list[Group], scale: Scale | None) -> Row:
    marks = []
    height = max(20, 9 * len(groups) + 4)
    for index, (number, group) in enumerate(zip(numbers, groups, strict=True)):
        if scale is not None and number.share is not None:
            marks.append(Bar(scale.x(0), scale.x(number.share), 2 + 9 * index, f"g{group.colour}", 7))
    return Row(name, tuple(cells), tuple(marks), height)


def _percent(share: float | None) -> str:
    if share is None:
        return ""
    return f"{share:.0f}%" if share in (0, 100) else f"{share:.1f}%"


def _cell(number: Affected, below: str, colour: int | None = None) -> Cell:
    if number == Affected(None, None):
        return Cell("–", below=(below,) if below else ())
    affected = "–" if number.affected is None else str(number.affected)
    at_risk = "" if number.at_risk is None else f"/ {number.at_risk}"
    bar = None if colour is None or number.share is None else Share(number.share, colour)
    return Cell(affected, at_risk, (below,) if below else (), bar)


def _kind(title: str, events: list[Any], groups: list[Group]) -> Kind:
    terms = [_term(event, groups) for event in events]
    by_system: dict[str, list[Term]] = {}
    for event in terms:
        by_system.setdefault(event.system, []).append(event)
    shares = [number.share for event in terms for number in event.numbers if number.share is not None]
    drawn = len(groups) <= MOST_DRAWN and shares
    scale = _with_percent(linear(0, max(*shares, 1.0), most=4)) if drawn else None
    told = Told.of(terms)
    ordered = sorted(by_system.items(), key=lambda item: (-_most(item[1]), item[0]))
    systems = [_system(name, held, groups, scale, told) for name, held in ordered]
    return Kind(title, len(events), systems, list(told.sentences()), scale)


def _with_percent(scale: Scale | None) -> Scale | None:
    if scale is None:
        return None
    *ticks, last = scale.ticks
    return Scale(scale.low, scale.high, (*ticks, Tick(last.at, f"{last.text}%")))


def _term(event: Any, groups: list[Group]) -> Term:
    stats: dict[Any, Affected] = {}
    for held in event.stats:
        if held.held.group_id not in stats:
            stats[held.held.group_id] = Affected(held.num_affected, held.num_at_risk, held.num_events)
    return Term(
        Markup("{}").format(line(event.term) or "Without a term"),
        (event.organ_system or "").strip() or "Organ system not stated",
        event.source_vocabulary,
        event.assessment_type,
        event.notes,
        [stats.get(group.id, Affected(None, None)) for group in groups],
    )


def _most(events: list[Term]) -> int:
    return max((number.affected or 0 for event in events for number in event.numbers), default=0)


def _system(name: str, events: list[Term], groups: list[Group], scale: Scale | None, told: Told) -> System:
    rows = []
    for event in events:
        cells = [
            _cell(number, "" if number.events is None or told.covers(number) else counted(number.events, "event"))
            for number in event.numbers
        ]
        rows.append(_row(event.named(told), event.numbers, cells, groups, scale))
    short = _are_long(groups)
    heads = tuple(map(group_number if short else group_name, groups))
    figure = Figure(f"{name}: terms", heads, tuple(rows), scale, first="Term", kind="fixed harms terms")
    most = _largest(events) if scale is None else ""
    return System(name, len(events), most, figure, scale, tuple(_frequent(events, groups, scale)), 8 * len(groups) + 6)


def _are_long(groups: list[Group]) -> bool:
    """Whether the names of groups would be repeated over many lines as heads: numbers are shown, and a legend."""
    return len(groups) > MOST_DRAWN or any(len(group.title) > _LONG_NAME for group in groups)


def _largest(events: list[Term]) -> str:
    numbers = [number for event in events for number in event.numbers if number.affected is not None]
    if not numbers:
        return ""
    largest = max(numbers, key=lambda number: number.affected or 0)
    return f"most {largest.affected}" + (f" of {largest.at_risk}" if largest.at_risk is not None else "")


def _frequent(events: list[Term], groups: list[Group], scale: Scale | None) -> Iterator[Mark]:
    """Yield a mark for the most frequent term of each group."""
    if scale is None:
        return
    for index, group in enumerate(groups):
        shares = [event.numbers[index].share for event in events]
        known = [share for share in shares if share is not None]
        if known:
            yield Dot(scale.x(max(known)), 7 + 8 * index, group.colour)
