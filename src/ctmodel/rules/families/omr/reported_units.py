"""Rules about the units of reported measures (OMR), and what titles promise of them."""

import re
from collections.abc import Iterable
from typing import Final

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import WHOLE, with_results
from ctmodel.rules.definition import WARNING, Problems, rule
from ctmodel.rules.families.omr.reported_measures import Measure, reported_measures
from ctmodel.rules.quoting import quoted
from ctmodel.terms.results import MeasureParam

_PRS_SEPTEMBER: Final = "PRS release of September 2018, error message about units"
_NO_UNIT: Final = lazy_regex(r"n\.?/?a\.?|none|not applicable|-+|[0-9.,]+", re.IGNORECASE)
_PERCENTAGE_OF: Final = lazy_regex(
    r"\s*(?:percentage|percent) of (?:participants|subjects|patients)\b(?!['\u2019])", re.IGNORECASE
)
_NUMBER_OF: Final = lazy_regex(r"\s*number of (?:participants|subjects|patients)\b(?!['\u2019])", re.IGNORECASE)
_PERCENT: Final = lazy_regex(r".*(?:%|percent|proportion)", re.IGNORECASE | re.DOTALL)
_PERSONS: Final = lazy_regex(
    r"(?!.*(?:%|percent|proportion)).*\b"
    r"(?:participants?|subjects?|patients?|persons?|people|individuals?|volunteers?|women|men|children|infants?"
    r"|neonates?|newborns?|adults?|adolescents?|mothers?)\b",
    re.IGNORECASE | re.DOTALL,
)
_COUNT_OF: Final = lazy_regex(
    r"\s*(?:the )?(?:total |overall |mean |median |average )?(?:number|count) of\b"
    r"(?!.*\b(?:percent|proportion|ratio|rate))",
    re.IGNORECASE | re.DOTALL,
)
_SHARE_OF: Final = lazy_regex(
    r"\s*(?:the )?(?:percentage|percent|proportion|%) of\b(?!.*\b(?:number|count)\b)", re.IGNORECASE | re.DOTALL
)
# A change by so many percent may be one of counts.
_SHARE: Final = lazy_regex(
    r"\s*(?:percent|proportion|%)(?!.*\b(?:change|increase|decrease|reduction|improvement|difference|predicted))",
    re.IGNORECASE | re.DOTALL,
)
_COUNTED: Final = lazy_regex(
    r"\s*(?:number of )?(?:participants|subjects|patients|persons|people|individuals)\s*", re.IGNORECASE
)


def _counted_in_percent(measure: Measure) -> bool:
    """Whether it is a count of participants by its type and a percentage by its unit."""
    unit = measure.unit_of_measure
    return bool(measure.param_type == MeasureParam.COUNT_OF_PARTICIPANTS and unit and _PERCENT.match(unit))


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
                f" expected {expected}",
            )


def _one_of_several(found: list[tuple[str, Measure]], expected: str) -> Problems:
    """Yield a problem for the first of the measures that have the same fault."""
    if found:
        path, measure = found[0]
        others = f", and {len(found) - 1} more measures are like it" if len(found) > 1 else ""
        yield (
            f"{path}.unit_of_measure",
            f"the unit is {quoted(measure.unit_of_measure)}, but the title begins {quoted(measure.title)}{others};"
            f" expected {expected}",
        )


@rule("OMR002", severity=WARNING, source=_PRS_SEPTEMBER, reads="results", applies=with_results)
def unit_without_meaning(trial: Trial) -> Problems:
    """The unit of a measure is not a unit.

    Why:
        Values without a unit cannot be read; a unit such as "scores on a scale" or "ratio" fits where there is none.

    Fix:
        State what the values count or measure, such as "participants", "mg/dL" or "scores on a scale".

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

    Fix:
        Correct the unit to "percentage of participants", or the title of the measure.

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

    Fix:
        Correct the unit to "participants", or the title of the measure.

    Fires:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"title": "Number of Participants With Relapse", "unitOfMeasure": "relapses"}]}}}
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"title": "Number of Participants With Relapse", "unitOfMeasure": "percentage of participants"}]}}}

    Silent:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"title": "Number of Participants With Relapse", "unitOfMeasure": "Participants"}]}}}
    """
    measures = (held for held in reported_measures(trial) if not _counted_in_percent(held[1]))
    yield from _wrong_unit(measures, _NUMBER_OF, _PERSONS, "participants")


@rule(
    "OMR027",
    severity=WARNING,
    source="Results data element definitions, measure type; measured: the unit is always Participants",
    reads="results",
    applies=with_results,
)
def count_of_participants_in_percent(trial: Trial) -> Problems:
    """A count of participants has a percentage as its unit.

    Why:
        Readers cannot tell whether 12 is twelve participants or twelve of a hundred.

    Fix:
        Correct the unit, or the type of the measure.

    Fires:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"title": "Relapse", "paramType": "COUNT_OF_PARTICIPANTS", "unitOfMeasure": "% of participants"}]}}}

    Silent:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"title": "Relapse", "paramType": "COUNT_OF_PARTICIPANTS", "unitOfMeasure": "Participants"},
            {"title": "Relapse", "paramType": "NUMBER", "unitOfMeasure": "percentage of participants"}]}}}
    """
    for path, measure in reported_measures(trial):
        if _counted_in_percent(measure):
            yield (
                f"{path}.unit_of_measure",
                f"{quoted(measure.title)} is a COUNT_OF_PARTICIPANTS with the unit {quoted(measure.unit_of_measure)};"
                " expected Participants, or the type NUMBER",
            )


@rule(
    "OMR028",
    severity=WARNING,
    source=_PRS_SEPTEMBER,
    reads="results",
    applies=with_results,
)
def number_in_percent(trial: Trial) -> Problems:
    """A measure promises a number of something, but its unit is a percentage or proportion.

    Why:
        Readers cannot tell whether 12 is a count of twelve or twelve of a hundred.

    Fix:
        Correct the unit, or the title of the measure.

    Fires:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"title": "Number of Severe Days", "paramType": "MEAN", "unitOfMeasure": "proportion of days"}]}}}

    Silent:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"title": "Number of Severe Days", "paramType": "MEAN", "unitOfMeasure": "days"},
            {"title": "Number of Cells", "paramType": "MEAN", "unitOfMeasure": "percent change"},
            {"title": "Percentage of Severe Days", "paramType": "MEAN", "unitOfMeasure": "percentage of days"}]}}}
    """
    # The number of participants is reported for every unit that is not a person.
    found = [
        (path, measure)
        for path, measure in reported_measures(trial)
        if measure.title
        and measure.unit_of_measure
        and _SHARE.match(measure.unit_of_measure)
        and _COUNT_OF.match(measure.title)
        and not _NUMBER_OF.match(measure.title)
        and not _counted_in_percent(measure)
    ]
    yield from _one_of_several(found, "a count, or a title that says percentage or proportion")


@rule(
    "OMR029",
    severity=WARNING,
    source=_PRS_SEPTEMBER,
    reads="results",
    applies=with_results,
    requires=WHOLE,
)
def share_counted_in_participants(trial: Trial) -> Problems:
    """A measure promises a percentage or proportion, but its unit is participants.

    Why:
        Readers cannot tell whether 12 is twelve of a hundred or a count of twelve.

    Fix:
        Correct the unit, or the title of the measure.

    Fires:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"title": "Proportion of Participants With Relapse", "paramType": "NUMBER",
            "unitOfMeasure": "Participants"}]}}}

    Silent:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"title": "Proportion of Participants With Relapse", "paramType": "NUMBER",
            "unitOfMeasure": "proportion of participants"},
            {"title": "Proportion of Participants With Relapse", "paramType": "COUNT_OF_PARTICIPANTS",
            "unitOfMeasure": "Participants"}]}}}
    """
    # The registry shows percentages beside a count of participants; a percentage of them is reported for all units.
    found = [
        (path, measure)
        for path, measure in reported_measures(trial)
        if measure.title
        and measure.unit_of_measure
        and _COUNTED.fullmatch(measure.unit_of_measure)
        and _SHARE_OF.match(measure.title)
        and not _PERCENTAGE_OF.match(measure.title)
        and measure.param_type != MeasureParam.COUNT_OF_PARTICIPANTS
    ]
    yield from _one_of_several(found, "a percentage, a proportion, or a title that says number")
