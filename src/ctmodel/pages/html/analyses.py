"""Analyses of an outcome: estimates with their intervals drawn, and tests without an estimate."""

import re
from typing import Any, Final, TypeVar

from attrs import frozen
from markupsafe import Markup

from ctmodel.pages.html.groups import Group, group_name, group_number
from ctmodel.pages.html.lanes import Dot, Mark, Scale, Span, linear, logarithmic
from ctmodel.pages.html.remarks import Note, Remarks
from ctmodel.pages.html.tables import Cell, Figure, Row
from ctmodel.pages.html.texts import plain, term
from ctmodel.pages.html.values import MOST_DRAWN, numeric
from ctmodel.terms.results import NonInferiorityType

#: Parameters for which 1 means no difference, and those for which 0 does. For others, the record does not say.
_RATIO: Final = re.compile(r"\bratio\b|\brelative risk\b|^(?:hr|or|rr|irr)$", re.IGNORECASE)
_DIFFERENCE: Final = re.compile(r"\bdifference\b|\blog\b.*\bratio\b", re.IGNORECASE)
#: An interval so many times wider than the middle one is cut at the lane.
_WIDE: Final = 20
_MIDDLE: Final = 10
_Text = TypeVar("_Text", bound=str)


@frozen
class Estimate:
    """What is drawn for one analysis."""

    value: float
    low: float | None
    high: float | None


@frozen
class Analyses:
    """The analyses of one outcome: their figures, and the remarks that several of them share."""

    figures: list[Figure]
    notes: list[Note]


@frozen
class Analysis:
    """An analysis, with which groups it compares and the remarks on it."""

    held: Any
    compared: Markup
    remarks: Markup
    #: The method and the kind of hypothesis.
    method: str
    #: The level and the sides of the interval.
    level: str


def analyses(held: list[Any], groups: list[Group], title: str) -> Analyses:
    """Return a figure for each parameter that was estimated, and one for tests without an estimate."""
    remarks = Remarks(held)
    by_parameter: dict[str, list[Analysis]] = {}
    for index, analysis in enumerate(held):
        found = Analysis(analysis, _compared(analysis, groups), remarks.of(index), _method(analysis), _level(analysis))
        by_parameter.setdefault((analysis.param_type or "").strip(), []).append(found)
    figures = [_figure(parameter, same, title) for parameter, same in by_parameter.items()]
    return Analyses(figures, remarks.notes)


def _figure(parameter: str, found: list[Analysis], title: str) -> Figure:
    at = _line(parameter)
    estimates = [_estimate(analysis.held) for analysis in found]
    scale = _scale([estimate for estimate in estimates if estimate], at)
    caption = parameter or ("Tests" if not any(analysis.held.held.param_value for analysis in found) else "Estimates")
    axis = ""
    if scale is not None and at is not None:
        axis = f"{'log scale, ' if scale.log else ''}line at {at:g}: no difference"
    method, level, spread = (
        _same(texts)
        for texts in (
            [analysis.method for analysis in found],
            [analysis.level for analysis in found],
            [term(analysis.held.dispersion_type).lower() for analysis in found],
        )
    )
    compared = _same([analysis.compared for analysis in found]) if len(found) > 1 else None
    names = [
        (Markup() if compared else analysis.compared) or Markup("Analysis {}").format(number)
        for number, analysis in enumerate(found, 1)
    ]
    told = [(Markup() if method else _small(analysis.method)) + analysis.remarks for analysis in found]
    columns = _columns([analysis.held for analysis in found], level, spread)
    # An analysis without a number has a row as well, but there may be no column.
    cells = [tuple(column[index] for column in columns.values()) for index in range(len(found))]
    rows = tuple(
        Row(name, held, _marks(estimate, scale), style="analysis", more=more)
        for name, held, estimate, more in zip(names, cells, estimates, told, strict=True)
    )
    above = [
        Markup("<b>{}</b>").format(plain(caption)),
        compared,
        axis,
        method,
        f"in brackets: {spread}" if spread else None,
    ]
    shown = Markup(" · ").join(part if isinstance(part, Markup) else plain(part) for part in above if part)
    return Figure(f"{title}: {caption}", tuple(columns), rows, scale, shown, "Comparison", "fixed forest")


def _same(texts: list[_Text]) -> _Text | None:
    """Return the text that all analyses share; None if there is none."""
    return texts[0] if texts[0] and len(set(texts)) == 1 else None


def _small(text: str) -> Markup:
    return Markup('<div class="small muted">{}</div>').format(plain(text)) if text else Markup()


def _line(parameter: str) -> float | None:
    """Return the value that means no difference; None if the parameter does not tell."""
    if _DIFFERENCE.search(parameter):
        return 0.0
    return 1.0 if _RATIO.search(parameter) else None


def _compared(held: Any, groups: list[Group]) -> Markup:
    """Return which groups were compared."""
    by_id = {group.id: group for group in groups}
    compared = [by_id[id] for id in held.held.group_ids if id in by_id]
    name = group_name if len(groups) <= MOST_DRAWN else group_number
    return Markup(' <span class="muted">vs</span> ').join(name(group) for group in compared)


def _method(held: Any) -> str:
    kind = held.non_inferiority_type
    shown = term(kind).lower() if isinstance(kind, NonInferiorityType) else kind
    parts = [held.statistical_method, f"hypothesis: {shown}" if kind else ""]
    if held.tested_non_inferiority is not None:
        parts.append("non-inferiority tested" if held.tested_non_inferiority else "non-inferiority not tested")
    return " · ".join(part for part in parts if part)


def _level(held: Any) -> str:
    level = f"{held.ci_pct_value}%" if held.ci_pct_value else ""
    sides = term(held.ci_num_sides).lower() if held.ci_num_sides else ""
    return ", ".join(part for part in (level, sides) if part)


def _columns(held: list[Any], level: str | None, spread: str | None) -> dict[Markup | str, list[Cell]]:
    """Return the columns that hold something, by their heads."""
    interval = Markup('Interval<span class="denom">{}</span>').format(level) if level else "Interval"
    columns: dict[Markup | str, list[Cell]] = {
        "Estimate": [_estimated(analysis, told=spread is None) for analysis in held],
        interval: [_limits(analysis, told=level is None) for analysis in held],
        "p": [Cell(analysis.p_value or "") for analysis in held],
    }
    return {
        head: cells
        for head, cells in columns.items()
        if any(cell.value or cell.below for cell in cells) or (head is interval and level)
    }


def _estimated(held: Any, *, told: bool) -> Cell:
    spread = _small(term(held.dispersion_type).lower()) if told else Markup()
    beside = f"({held.dispersion_value})" if held.dispersion_value else ""
    return Cell(held.param_value or "", beside, (spread,) if spread else ())


def _limits(held: Any, *, told: bool) -> Cell:
    low, high = held.ci_lower_limit, held.ci_upper_limit
    limits = f"{low} to {high}" if low and high else f"from {low}" if low else f"to {high}" if high else ""
    level = _small(_level(held)) if told else Markup()
    return Cell(limits, below=(level,) if level else ())


def _estimate(held: Any) -> Estimate | None:
    value = numeric(held.held.param_value)
    low, high = numeric(held.held.ci_lower_limit), numeric(held.held.ci_upper_limit)
    if value is None or (low is None and high is None):
        return None
    if low is not None and high is not None and low > high:
        return None
    return Estimate(value, low, high)


def _scale(estimates: list[Estimate], at: float | None) -> Scale | None:
    if not estimates:
        return None
    ratio = at == 1
    widths = sorted(e.high - e.low for e in estimates if e.low is not None and e.high is not None)
    widest = _WIDE * widths[len(widths) // 2] if widths else None
    ends = [] if at is None else [at]
    for estimate in estimates:
        ends.append(estimate.value)
        low, high = estimate.low, estimate.high
        if low is None or high is None or widest is None or not widths[0] or high - low <= widest:
            ends += [end for end in (low, high) if end is not None]
    if ratio and min(ends) <= 0:
        return None
    scale = logarithmic(min(ends), max(ends)) if ratio else linear(min(ends), max(ends))
    return None if scale is None else Scale(scale.low, scale.high, scale.ticks, scale.log, at)


def _marks(estimate: Estimate | None, scale: Scale | None) -> tuple[Mark, ...]:
    if estimate is None or scale is None:
        return ()
    low, high = estimate.low, estimate.high
    cut_left, cut_right = low is None or not scale.holds(low), high is None or not scale.holds(high)
    span = Span(
        0.0 if cut_left or low is None else scale.x(low),
        100.0 if cut_right or high is None else scale.x(high),
        _MIDDLE,
        caps=True,
        cut_left=cut_left,
        cut_right=cut_right,
    )
    return span, Dot(scale.x(estimate.value), _MIDDLE)
