"""Reported values of baseline and outcome measures: rows, cells and marks."""

import re
from collections.abc import Iterator
from math import isfinite
from typing import Any, Final

from attrs import evolve, frozen
from markupsafe import Markup

from ctmodel.pages.html.groups import Group, group_name, group_number
from ctmodel.pages.html.lanes import Dot, Mark, Scale, Span, linear
from ctmodel.pages.html.tables import Cell, Row
from ctmodel.pages.html.texts import line, term
from ctmodel.terms.results import MeasureParam

#: More groups have no lane, and numbers as heads.
MOST_DRAWN: Final = 4
#: A longer comment is said below the row.
_LONG: Final = 40
#: Values of one measure that differ more have no lane.
_WIDEST: Final = 100
_NUMBER: Final = re.compile(r"[-+−]?(?:[0-9]+(?:,[0-9]{3})*(?:\.[0-9]*)?|\.[0-9]+)")
_SMALL: Final = Markup('<span class="small muted">{}</span>')
_PARTICIPANTS: Final = "participants"
_AROUND: Final = frozenset({"STANDARD_DEVIATION", "STANDARD_ERROR", "Standard Deviation", "Standard Error"})


def numeric(text: str | None) -> float | None:
    """Return the number that a reported value is; None if it is not a number."""
    if text is None or not _NUMBER.fullmatch(text.strip()):
        return None
    value = float(text.strip().replace(",", "").replace("−", "-"))
    return value if isfinite(value) else None


@frozen
class Point:
    """What is drawn for one value."""

    value: float
    low: float | None
    high: float | None


@frozen
class Line:
    """A row of values, before its lane is drawn."""

    name: Markup | str
    cells: tuple[Cell | Markup | str, ...]
    points: tuple[Point | None, ...] = ()
    heading: bool = False
    #: ``nested`` if it belongs to the heading above.
    style: str = ""
    more: Markup | str = ""


def kind_of(measure: Any) -> str:
    """Return what the values are: ``Mean (standard deviation), years``."""
    shown = term(measure.param_type)
    spread = measure.dispersion_type
    if spread:
        shown = f"{shown} ({term(spread).lower()})"
    unit = measure.unit_of_measure or ""
    return shown if unit.casefold() in shown.casefold() else ", ".join(part for part in (shown, unit) if part)


def column_heads(groups: list[Group], denoms: list[Any]) -> tuple[Markup, ...]:
    """Return the heads of the columns of groups, with the numbers analysed."""
    name = group_name if len(groups) <= MOST_DRAWN else group_number
    return tuple(
        Markup('{}<span class="denom">{}</span>').format(name(group), _analysed(group, denoms)) for group in groups
    )


def _analysed(group: Group, denoms: list[Any]) -> Markup:
    shown = []
    for denom in denoms:
        for count in denom.counts:
            if count.held.group_id == group.id and count.value:
                units = denom.units or ""
                shown.append(f"N = {count.value}" + (f" {units}" if units.casefold() != _PARTICIPANTS else ""))
    return Markup("<br>").join(shown)


def lines(measure: Any, groups: list[Group], denoms: list[Any]) -> Iterator[Line]:
    """Yield the rows of a measure: one for each class and category."""
    overall = _counts(denoms)
    around = measure.dispersion_type in _AROUND
    counted = measure.param_type == MeasureParam.COUNT_OF_PARTICIPANTS
    for held in measure.classes:
        title, categories, own = held.title, held.categories, held.denoms
        several = len(categories) > 1 or any(category.held.title for category in categories)
        if title and several:
            yield Line(line(title), (), heading=True)
        analysed = [_analysed(group, own) for group in groups] if own and _counts(own) != overall else []
        if analysed and len(categories) != 1:
            yield Line(
                Markup('<span class="muted">Analysed</span>'), tuple(analysed), (None,) * len(groups), style="nested"
            )
        totals = [_participants(group, own or denoms) if counted else None for group in groups]
        for category in categories:
            names = [category.title] if title and several else [title, category.title]
            shown = Markup(", ").join(line(name) for name in names if name and name.strip())
            values = category.measurements
            below = analysed if len(categories) == 1 else []
            cells = [_cell(group, values, total) for group, total in zip(groups, totals, strict=True)]
            yield Line(
                shown,
                tuple(
                    evolve(cell, below=(*cell.below, _SMALL.format(denom)))
                    for cell, denom in zip(cells, below, strict=True)
                )
                if below
                else tuple(cells),
                tuple(_point(group, values, around) for group in groups),
                style="nested" if title and several else "",
                more=_told(groups, values),
            )


def _counts(denoms: list[Any]) -> list[tuple[Any, Any, Any]]:
    return [(denom.units, count.held.group_id, count.value) for denom in denoms for count in denom.counts]


def _participants(group: Group, denoms: list[Any]) -> float | None:
    """Return how many participants of a group were analysed; None if the record does not say."""
    counts = [
        count.value
        for denom in denoms
        if (denom.units or "").casefold() == _PARTICIPANTS
        for count in denom.counts
        if count.held.group_id == group.id
    ]
    return numeric(counts[0]) if len(counts) == 1 else None


def _cell(group: Group, values: list[Any], total: float | None) -> Cell:
    found = [_value(value, total) for value in values if value.held.group_id == group.id]
    if not found:
        return Cell("–")
    first, *others = found
    return evolve(first, below=(*first.below, *map(Markup.escape, others))) if others else first


def _value(held: Any, total: float | None) -> Cell:
    limits = ""
    if held.lower_limit or held.upper_limit:
        limits = f"{held.lower_limit or '?'} to {held.upper_limit or '?'}"
    beside = [f"({held.spread})" if held.spread else "", limits, _percent(numeric(held.value), total)]
    comment = (_SMALL.format(line(held.comment)),) if held.comment and len(held.comment) <= _LONG else ()
    return Cell(held.value or "–", " ".join(filter(None, beside)), comment)


def _told(groups: list[Group], values: list[Any]) -> Markup:
    """Return the comments that are too long for a column, each with the groups that it is about."""
    by_id = {group.id: group for group in groups}
    about: dict[str, list[Group]] = {}
    for held in values:
        if held.held.group_id in by_id and held.comment and len(held.comment) > _LONG:
            about.setdefault(held.comment, []).append(by_id[held.held.group_id])
    name = group_name if len(groups) <= MOST_DRAWN else group_number
    return Markup().join(
        Markup('<div class="small muted">{}: {}</div>').format(Markup(", ").join(map(name, named)), line(comment))
        for comment, named in about.items()
    )


def _percent(count: float | None, total: float | None) -> str:
    if count is None or not total or not 0 <= count <= total:
        return ""
    percent = 100 * count / total
    if 0 < percent < 1:
        return "<1%"
    return ">99%" if 99 < percent < 100 else f"{percent:.0f}%"


def _point(group: Group, values: list[Any], around: bool) -> Point | None:
    found = [value.held for value in values if value.held.group_id == group.id]
    if len(found) != 1 or (value := numeric(found[0].value)) is None:
        return None
    low, high, spread = map(numeric, (found[0].lower_limit, found[0].upper_limit, found[0].spread))
    if around and spread is not None and low is None and high is None:
        low, high = value - spread, value + spread
    return Point(value, low, high)


def scale_of(drawn: list[Line], groups: list[Group], *, from_zero: bool) -> Scale | None:
    """Return the axis of rows; None if there are too many groups, no numbers, or numbers of different size."""
    if len(groups) > MOST_DRAWN or not groups:
        return None
    rows = [[point for point in row.points if point is not None] for row in drawn]
    largest = [size for row in rows if (size := max((abs(point.value) for point in row), default=0.0))]
    if not largest or max(largest) > _WIDEST * min(largest):
        return None
    ends = [end for row in rows for point in row for end in (point.value, point.low, point.high) if end is not None]
    return linear(min(0.0, *ends) if from_zero else min(ends), max(ends), most=5)


def laned(drawn: list[Line], groups: list[Group], scale: Scale | None) -> tuple[Row, ...]:
    """Return rows with their marks: those of the groups one below the other."""
    height = max(20, 10 * len(groups) + 6)
    return tuple(
        Row(
            row.name,
            row.cells,
            tuple(_marks(row, groups, scale)),
            height,
            row.style,
            heading=row.heading,
            more=row.more,
        )
        for row in drawn
    )


def _marks(row: Line, groups: list[Group], scale: Scale | None) -> Iterator[Mark]:
    if scale is None:
        return
    for index, (group, point) in enumerate(zip(groups, row.points, strict=False)):
        if point is not None:
            y = 8 + 10 * index
            if point.low is not None and point.high is not None and point.low <= point.high:
                yield Span(scale.x(point.low), scale.x(point.high), y, group.colour)
            yield Dot(scale.x(point.value), y, group.colour)
