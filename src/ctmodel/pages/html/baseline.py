"""Baseline characteristics of the participants: one table for all measures."""

from typing import Any, Final

from attrs import evolve, frozen
from markupsafe import Markup

from ctmodel.pages.html.groups import Group, grouped
from ctmodel.pages.html.tables import Figure, Row
from ctmodel.pages.html.texts import counted, line, prose
from ctmodel.pages.html.values import MOST_DRAWN, column_heads, kind_of, lines

#: A longer description is closed.
_LONG: Final = 220


@frozen
class BaselineView:
    """The section."""

    held: Any
    groups: list[Group]
    figure: Figure
    numbered: bool


def baseline(trial: Any) -> BaselineView | None:
    """Return the section; None without baseline characteristics."""
    held = trial.results.baseline_characteristics if trial.results else None
    if held is None:
        return None
    # The total is no group: no arm has its mark.
    groups = [
        evolve(group, colour=0) if group.title.casefold() == "total" else group
        for group in grouped(held.groups, trial.held.arms)
    ]
    rows = [row for measure in held.measures for row in _rows(measure, groups, held.denoms)]
    heads = column_heads(groups, held.denoms)
    figure = Figure("Baseline", heads, tuple(rows), first="Characteristic", kind="fixed baseline")
    return BaselineView(held, groups, figure, len(groups) > MOST_DRAWN)


def _rows(measure: Any, groups: list[Group], overall: list[Any]) -> list[Row]:
    name = Markup('{} <span class="n">{}</span>').format(line(measure.title), kind_of(measure))
    for text in (measure.description, measure.population_description):
        name += _about(text)
    if measure.denom_units_selected:
        name += Markup('<div class="small muted plain">Counted: {}</div>').format(measure.denom_units_selected)
    denoms = measure.denoms or overall
    rows = [Row(name, heading=True)]
    if measure.denoms and [_key(denom) for denom in measure.denoms] != [_key(denom) for denom in overall]:
        counts = _analysed(groups, measure.denoms)
        cells = tuple(Markup('<span class="denom">{}</span>').format(count) for count in counts)
        rows.append(Row(Markup('<span class="muted">Analysed</span>'), cells))
    for row in lines(measure, groups, denoms):
        if row.heading:
            rows.append(Row(row.name, tuple("" for _ in groups), style="sub"))
        else:
            rows.append(Row(row.name or "All", row.cells, style=row.style, more=row.more))
    return rows


def _about(text: str | None) -> Markup:
    if not text or not text.strip():
        return Markup()
    if len(text) <= _LONG:
        return Markup('<div class="small muted plain">{}</div>').format(line(text))
    words = counted(len(text.split()), "word")
    return Markup(
        '<details class="small plain"><summary>Description <span class="n">{}</span></summary>{}</details>'
    ).format(words, prose(text))


def _key(denom: Any) -> tuple[Any, ...]:
    return (denom.units, *((count.held.group_id, count.value) for count in denom.counts))


def _analysed(groups: list[Group], denoms: list[Any]) -> list[str]:
    shown = []
    for group in groups:
        counts = [
            f"{count.value} {denom.units or ''}".strip()
            for denom in denoms
            for count in denom.counts
            if count.held.group_id == group.id
        ]
        shown.append(", ".join(counts))
    return shown
