"""Adverse events: who was affected, then the terms by organ system. Participants are never added over terms."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from attrs import frozen
from markupsafe import Markup

from ctmodel.pages.html.groups import Group, grouped
from ctmodel.pages.html.lanes import Bar, Dot, Mark, Scale, Tick, linear
from ctmodel.pages.html.tables import Figure, Row
from ctmodel.pages.html.texts import counted, line, term
from ctmodel.pages.html.values import MOST_DRAWN, group_name

_TOTALS: Final = (("All-cause mortality", "deaths"), ("Any serious event", "serious"), ("Any other event", "other"))
_QUARTERS: Final = ((0, "0"), (25, "25"), (50, "50"), (75, "75"), (100, "100%"))
_PERCENT: Final = Scale(0, 100, tuple(Tick(float(at), text) for at, text in _QUARTERS))


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
    numbered: bool
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
    return AdverseView(held, groups, len(groups) > MOST_DRAWN, _totals(groups), kinds, len(serious) + len(other))


def _heads(groups: list[Group]) -> tuple[Markup, ...]:
    if len(groups) <= MOST_DRAWN:
        return tuple(group_name(group) for group in groups)
    return tuple(Markup('<span class="gn">{}</span>').format(group.number) for group in groups)


def _totals(groups: list[Group]) -> Figure:
    rows = []
    scale = _PERCENT if len(groups) <= MOST_DRAWN else None
    for title, kind in _TOTALS:
        numbers = [
            (getattr(group.held, f"{kind}_num_affected"), getattr(group.held, f"{kind}_num_at_risk"))
            for group in groups
        ]
        if any(number is not None for pair in numbers for number in pair):
            rows.append(_row(Markup("<b>{}</b>").format(title), numbers, groups, scale, percent=True))
    caption = "Affected / at risk; bars on one scale, 0 to 100%." if scale else "Affected / at risk."
    return Figure("Participants affected", _heads(groups), tuple(rows), scale, caption, kind="fixed")


def _row(
    name: Markup,
    numbers: list[tuple[Any, Any]],
    groups: list[Group],
    scale: Scale | None,
    *,
    percent: bool = False,
    events: list[Any] | None = None,
) -> Row:
    marks = []
    height = max(20, 9 * len(groups) + 4)
    for index, ((affected, at_risk), group) in enumerate(zip(numbers, groups, strict=True)):
        share = _share(affected, at_risk)
        if scale is not None and share is not None:
            start = scale.x(0)
            marks.append(Bar(start, scale.x(share), 2 + 9 * index, f"g{group.colour}", 7))
    cells = tuple(
        _cell(affected, at_risk, count, percent)
        for (affected, at_risk), count in zip(numbers, events or [None] * len(groups), strict=True)
    )
    return Row(name, cells, tuple(marks), height)


def _share(affected: int | None, at_risk: int | None) -> float | None:
    if affected is None or not at_risk or at_risk < affected or affected < 0:
        return None
    return 100 * affected / at_risk


def _cell(affected: int | None, at_risk: int | None, events: int | None, percent: bool) -> Markup:
    if affected is None and at_risk is None and events is None:
        return Markup("–")
    left = "–" if affected is None else str(affected)
    right = "" if at_risk is None else f"/ {at_risk}"
    cell = Markup('<span class="of"><span>{}</span><span class="w">{}</span>').format(left, right)
    share = _share(affected, at_risk)
    if percent and share is not None:
        cell += Markup('<span class="w ev">{}%</span>').format(f"{share:.1f}".removesuffix(".0"))
    if events is not None:
        cell += Markup('<span class="w ev">{}</span>').format(counted(events, "event"))
    return cell + Markup("</span>")


def _kind(title: str, events: list[Any], groups: list[Group]) -> Kind:
    by_system: dict[str, list[Any]] = {}
    for event in events:
        by_system.setdefault((event.organ_system or "").strip() or "Organ system not stated", []).append(event)
    shares = [share for event in events for pair in _numbers(event, groups) if (share := _share(*pair[:2])) is not None]
    drawn = len(groups) <= MOST_DRAWN and shares
    scale = _with_percent(linear(0, max(*shares, 1.0), most=4)) if drawn else None
    vocabulary, assessment = _same(events, "source_vocabulary"), _same(events, "assessment_type")
    systems = [_system(name, held, groups, scale, vocabulary, assessment) for name, held in by_system.items()]
    order = {system.name: -_most(by_system[system.name], groups) for system in systems}
    systems.sort(key=lambda system: (order[system.name], system.name))
    same = []
    if vocabulary:
        same.append(f"Terms from {vocabulary}")
    if assessment:
        same.append(f"Collected by {term(assessment).lower()}")
    return Kind(title, len(events), systems, same, scale)


def _same(events: list[Any], name: str) -> Any:
    """Return the most common value of an attribute, which is said once; other values are said at their terms."""
    counts = Counter(value for event in events if (value := getattr(event, name)))
    return counts.most_common(1)[0][0] if counts and len(counts) * 4 <= len(events) + 3 else None


def _with_percent(scale: Scale | None) -> Scale | None:
    if scale is None:
        return None
    *ticks, last = scale.ticks
    return Scale(scale.low, scale.high, (*ticks, Tick(last.at, f"{last.text}%")))


def _numbers(event: Any, groups: list[Group]) -> list[tuple[Any, Any, Any]]:
    stats: dict[Any, tuple[Any, Any, Any]] = {}
    for held in event.stats:
        if held.held.group_id not in stats:
            stats[held.held.group_id] = (held.num_affected, held.num_at_risk, held.num_events)
    return [stats.get(group.id, (None, None, None)) for group in groups]


def _most(events: list[Any], groups: list[Group]) -> int:
    return max((number[0] or 0 for event in events for number in _numbers(event, groups)), default=0)


def _system(
    name: str, events: list[Any], groups: list[Group], scale: Scale | None, vocabulary: Any, assessment: Any
) -> System:
    rows = []
    for event in events:
        numbers = _numbers(event, groups)
        pairs = [(affected, at_risk) for affected, at_risk, _ in numbers]
        shown = _name(event, vocabulary, assessment)
        rows.append(_row(shown, pairs, groups, scale, events=[count for _, _, count in numbers]))
    figure = Figure(f"{name}: terms", _heads(groups), tuple(rows), scale, first="Term", kind="fixed")
    most = _largest(events, groups) if scale is None else ""
    return System(name, len(events), most, figure, scale, tuple(_frequent(events, groups, scale)), 8 * len(groups) + 6)


def _name(event: Any, vocabulary: Any, assessment: Any) -> Markup:
    shown = Markup("{}").format(line(event.term) or "Without a term")
    differing = [
        text
        for text in (
            event.source_vocabulary if event.source_vocabulary != vocabulary else "",
            term(event.assessment_type) if event.assessment_type != assessment else "",
        )
        if text
    ]
    if differing:
        shown += Markup('<div class="small muted">{}</div>').format(", ".join(differing))
    if event.notes:
        shown += Markup('<div class="small muted">{}</div>').format(line(event.notes))
    return shown


def _largest(events: list[Any], groups: list[Group]) -> str:
    pairs = [number for event in events for number in _numbers(event, groups) if number[0] is not None]
    if not pairs:
        return ""
    affected, at_risk, _ = max(pairs, key=lambda pair: pair[0])
    return f"most {affected}" + (f" of {at_risk}" if at_risk is not None else "")


def _frequent(events: list[Any], groups: list[Group], scale: Scale | None) -> Iterator[Mark]:
    """Yield a mark for the most frequent term of each group."""
    if scale is None:
        return
    numbers = [_numbers(event, groups) for event in events]
    for index, group in enumerate(groups):
        shares = [share for row in numbers if (share := _share(*row[index][:2])) is not None]
        if shares:
            yield Dot(scale.x(max(shares)), 7 + 8 * index, group.colour)
