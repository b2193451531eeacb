"""Rules about reported measures as a whole (OMR): title, unit, kind of number."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from ctmodel.late import late
from ctmodel.model.results.baseline import BaselineMeasure
from ctmodel.model.results.outcomes import OutcomeMeasure
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import WHOLE, with_results
from ctmodel.rules.definition import WARNING, Problems, rule
from ctmodel.rules.quoting import quoted
from ctmodel.terms.results import MeasureDispersionType, MeasureParam

_PRS_SEPTEMBER: Final = "PRS release of September 2018, error message about units"
_NO_UNIT: Final = late(r"n\.?/?a\.?|none|not applicable|-+|[0-9.,]+", re.IGNORECASE)
_PERCENTAGE_OF: Final = late(
    r"\s*(?:percentage|percent) of (?:participants|subjects|patients)\b(?!['\u2019])", re.IGNORECASE
)
_NUMBER_OF: Final = late(r"\s*number of (?:participants|subjects|patients)\b(?!['\u2019])", re.IGNORECASE)
_PERCENT: Final = late(r".*(?:%|percent|proportion)", re.IGNORECASE | re.DOTALL)
_PERSONS: Final = late(
    r"(?!.*(?:%|percent|proportion)).*\b"
    r"(?:participants?|subjects?|patients?|persons?|people|individuals?|volunteers?|women|men|children|infants?"
    r"|neonates?|newborns?|adults?|adolescents?|mothers?)\b",
    re.IGNORECASE | re.DOTALL,
)
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


def _wrong_unit(
    measures: Iterable[tuple[str, Measure]], title: re.Pattern[str], unit: re.Pattern[str], expected: str
) -> Problems:
    """Yield a problem for each measure with such a title whose unit is not of the expected form."""
    for path, measure in measures:
        if measure.title is None or not measure.unit_of_measure or not title.match(measure.title):
            continue
        if not unit.match(measure.unit_of_measure):
            yield (
                f"{path}.unit_of_measure",
                f"the unit is {quoted(measure.unit_of_measure)}, but the title begins {quoted(measure.title)};"
                f" {expected} is expected",
            )


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
                f"the unit of {quoted(measure.title)} is {quoted(measure.unit_of_measure)}; name what is counted or"
                " measured",
            )


@rule("OMR003", severity=WARNING, source=_PRS_SEPTEMBER, reads="results", applies=with_results, requires=WHOLE)
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
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"title": "Percentage of Participants With Relapse", "unitOfMeasure": "Participants",
            "paramType": "COUNT_OF_PARTICIPANTS"}]}}}
    """
    # The registry shows percentages beside a count of participants.
    measures = (held for held in reported_measures(trial) if held[1].param_type != MeasureParam.COUNT_OF_PARTICIPANTS)
    yield from _wrong_unit(measures, _PERCENTAGE_OF, _PERCENT, "percentage of participants")


@rule("OMR004", severity=WARNING, source=_PRS_SEPTEMBER, reads="results", applies=with_results)
def number_of_participants_with_other_unit(trial: Trial) -> Problems:
    """A measure promises a number of participants, but its unit is something else.

    Why:
        Readers cannot tell what was counted.

    Fires:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"title": "Number of Participants With Relapse", "unitOfMeasure": "relapses"}]}}}
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"title": "Number of Participants With Relapse", "unitOfMeasure": "percentage of participants"}]}}}

    Silent:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"title": "Number of Participants With Relapse", "unitOfMeasure": "Participants"}]}}}
    """
    yield from _wrong_unit(reported_measures(trial), _NUMBER_OF, _PERSONS, "participants")


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
