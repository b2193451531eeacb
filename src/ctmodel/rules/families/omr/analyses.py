"""Rules about statistical analyses of outcome measures (OMR)."""

from collections.abc import Iterator
from typing import Final

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.results.outcomes import MeasureAnalysis
from ctmodel.model.trial import Trial
from ctmodel.rules.counting import Places, counted_items
from ctmodel.rules.definition import ERROR, NOTE, WARNING, Problems, rule
from ctmodel.rules.families.omr.reported_measures import outcome_measures, with_outcomes
from ctmodel.rules.numbers import number
from ctmodel.rules.quoting import quoted, shortened
from ctmodel.terms.results import ConfidenceIntervalNumSides

_DEFINITIONS: Final = "Results data element definitions, statistical analyses"
_P_VALUE: Final = lazy_regex(
    r"\s*+(?:[<>]=?|[=≤≥])?\s*+([+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?)\s*+"
)


def _analyses(trial: Trial) -> Iterator[tuple[str, MeasureAnalysis]]:
    """Yield the path of an analysis, its measure, and the analysis."""
    for path, measure in outcome_measures(trial):
        for index, analysis in enumerate(measure.analyses):
            yield f"{path}.analyses[{index}]", analysis


@rule("OMR016", severity=WARNING, source=_DEFINITIONS, reads="results", applies=with_outcomes)
def p_value_unreadable(trial: Trial) -> Problems:
    """A p-value is not a number, with or without a comparison sign.

    Why:
        A p-value in words, or with a decimal comma, cannot be compared or collected.

    Fix:
        Write a decimal number with a point, such as 0.03 or <0.001, and put words into the comment.

    Fires:
        Trial(results=Results(outcome_measures=[OutcomeMeasure(analyses=[MeasureAnalysis(p_value="NS")])]))

    Silent:
        Trial(results=Results(outcome_measures=[OutcomeMeasure(analyses=[MeasureAnalysis(p_value="<0.001")])]))
        Trial(results=Results(outcome_measures=[OutcomeMeasure(analyses=[MeasureAnalysis(p_value="0.04")])]))
    """
    for path, analysis in _analyses(trial):
        if analysis.p_value and not _P_VALUE.fullmatch(analysis.p_value):
            yield (
                f"{path}.p_value",
                f"the p-value is {quoted(analysis.p_value)}; expected a number such as 0.04 or <0.001",
            )


@rule("OMR017", severity=ERROR, source="a p-value is a probability", reads="results", applies=with_outcomes)
def p_value_above_one(trial: Trial) -> Problems:
    """A p-value is larger than one.

    Why:
        A p-value is a probability; a test statistic or a percentage may have been typed in its place.

    Fix:
        Enter the p-value; a test statistic belongs in the estimate.

    Fires:
        Trial(results=Results(outcome_measures=[OutcomeMeasure(analyses=[MeasureAnalysis(p_value="4.2")])]))

    Silent:
        Trial(results=Results(outcome_measures=[OutcomeMeasure(analyses=[MeasureAnalysis(p_value="0.42")])]))
    """
    for path, analysis in _analyses(trial):
        found = _P_VALUE.fullmatch(analysis.p_value) if analysis.p_value else None
        if found and not 0 <= float(found[1]) <= 1:
            yield f"{path}.p_value", f"the p-value is {quoted(analysis.p_value)}; expected a probability from 0 to 1"


@rule("OMR018", severity=ERROR, source=_DEFINITIONS, reads="results", applies=with_outcomes)
def interval_upside_down(trial: Trial) -> Problems:
    """The lower limit of a confidence interval is larger than the upper one.

    Why:
        The limits were exchanged, or one of them is mistyped.

    Fix:
        Exchange or correct the limits.

    Fires:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"analyses": [{"ciLowerLimit": "2.1", "ciUpperLimit": "1.2"}]}]}}}

    Silent:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"analyses": [{"ciLowerLimit": "1.2", "ciUpperLimit": "2.1"}]}]}}}
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"analyses": [{"ciLowerLimit": "1.2", "ciUpperLimit": "NA"}]}]}}}
    """
    for path, analysis in _analyses(trial):
        low, high = number(analysis.ci_lower_limit), number(analysis.ci_upper_limit)
        if low is not None and high is not None and low > high:
            yield (
                f"{path}.ci_lower_limit",
                f"the confidence interval runs from {shortened(analysis.ci_lower_limit)}"
                f" to {shortened(analysis.ci_upper_limit)}; expected the lower limit first",
            )


@rule("OMR019", severity=WARNING, source=_DEFINITIONS, reads="results", applies=with_outcomes)
def estimate_outside_interval(trial: Trial) -> Problems:
    """An estimate is outside its own confidence interval.

    Why:
        The estimate or a limit is mistyped, or they are on different scales.

    Fix:
        Correct the estimate or the limits.

    Fires:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"analyses": [{"paramValue": "18", "ciLowerLimit": "1.2", "ciUpperLimit": "2.1"}]}]}}}

    Silent:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"analyses": [{"paramValue": "1.8", "ciLowerLimit": "1.2", "ciUpperLimit": "2.1"}]}]}}}
    """
    for path, analysis in _analyses(trial):
        estimate = number(analysis.param_value)
        if estimate is None:
            continue
        low, high = number(analysis.ci_lower_limit), number(analysis.ci_upper_limit)
        if (low is not None and estimate < low) or (high is not None and estimate > high):
            yield (
                f"{path}.param_value",
                f"the estimate {shortened(analysis.param_value)} is outside its confidence interval"
                f" ({quoted(analysis.ci_lower_limit)} to {quoted(analysis.ci_upper_limit)})",
            )


@rule("OMR020", severity=WARNING, source=_DEFINITIONS, reads="results", applies=with_outcomes)
def odd_confidence_level(trial: Trial) -> Problems:
    """The level of a confidence interval is below 50 or not below 100 percent.

    Why:
        Levels are 80, 90, 95 or 99 percent; a level as fraction, an error rate or an estimate was probably typed.

    Fix:
        Enter the level in percent, such as 95.

    Fires:
        Trial(results=Results(outcome_measures=[OutcomeMeasure(analyses=[MeasureAnalysis(ci_pct_value="0.95")])]))

    Silent:
        Trial(results=Results(outcome_measures=[OutcomeMeasure(analyses=[MeasureAnalysis(ci_pct_value="97.5")])]))
    """
    for path, analysis in _analyses(trial):
        level = number(analysis.ci_pct_value)
        if level is not None and not 50 <= level < 100:
            yield (
                f"{path}.ci_pct_value",
                f"the confidence level is {shortened(analysis.ci_pct_value)} percent; 95 is usual",
            )


@rule("OMR021", severity=ERROR, source=_DEFINITIONS, reads="results", applies=with_outcomes)
def analysed_group_unknown(trial: Trial) -> Problems:
    """An analysis compares a group that the outcome measure does not have.

    Why:
        Nobody can tell what was compared.

    Fix:
        Use the identifiers of groups of the same measure.

    Fires:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"groups": [{"id": "OG000"}], "analyses": [{"groupIds": ["OG000", "OG009"]}]}]}}}

    Silent:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"groups": [{"id": "OG000"}, {"id": "OG001"}], "analyses": [{"groupIds": ["OG000", "OG001"]}]}]}}}
    """
    for path, measure in outcome_measures(trial):
        known = {group.id for group in measure.groups if group.id is not None}
        for place, analysis in enumerate(measure.analyses):
            for index, group in enumerate(analysis.group_ids):
                if known and group not in known:
                    yield (
                        f"{path}.analyses[{place}].group_ids[{index}]",
                        f"{quoted(group)} is not the identifier of a group of the measure",
                    )


@rule("OMR022", severity=NOTE, source=_DEFINITIONS, reads="results", requires="results", applies=with_outcomes)
def interval_incomplete(trial: Trial) -> Problems:
    """A confidence interval lacks its level, or a two-sided one lacks a limit.

    Why:
        Limits mean nothing without a level, and a two-sided interval has two limits.

    Fix:
        Enter the level, and both limits of a two-sided interval.

    Fires:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"analyses": [{"ciNumSides": "TWO_SIDED", "ciPctValue": "95", "ciLowerLimit": "1.2"}]}]}}}
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"analyses": [{"ciLowerLimit": "1.2", "ciUpperLimit": "2.1"}]}]}}}

    Silent:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [{"analyses": [
            {"ciNumSides": "TWO_SIDED", "ciPctValue": "95", "ciLowerLimit": "1.2", "ciUpperLimit": "2.1"}]}]}}}
    """
    yield from counted_items(trial, "interval", _incomplete_intervals(trial))


def _incomplete_intervals(trial: Trial) -> Places:
    for path, analysis in _analyses(trial):
        limits = (analysis.ci_lower_limit, analysis.ci_upper_limit)
        if not analysis.ci_pct_value and any(limits):
            message = "the confidence interval has limits, but no level in percent"
            yield message, f"{path}.ci_pct_value", message
        if analysis.ci_num_sides == ConfidenceIntervalNumSides.TWO_SIDED and not all(limits):
            lacks = "this limit" if any(limits) else "both limits"
            name = "ci_lower_limit" if not analysis.ci_lower_limit else "ci_upper_limit"
            message = f"the confidence interval is two-sided, but lacks {lacks}"
            yield message, f"{path}.{name}", message
