"""Rules about reported measures as a whole (OMR): title, unit, kind of number; reported against planned outcomes."""

import re
from collections.abc import Iterator
from typing import Final

from ctmodel.model.results.baseline import BaselineMeasure
from ctmodel.model.results.outcomes import OutcomeMeasure
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import with_results
from ctmodel.rules.definition import NOTE, WARNING, Problems, rule
from ctmodel.rules.numbers import count
from ctmodel.terms.results import MeasureDispersionType, MeasureParam, OutcomeMeasureType, ReportingStatus

_CRITERIA: Final = "Results quality control review criteria, outcome measures"
_PRS_SEPTEMBER: Final = "PRS release of September 2018, error message about units"
_NO_UNIT: Final = re.compile(r"n\.?/?a\.?|none|not applicable|-+|[0-9.,]+", re.IGNORECASE)
_PERCENTAGE_OF: Final = re.compile(r"\s*(?:percentage|percent) of (?:participants|subjects|patients)\b", re.IGNORECASE)
_NUMBER_OF: Final = re.compile(r"\s*number of (?:participants|subjects|patients)\b", re.IGNORECASE)
_PERCENT: Final = re.compile(r"%|percent|proportion|participants|subjects|patients", re.IGNORECASE)
_PERSONS: Final = re.compile(
    r"participants?|subjects?|patients?|persons?|people|individuals?|volunteers?|women|men|children|infants?|%|percent",
    re.IGNORECASE,
)
_SPREAD: Final = (
    MeasureParam.MEAN,
    MeasureParam.MEDIAN,
    MeasureParam.LEAST_SQUARES_MEAN,
    MeasureParam.GEOMETRIC_MEAN,
    MeasureParam.GEOMETRIC_LEAST_SQUARES_MEAN,
    MeasureParam.LOG_MEAN,
)
_BLANKS: Final = re.compile(r"\W+")


def with_outcomes(trial: Trial) -> bool:
    """Whether outcome measures are reported."""
    return trial.results is not None and bool(trial.results.outcome_measures)


def outcome_measures(trial: Trial) -> Iterator[tuple[str, OutcomeMeasure]]:
    """Yield path and measure of each reported outcome measure."""
    if trial.results is not None:
        for index, measure in enumerate(trial.results.outcome_measures):
            yield f"results.outcome_measures[{index}]", measure


def reported_measures(trial: Trial) -> Iterator[tuple[str, OutcomeMeasure | BaselineMeasure]]:
    """Yield path and measure of each baseline and each outcome measure."""
    if trial.results is not None and trial.results.baseline_characteristics is not None:
        for index, measure in enumerate(trial.results.baseline_characteristics.measures):
            yield f"results.baseline_characteristics.measures[{index}]", measure
    yield from outcome_measures(trial)


def _has_data(measure: OutcomeMeasure | BaselineMeasure) -> bool:
    return any(category.measurements for held in measure.classes for category in held.categories)


def _wrong_unit(trial: Trial, title: re.Pattern[str], unit: re.Pattern[str], expected: str) -> Problems:
    """Yield a problem for each measure with such a title whose unit has none of the expected words."""
    for path, measure in reported_measures(trial):
        if measure.title is None or not measure.unit_of_measure or not title.match(measure.title):
            continue
        if not unit.search(measure.unit_of_measure):
            yield (
                f"{path}.unit_of_measure",
                f"the unit is {measure.unit_of_measure!r:.60}, but the title begins {measure.title!r:.60};"
                f" {expected} is expected",
            )


@rule("OMR001", severity=WARNING, source=_CRITERIA, reads="results", requires="results", applies=with_outcomes)
def posted_measure_without_data(trial: Trial) -> Problems:
    """An outcome measure counts as posted, but has no data.

    Why:
        A posted measure shows values for its groups, unless nobody was analysed.

    Fires:
        Trial(results=Results(outcome_measures=[OutcomeMeasure(reporting_status=ReportingStatus.POSTED)]))

    Silent:
        Trial(results=Results(outcome_measures=[OutcomeMeasure(reporting_status=ReportingStatus.NOT_POSTED)]))
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"reportingStatus": "POSTED", "denoms": [{"counts": [{"groupId": "OG000", "value": "0"}]}]}]}}}
    """
    for path, measure in outcome_measures(trial):
        if measure.reporting_status != ReportingStatus.POSTED or _has_data(measure):
            continue
        analysed = [count(held.value) for denom in measure.denoms for held in denom.counts]
        if not analysed or any(number != 0 for number in analysed):
            yield f"{path}.classes", f"the measure {measure.title!r:.60} is posted, but has no values"


@rule("OMR002", severity=WARNING, source=_PRS_SEPTEMBER, reads="results", applies=with_results)
def unit_without_meaning(trial: Trial) -> Problems:
    """The unit of a measure is no unit.

    Why:
        Values without a unit cannot be read; a unit such as "scores on a scale" or "ratio" fits where there is none.

    Fires:
        Trial(results=Results(outcome_measures=[OutcomeMeasure(title="Change in pain", unit_of_measure="N/A")]))

    Silent:
        Trial(results=Results(outcome_measures=[OutcomeMeasure(title="Change in pain", unit_of_measure="mm")]))
    """
    for path, measure in reported_measures(trial):
        if measure.unit_of_measure and _NO_UNIT.fullmatch(measure.unit_of_measure.strip()):
            yield (
                f"{path}.unit_of_measure",
                f"the unit of {measure.title!r:.60} is {measure.unit_of_measure!r:.60}; name what is counted or"
                " measured",
            )


@rule("OMR003", severity=WARNING, source=_PRS_SEPTEMBER, reads="results", applies=with_results)
def percentage_with_other_unit(trial: Trial) -> Problems:
    """A measure promises a percentage of participants, but its unit is something else.

    Why:
        Readers cannot tell whether the values are percentages.

    Fires:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"title": "Percentage of Participants With Relapse", "unitOfMeasure": "weeks"}]}}}

    Silent:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"title": "Percentage of Participants With Relapse", "unitOfMeasure": "percentage of participants"}]}}}
    """
    yield from _wrong_unit(trial, _PERCENTAGE_OF, _PERCENT, "percentage of participants")


@rule("OMR004", severity=WARNING, source=_PRS_SEPTEMBER, reads="results", applies=with_results)
def number_of_participants_with_other_unit(trial: Trial) -> Problems:
    """A measure promises a number of participants, but its unit is something else.

    Why:
        Readers cannot tell what was counted.

    Fires:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"title": "Number of Participants With Relapse", "unitOfMeasure": "relapses"}]}}}

    Silent:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"title": "Number of Participants With Relapse", "unitOfMeasure": "Participants"}]}}}
    """
    yield from _wrong_unit(trial, _NUMBER_OF, _PERSONS, "participants")


@rule(
    "OMR005",
    severity=WARNING,
    source="Results major comments: measure of dispersion or precision missing",
    reads="results",
    requires="results",
    applies=with_results,
)
def dispersion_missing(trial: Trial) -> Problems:
    """A mean or median is reported without the kind of dispersion.

    Why:
        A central value without dispersion or precision tells little.

    Fires:
        Trial(results=Results(outcome_measures=[OutcomeMeasure(title="Pain", param_type=MeasureParam.MEAN)]))

    Silent:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"title": "Pain", "paramType": "MEAN", "dispersionType": "Standard Deviation"}]}}}
    """
    for path, measure in reported_measures(trial):
        if measure.dispersion_type is None and measure.param_type in _SPREAD:
            yield (
                f"{path}.dispersion_type",
                f"{measure.title!r:.60} reports a {measure.param_type!s} without a kind of dispersion",
            )


@rule(
    "OMR006",
    severity=WARNING,
    source="Results data element definitions: a count of participants has no dispersion",
    reads="results",
    applies=with_results,
)
def count_with_dispersion(trial: Trial) -> Problems:
    """A count of participants has a kind of dispersion.

    Why:
        A count is exact; the measure type or the dispersion is wrong.

    Fires:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"paramType": "COUNT_OF_PARTICIPANTS", "dispersionType": "Standard Deviation"}]}}}

    Silent:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [{"paramType": "COUNT_OF_PARTICIPANTS"}]}}}
    """
    for path, measure in reported_measures(trial):
        dispersion = measure.dispersion_type
        if dispersion is None or measure.param_type != MeasureParam.COUNT_OF_PARTICIPANTS:
            continue
        if dispersion not in (MeasureDispersionType.NA, MeasureDispersionType.NA.label):
            yield f"{path}.dispersion_type", f"a count of participants has the dispersion {str(dispersion)!r:.60}"


@rule(
    "OMR007",
    severity=WARNING,
    source="PRS release of June 2018, error message about groups in which nobody was analysed",
    reads="results",
    requires="results",
    applies=with_outcomes,
)
def nobody_analysed_without_reason(trial: Trial) -> Problems:
    """Nobody of a group was analysed for a measure, and the analysis population is not described.

    Why:
        Readers want to know why a group has no results.

    Fires:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"denoms": [{"counts": [{"groupId": "OG000", "value": "0"}]}]}]}}}

    Silent:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"populationDescription": "No samples could be taken in the placebo group.",
            "denoms": [{"counts": [{"groupId": "OG000", "value": "0"}]}]}]}}}
    """
    for path, measure in outcome_measures(trial):
        if measure.population_description:
            continue
        for index, denom in enumerate(measure.denoms):
            for place, held in enumerate(denom.counts):
                if count(held.value) == 0:
                    yield (
                        f"{path}.denoms[{index}].counts[{place}].value",
                        f"nobody of the group {held.group_id!r:.60} was analysed; the population description should"
                        " say why",
                    )


def _same(title: str) -> str:
    return _BLANKS.sub(" ", title).strip().casefold()


@rule(
    "OMR023",
    severity=NOTE,
    source="CONSORT, changes to outcomes; COMPare: outcomes switched between registration and report",
    reads="results primary_outcomes",
    applies=with_outcomes,
)
def primary_outcome_not_among_results(trial: Trial) -> Problems:
    """A planned primary outcome has no primary result with the same title.

    Why:
        A primary outcome that is renamed, demoted or left out after the fact misleads readers.

    Fires:
        {"protocolSection": {"outcomesModule": {"primaryOutcomes": [{"measure": "Survival at one year"}]}},
            "resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"type": "SECONDARY", "title": "Survival at one year"}]}}}

    Silent:
        {"protocolSection": {"outcomesModule": {"primaryOutcomes": [{"measure": "Survival at one year"}]}},
            "resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"type": "PRIMARY", "title": "Survival at One Year"}]}}}
    """
    reported = {
        _same(measure.title or "")
        for _, measure in outcome_measures(trial)
        if measure.type == OutcomeMeasureType.PRIMARY
    }
    for index, outcome in enumerate(trial.primary_outcomes):
        if outcome.measure and _same(outcome.measure) not in reported:
            yield f"primary_outcomes[{index}].measure", f"no primary result has the title {outcome.measure!r:.60}"


@rule(
    "OMR024",
    severity=WARNING,
    source="42 CFR 11.48(a)(3), outcomes: each primary outcome",
    reads="results primary_outcomes",
    requires="results",
    applies=with_outcomes,
)
def primary_results_missing(trial: Trial) -> Problems:
    """Fewer primary results are reported than primary outcomes were planned.

    Why:
        Results are required for each primary outcome.

    Fires:
        Trial(
            primary_outcomes=[Outcome(measure="Survival"), Outcome(measure="Pain")],
            results=Results(outcome_measures=[OutcomeMeasure(title="Survival", type=OutcomeMeasureType.PRIMARY)]))

    Silent:
        Trial(
            primary_outcomes=[Outcome(measure="Survival")],
            results=Results(outcome_measures=[OutcomeMeasure(title="Survival", type=OutcomeMeasureType.PRIMARY)]))
    """
    planned = len(trial.primary_outcomes)
    reported = sum(measure.type == OutcomeMeasureType.PRIMARY for _, measure in outcome_measures(trial))
    if reported < planned:
        yield "results.outcome_measures", f"{planned} primary outcomes were planned, but {reported} are reported"


@rule(
    "OMR025",
    severity=NOTE,
    source="42 CFR 11.48(a)(3) and 11.44, deadlines for primary outcomes",
    reads="results",
    applies=with_outcomes,
)
def primary_result_not_posted(trial: Trial) -> Problems:
    """A primary outcome measure is not posted yet.

    Why:
        Results of primary outcomes are due a year after primary completion; those of others may follow.

    Fires:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"type": "PRIMARY", "title": "Survival", "reportingStatus": "NOT_POSTED"}]}}}

    Silent:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"type": "SECONDARY", "title": "Pain", "reportingStatus": "NOT_POSTED"}]}}}
    """
    for path, measure in outcome_measures(trial):
        if measure.type == OutcomeMeasureType.PRIMARY and measure.reporting_status == ReportingStatus.NOT_POSTED:
            yield f"{path}.reporting_status", f"the primary outcome measure {measure.title!r:.60} is not posted"


@rule(
    "OMR026",
    severity=WARNING,
    source="Results data element definitions, outcome measure time frame",
    reads="results",
    requires="results",
    applies=with_outcomes,
)
def reported_time_frame_missing(trial: Trial) -> Problems:
    """A reported outcome measure has no time frame.

    Why:
        The time frame is required; without it nobody knows when participants were measured.

    Fires:
        Trial(results=Results(outcome_measures=[OutcomeMeasure(title="Survival")]))

    Silent:
        Trial(results=Results(outcome_measures=[OutcomeMeasure(title="Survival", time_frame="1 year")]))
    """
    for path, measure in outcome_measures(trial):
        if not measure.time_frame:
            yield f"{path}.time_frame", f"the outcome measure {measure.title!r:.60} has no time frame"
