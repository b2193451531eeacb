"""Rules about reported measures as a whole (OMR): the kind of number and its dispersion."""

from collections.abc import Iterator
from typing import Final

from ctmodel.model.results.baseline import BaselineMeasure
from ctmodel.model.results.outcomes import OutcomeMeasure
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import with_results
from ctmodel.rules.definition import WARNING, Problems, rule
from ctmodel.rules.quoting import quoted
from ctmodel.terms.results import MeasureDispersionType, MeasureParam

_SPREAD: Final = (
    MeasureParam.MEAN,
    MeasureParam.MEDIAN,
    MeasureParam.LEAST_SQUARES_MEAN,
    MeasureParam.GEOMETRIC_MEAN,
    MeasureParam.GEOMETRIC_LEAST_SQUARES_MEAN,
    MeasureParam.LOG_MEAN,
)

Measure = OutcomeMeasure | BaselineMeasure


def with_outcomes(trial: Trial) -> bool:
    """Whether outcome measures are reported."""
    return trial.results is not None and bool(trial.results.outcome_measures)


def outcome_measures(trial: Trial) -> Iterator[tuple[str, OutcomeMeasure]]:
    """Yield path and measure of each reported outcome measure."""
    if trial.results is not None:
        for index, measure in enumerate(trial.results.outcome_measures):
            yield f"results.outcome_measures[{index}]", measure


def reported_measures(trial: Trial) -> Iterator[tuple[str, Measure]]:
    """Yield path and measure of each baseline and each outcome measure."""
    if trial.results is not None and trial.results.baseline_characteristics is not None:
        for index, measure in enumerate(trial.results.baseline_characteristics.measures):
            yield f"results.baseline_characteristics.measures[{index}]", measure
    yield from outcome_measures(trial)


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

    Fix:
        State the dispersion, such as STANDARD_DEVIATION, and enter its values.

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
                f"{quoted(measure.title)} reports a {measure.param_type!s} without a kind of dispersion",
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

    Fix:
        Remove the dispersion, or correct the type of the measure.

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
            yield f"{path}.dispersion_type", f"a count of participants has the dispersion {quoted(str(dispersion))}"
