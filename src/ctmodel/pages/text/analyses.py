"""Statistical analyses of an outcome measure, one sentence each, in the words of the record."""

from typing import Any, Final

from ctmodel.pages.text.prose import fact, one_line, said, values

_REMARKS: Final = {
    "group_description": "About the comparison",
    "non_inferiority_type": "Hypothesis",
    "non_inferiority_comment": "About the hypothesis",
    "statistical_comment": "About the method",
    "p_value_comment": "About the P value",
    "ci_lower_limit_comment": "About the lower limit",
    "ci_upper_limit_comment": "About the upper limit",
    "estimate_comment": "About the estimate",
    "other_analysis_description": "Other analysis",
    "tested_non_inferiority": "Non-inferiority tested",
}


def analysis(held: Any) -> list[str]:
    """Return an analysis: the groups, the estimate with its limits, the P value, and what is remarked."""
    method = said(held.statistical_method)
    parts = values([_estimate(held), _interval(held), _dispersion(held), _p_value(held), method])
    line = f"Analysis {', '.join(held.group_ids)}: {'; '.join(parts)}"
    remarks = [one_line(line) for name, label in _REMARKS.items() for line in _remark(held, name, label)]
    return [line, *(f"  {remark}" for remark in remarks)]


def _remark(held: Any, name: str, label: str) -> list[str]:
    lines = fact(label, getattr(held, name))
    return [" ".join(lines)] if lines else []


def _p_value(held: Any) -> str | None:
    value: str | None = held.p_value
    return f"P {'' if value[:1] in '<>=≤≥' else '= '}{value}" if value else None


def _estimate(held: Any) -> str | None:
    name, value = said(held.param_type), held.param_value
    return " ".join(values([name, value])) or None


def _interval(held: Any) -> str | None:
    low, high, percent, sides = held.ci_lower_limit, held.ci_upper_limit, held.ci_pct_value, held.ci_num_sides
    if not (low or high or percent or sides):
        return None
    of = f"{percent}% CI" if percent else "CI"
    limits = f"{low or '?'} to {high or '?'}" if low or high else None
    return " ".join(values([of, limits, f"({said(sides).lower()})" if sides else None]))


def _dispersion(held: Any) -> str | None:
    return " ".join(values([said(held.dispersion_type), held.dispersion_value])) or None
