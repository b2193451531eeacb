"""Rules about the values of baseline and outcome measures (OMR)."""

import re
from collections.abc import Iterator
from typing import Final

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.results.measures import Denom, MeasureGroup, Measurement
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import with_results
from ctmodel.rules.counting import Places, counted_items
from ctmodel.rules.definition import ERROR, WARNING, Problems, Record, rule
from ctmodel.rules.families.omr.reported_measures import Measure, outcome_measures, reported_measures
from ctmodel.rules.numbers import count, number
from ctmodel.rules.quoting import quoted, shortened
from ctmodel.terms.results import MeasureParam

_DEFINITIONS: Final = "Results data element definitions, outcome measure data"
_VALUE: Final = lazy_regex(
    r"NA|[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?|[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
)
_PERCENT_OF: Final = lazy_regex(
    r"(?:percent|percentage|%) (?:of )?(?:participants|subjects|patients)|(?:participants|subjects|patients) \(%\)",
    re.IGNORECASE,
)
_CHANGE: Final = lazy_regex(r"chang|differ|increas|decreas|reduc|improv|ratio|relative", re.IGNORECASE)


def _measurements(measure: Measure) -> list[tuple[int, int, int, Measurement]]:
    """Return index of class, of category, of measurement, and the measurement."""
    return [
        (i, j, k, measurement)
        for i, held in enumerate(measure.classes)
        for j, category in enumerate(held.categories)
        for k, measurement in enumerate(category.measurements)
    ]


def _path(measure: str, i: int, j: int, k: int, name: str) -> str:
    return f"{measure}.classes[{i}].categories[{j}].measurements[{k}].{name}"


def _tables(trial: Trial) -> Iterator[tuple[str, Measure, set[str], list[Denom]]]:
    """Yield path and measure, the identifiers of its groups, and the numbers analysed."""
    baseline = trial.results.baseline_characteristics if trial.results is not None else None
    if baseline is not None:
        groups = _identifiers(baseline.groups)
        for index, measure in enumerate(baseline.measures):
            path = f"results.baseline_characteristics.measures[{index}]"
            yield path, measure, groups, measure.denoms or baseline.denoms
    for path, outcome in outcome_measures(trial):
        yield path, outcome, _identifiers(outcome.groups), outcome.denoms


def _identifiers(groups: list[MeasureGroup]) -> set[str]:
    return {group.id for group in groups if group.id is not None}


@rule("OMR008", severity=ERROR, source=_DEFINITIONS, reads="results", applies=with_results)
def value_of_unknown_group(trial: Trial) -> Problems:
    """A value belongs to an unknown group.

    Why:
        A value without a group cannot be read.

    Fix:
        Use the identifier of a group of the measure, or declare the missing group.

    Fires:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [{"groups": [{"id": "OG000"}],
            "classes": [{"categories": [{"measurements": [{"groupId": "OG009", "value": "1"}]}]}]}]}}}

    Silent:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [{"groups": [{"id": "OG000"}],
            "classes": [{"categories": [{"measurements": [{"groupId": "OG000", "value": "1"}]}]}]}]}}}
    """
    for path, measure, known, _ in _tables(trial):
        if not known:
            continue  # a selection of fields without the groups
        values = (given for held in measure.classes for category in held.categories for given in category.measurements)
        if known.issuperset({given.group_id for given in values} - {None}):
            continue
        for i, j, k, held in _measurements(measure):
            if held.group_id is not None and held.group_id not in known:
                yield _path(path, i, j, k, "group_id"), f"{quoted(held.group_id)} is not the identifier of a group"


@rule("OMR009", severity=ERROR, source=_DEFINITIONS, reads="results", applies=with_results)
def value_not_a_number(trial: Trial, record: Record) -> Problems:
    """A value is neither a number nor NA.

    Why:
        Values are numeric in the registry; text in their place cannot be analysed.

    Fix:
        Enter a number; NA with a comment if there is no value.

    Fires:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"classes": [{"categories": [{"measurements": [{"value": "about 12"}]}]}]}]}}}

    Silent:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"classes": [{"categories": [{"measurements": [{"value": "-1.2"}, {"value": "NA"}]}]}]}]}}}
    """
    values = {held.value for held in record.measurements if held.value is not None}
    if all(map(_VALUE.fullmatch, values)):
        return
    for path, measure in reported_measures(trial):
        for i, j, k, held in _measurements(measure):
            if held.value is not None and not _VALUE.fullmatch(held.value):
                yield _path(path, i, j, k, "value"), f"the value is {quoted(held.value)}; expected a number or NA"


@rule("OMR010", severity=ERROR, source=_DEFINITIONS, reads="results", applies=with_results)
def lower_limit_above_upper(trial: Trial, record: Record) -> Problems:
    """The lower limit of a value is larger than the upper one.

    Why:
        The limits were exchanged, or one of them is mistyped.

    Fix:
        Exchange or correct the limits.

    Fires:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [{"classes": [{"categories": [
            {"measurements": [{"value": "5", "lowerLimit": "9", "upperLimit": "1"}]}]}]}]}}}

    Silent:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [{"classes": [{"categories": [
            {"measurements": [{"value": "5", "lowerLimit": "1", "upperLimit": "NA"}]}]}]}]}}}
    """
    if not record.has_limits:
        return
    for path, measure in reported_measures(trial):
        for i, j, k, held in _measurements(measure):
            if held.lower_limit is None or held.upper_limit is None:
                continue
            low, high = number(held.lower_limit), number(held.upper_limit)
            if low is not None and high is not None and low > high:
                yield (
                    _path(path, i, j, k, "lower_limit"),
                    f"the limits are {shortened(held.lower_limit)} and {shortened(held.upper_limit)};"
                    " expected the lower limit first",
                )


@rule("OMR011", severity=WARNING, source=_DEFINITIONS, reads="results", applies=with_results)
def value_outside_limits(trial: Trial, record: Record) -> Problems:
    """A value is outside its own limits.

    Why:
        The value or a limit is mistyped, or they are on different scales.

    Fix:
        Correct the value or the limits.

    Fires:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [{"classes": [{"categories": [
            {"measurements": [{"value": "50", "lowerLimit": "1", "upperLimit": "9"}]}]}]}]}}}

    Silent:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [{"classes": [{"categories": [
            {"measurements": [{"value": "5", "lowerLimit": "1", "upperLimit": "9"}]}]}]}]}}}
    """
    return counted_items(trial, "value", _outside_limits(trial) if record.has_limits else ())


def _outside_limits(trial: Trial) -> Places:
    for path, measure in reported_measures(trial):
        for i, j, k, held in _measurements(measure):
            if held.lower_limit is None and held.upper_limit is None:
                continue
            value, low, high = number(held.value), number(held.lower_limit), number(held.upper_limit)
            if value is not None and ((low is not None and value < low) or (high is not None and value > high)):
                yield (
                    (path, held.lower_limit, held.upper_limit),
                    _path(path, i, j, k, "value"),
                    f"the value {shortened(held.value)} is outside its limits {quoted(held.lower_limit)} to"
                    f" {quoted(held.upper_limit)}",
                )


@rule("OMR012", severity=ERROR, source=_DEFINITIONS, reads="results", applies=with_results)
def negative_spread(trial: Trial, record: Record) -> Problems:
    """A standard deviation or error is negative.

    Why:
        A spread is the size of a deviation; the sign or the number is wrong.

    Fix:
        Correct the sign or the number.

    Fires:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"classes": [{"categories": [{"measurements": [{"value": "5", "spread": "-1.5"}]}]}]}]}}}

    Silent:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"classes": [{"categories": [{"measurements": [{"value": "-5", "spread": "1.5"}]}]}]}]}}}
    """
    if not any(["-" in held.spread for held in record.measurements if held.spread]):
        return
    for path, measure in reported_measures(trial):
        for i, j, k, held in _measurements(measure):
            if held.spread is not None and (number(held.spread) or 0) < 0:
                yield _path(path, i, j, k, "spread"), f"the spread is {shortened(held.spread)}; it cannot be negative"


@rule(
    "OMR013",
    severity=WARNING,
    source="Results data element definitions: NA is explained",
    reads="results",
    requires="results",
    applies=with_results,
)
def missing_value_not_explained(trial: Trial, record: Record) -> Problems:
    """A value is NA, and no comment says why.

    Why:
        A median that was not reached and a lost sample look the same without a comment.

    Fix:
        Explain in a comment why there is no value.

    Fires:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"classes": [{"categories": [{"measurements": [{"value": "NA"}]}]}]}]}}}

    Silent:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"classes": [{"categories": [{"measurements": [{"value": "NA", "comment": "Not reached."}]}]}]}]}}}
    """
    if all([held.value != "NA" or held.comment for held in record.measurements]):
        return
    for path, measure in reported_measures(trial):
        for i, j, k, held in _measurements(measure):
            if held.value == "NA" and not held.comment:
                yield _path(path, i, j, k, "comment"), "the value is NA; add a comment that says why"


@rule("OMR014", severity=ERROR, source=_DEFINITIONS, reads="results", applies=with_results)
def count_above_number_analysed(trial: Trial) -> Problems:
    """A count of participants is larger than the number of participants analysed.

    Why:
        Only participants who were analysed are counted: events may have been counted instead of participants.

    Fix:
        Count participants, not events, or correct the number analysed.

    Fires:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [{"paramType": "COUNT_OF_PARTICIPANTS",
            "denoms": [{"units": "Participants", "counts": [{"groupId": "OG000", "value": "12"}]}],
            "classes": [{"categories": [{"measurements": [{"groupId": "OG000", "value": "21"}]}]}]}]}}}

    Silent:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [{"paramType": "COUNT_OF_PARTICIPANTS",
            "denoms": [{"units": "Participants", "counts": [{"groupId": "OG000", "value": "12"}]}],
            "classes": [{"categories": [{"measurements": [{"groupId": "OG000", "value": "12"}]}]}]}]}}}
    """
    known: dict[int, dict[str | None, int]] = {}
    for path, measure, _, denoms in _tables(trial):
        if measure.param_type != MeasureParam.COUNT_OF_PARTICIPANTS:
            continue
        # Most classes and baseline measures have no numbers of their own; those that they share are read once.
        stated = [held.denoms or denoms for held in measure.classes]
        for numbers in stated:
            if id(numbers) not in known:
                known[id(numbers)] = _analysed(numbers)
        analysed = [known[id(numbers)] for numbers in stated]
        for i, j, k, held in _measurements(measure):
            value, most = count(held.value), analysed[i].get(held.group_id)
            if value is not None and most is not None and value > most:
                yield (
                    _path(path, i, j, k, "value"),
                    f"{value} participants are counted in {quoted(held.group_id)}, but {most} were analysed",
                )


def _analysed(denoms: list[Denom]) -> dict[str | None, int]:
    """Return how many participants of each group were analysed."""
    numbers: dict[str | None, int] = {}
    for denom in denoms:
        if (denom.units or "").casefold() == "participants":
            for stated in denom.counts:
                number_analysed = count(stated.value)
                if number_analysed is not None:
                    numbers[stated.group_id] = number_analysed
    return numbers


@rule(
    "OMR015",
    severity=WARNING,
    source="Zarin 2011 (N Engl J Med 364:852), table 3: lack of apparent validity",
    reads="results",
    applies=with_results,
)
def percentage_out_of_range(trial: Trial) -> Problems:
    """A percentage of participants is below 0 or above 100.

    Why:
        The value is mistyped, or it is a count.

    Fix:
        Correct the value, or the unit if it is a count.

    Fires:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"title": "Relapse", "paramType": "NUMBER", "unitOfMeasure": "percentage of participants",
            "classes": [{"categories": [{"measurements": [{"value": "120"}]}]}]}]}}}

    Silent:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"title": "Relapse", "paramType": "NUMBER", "unitOfMeasure": "percentage of participants",
            "classes": [{"categories": [{"measurements": [{"value": "12.5"}]}]}]}]}}}
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"title": "Change in Dose", "paramType": "NUMBER", "unitOfMeasure": "percent change",
            "classes": [{"categories": [{"measurements": [{"value": "120"}]}]}]}]}}}
    """
    for path, measure in reported_measures(trial):
        unit = measure.unit_of_measure
        if measure.param_type != MeasureParam.NUMBER or not unit or not _PERCENT_OF.match(unit):
            continue
        if _CHANGE.search(unit) or (measure.title and _CHANGE.search(measure.title)):
            continue
        for i, j, k, held in _measurements(measure):
            value = number(held.value)
            if value is not None and not 0 <= value <= 100:
                yield (
                    _path(path, i, j, k, "value"),
                    f"the value is {shortened(held.value)}, but the unit is {quoted(unit)}",
                )
