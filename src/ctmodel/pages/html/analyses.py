"""Analyses of an outcome: estimates with their intervals drawn, and tests without an estimate."""

import re
from typing import Any, Final

from attrs import frozen
from markupsafe import Markup

from ctmodel.pages.html.groups import Group
from ctmodel.pages.html.lanes import Dot, Mark, Scale, Span, linear, logarithmic
from ctmodel.pages.html.tables import Figure, Row
from ctmodel.pages.html.texts import line, plain, prose, term
from ctmodel.pages.html.values import group_mark, group_name, numeric
from ctmodel.terms.results import NonInferiorityType

#: Parameters for which 1 means no difference, and those for which 0 does. For others, the record does not say.
_RATIO: Final = re.compile(r"\bratio\b|\brelative risk\b|^(?:hr|or|rr|irr)$", re.IGNORECASE)
_DIFFERENCE: Final = re.compile(r"\bdifference\b|\blog\b.*\bratio\b", re.IGNORECASE)
#: A longer remark is closed; its first words are shown.
_LONG: Final = 130
#: An interval so many times wider than the middle one is cut at the lane.
_WIDE: Final = 20
_MIDDLE: Final = 10


@frozen
class Estimate:
    """What is drawn for one analysis."""

    value: float
    low: float | None
    high: float | None


def analyses(held: list[Any], groups: list[Group], title: str) -> list[Figure]:
    """Return a figure for each parameter that was estimated, and one for tests without an estimate."""
    by_parameter: dict[str, list[Any]] = {}
    for analysis in held:
        by_parameter.setdefault((analysis.param_type or "").strip(), []).append(analysis)
    return [_figure(parameter, same, groups, title) for parameter, same in by_parameter.items()]


def _figure(parameter: str, held: list[Any], groups: list[Group], title: str) -> Figure:
    at = _line(parameter)
    estimates = [_estimate(analysis) for analysis in held]
    scale = _scale([estimate for estimate in estimates if estimate], at)
    caption = parameter or ("Tests" if not any(analysis.held.param_value for analysis in held) else "Estimates")
    if scale is not None and at is not None:
        caption += f" · {'log scale, ' if scale.log else ''}line at {at:g}: no difference"
    compared = [_compared(analysis, groups) for analysis in held]
    details = [_details(analysis) for analysis in held]
    once = len(held) > 1 and len(set(compared)) == 1 and all(details)
    names = details if once else [before + after for before, after in zip(compared, details, strict=True)]
    rows = tuple(
        Row(name, _cells(analysis), _marks(estimate, scale), style="analysis")
        for name, analysis, estimate in zip(names, held, estimates, strict=True)
    )
    shown = Markup("{} · {}").format(compared[0], plain(caption)) if once and compared[0] else plain(caption)
    return Figure(
        f"{title}: {caption}", ("Estimate", "Interval", "p"), rows, scale, shown, "Comparison", "fixed forest"
    )


def _line(parameter: str) -> float | None:
    """Return the value that means no difference; None if the parameter does not tell."""
    if _DIFFERENCE.search(parameter):
        return 0.0
    return 1.0 if _RATIO.search(parameter) else None


def _compared(held: Any, groups: list[Group]) -> Markup:
    """Return which groups were compared."""
    by_id = {group.id: group for group in groups}
    compared = [by_id[id] for id in held.held.group_ids if id in by_id]
    names = group_name if len(groups) <= 4 else _numbered
    return Markup(' <span class="muted">vs</span> ').join(names(group) for group in compared)


def _details(held: Any) -> Markup:
    """Return how the analysis was done, and all remarks."""
    shown = Markup()
    details = " · ".join(part for part in (held.statistical_method, *_kinds(held)) if part)
    if details:
        shown += Markup('<div class="small muted">{}</div>').format(plain(details))
    for label, text in (
        ("", held.group_description),
        ("", held.statistical_comment),
        ("p-value: ", held.p_value_comment),
        ("Estimate: ", held.estimate_comment),
        ("Lower limit: ", held.ci_lower_limit_comment),
        ("Upper limit: ", held.ci_upper_limit_comment),
        ("Hypothesis: ", held.non_inferiority_comment),
        ("", held.other_analysis_description),
    ):
        if text and text.strip():
            shown += _remark(label, text)
    return shown


def _numbered(group: Group) -> Markup:
    return Markup('{}<span class="gn">{}</span>').format(group_mark(group), group.number)


def _kinds(held: Any) -> list[str]:
    kind = held.non_inferiority_type
    shown = term(kind).lower() if isinstance(kind, NonInferiorityType) else kind
    kinds = [f"hypothesis: {shown}"] if kind else []
    if held.tested_non_inferiority is not None:
        kinds.append("non-inferiority tested" if held.tested_non_inferiority else "non-inferiority not tested")
    return kinds


def _remark(label: str, text: str) -> Markup:
    if len(text) <= _LONG:
        return Markup('<div class="small muted">{}{}</div>').format(label, line(text))
    first = text[:60].rsplit(" ", 1)[0]
    return Markup('<details class="small"><summary>{}{} …</summary>{}</details>').format(
        label, plain(first.replace("\n", " ")), prose(text)
    )


def _cells(held: Any) -> tuple[Markup, ...]:
    estimate = plain(held.param_value)
    if held.dispersion_value:
        estimate += Markup(' <span class="w">({})</span>').format(held.dispersion_value)
    if held.dispersion_type:
        estimate += Markup('<div class="small muted">{}</div>').format(term(held.dispersion_type).lower())
    limits = Markup()
    low, high = held.ci_lower_limit, held.ci_upper_limit
    if low and high:
        limits = Markup("{} to {}").format(plain(low), plain(high))
    elif low or high:
        limits = Markup("{} {}").format("from" if low else "to", plain(low or high))
    level = f"{held.ci_pct_value}%" if held.ci_pct_value else ""
    sides = term(held.ci_num_sides).lower() if held.ci_num_sides else ""
    about = ", ".join(part for part in (level, sides) if part)
    if about:
        limits += Markup('<div class="small muted">{}</div>').format(plain(about))
    return estimate, limits, plain(held.p_value)


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
