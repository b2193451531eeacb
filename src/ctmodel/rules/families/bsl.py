"""Rules about baseline characteristics (BSL)."""

import re
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Final

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.results.baseline import BaselineCharacteristics
from ctmodel.model.results.measures import Denom
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import WHOLE, completed_since_final_rule
from ctmodel.rules.definition import ERROR, NOTE, WARNING, Applies, Problems, Rule, rule
from ctmodel.rules.flow import started
from ctmodel.rules.numbers import count
from ctmodel.rules.quoting import shortened

_BASELINE: Final = "results.baseline_characteristics"


def _with_baseline(trial: Trial) -> bool:
    return trial.results is not None and trial.results.baseline_characteristics is not None


def _since_final_rule(trial: Trial) -> bool:
    return completed_since_final_rule(trial) and _with_baseline(trial)


def _baseline(trial: Trial) -> BaselineCharacteristics:
    baseline = trial.results.baseline_characteristics if trial.results is not None else None
    return baseline if baseline is not None else BaselineCharacteristics()


def _without(
    code: str,
    title: re.Pattern[str],
    what: str,
    *,
    source: str,
    reads: str = "results",
    applies: Applies = _with_baseline,
) -> Callable[[Callable[[], None]], Rule]:
    """Make a rule about baselines without a measure that has such a title.

    Where nobody was analysed, there is nothing to measure, and no measure is missing.
    """

    def made(function: Callable[[], None]) -> Rule:
        @rule(code, severity=WARNING, source=source, reads=reads, requires="results", applies=applies)
        @wraps(function)
        def check(trial: Trial) -> Problems:
            baseline = _baseline(trial)
            numbers = [held.value for denom in baseline.denoms for held in denom.counts]
            if numbers and all(count(text) == 0 for text in numbers):
                return
            if not any(measure.title is not None and title.search(measure.title) for measure in baseline.measures):
                message = f"no baseline measure has {what} in its title; results require one"
                yield f"{_BASELINE}.measures", message

        return check

    return made


def _total(baseline: BaselineCharacteristics) -> str | None:
    """Return the identifier of the group with the totals, which the registry adds."""
    return next((group.id for group in baseline.groups if (group.title or "").strip().casefold() == "total"), None)


def _totals(baseline: BaselineCharacteristics) -> Iterator[tuple[str, Denom, int, int | None]]:
    """Yield path, denominator and number of each total, and the sum of the groups if each of them has a number."""
    total = _total(baseline)
    if total is None:
        return
    others = {group.id for group in baseline.groups} - {total}
    for index, denom in enumerate(baseline.denoms):
        numbers = {held.group_id: count(held.value) for held in denom.counts}
        added = [number for group, number in numbers.items() if group in others and number is not None]
        complete = len(added) == len(others) == len(baseline.groups) - 1
        expected = sum(added) if complete else None
        for place, held in enumerate(denom.counts):
            number = count(held.value)
            if held.group_id == total and number is not None:
                yield f"{_BASELINE}.denoms[{index}].counts[{place}].value", denom, number, expected


@_without(
    "BSL001",
    lazy_regex(r"\bages?\b", re.IGNORECASE),
    "Age",
    source="42 CFR 11.48, demographic and baseline characteristics: age",
)
def baseline_age_missing() -> None:
    """No baseline measure reports the age of the participants.

    Why:
        Results require age; without it, nobody can judge to whom they apply.

    Fix:
        Add the age of the participants as a baseline measure.

    Fires:
        Trial(results=Results(baseline_characteristics=BaselineCharacteristics()))

    Silent:
        {"resultsSection": {"baselineCharacteristicsModule": {"measures": [{"title": "Age, Continuous"}]}}}
        {"resultsSection": {"baselineCharacteristicsModule": {"denoms": [{"counts": [{"value": "0"}]}]}}}
    """


@_without(
    "BSL002",
    lazy_regex(r"\b(?:sex|gender)\b", re.IGNORECASE),
    "Sex or Gender",
    source="42 CFR 11.48, demographic and baseline characteristics: sex/gender",
)
def baseline_sex_missing() -> None:
    """No baseline measure reports the sex or gender of the participants.

    Why:
        Results require sex or gender; without it, nobody can judge to whom they apply.

    Fix:
        Add sex or gender as a baseline measure.

    Fires:
        Trial(results=Results(baseline_characteristics=BaselineCharacteristics()))

    Silent:
        {"resultsSection": {"baselineCharacteristicsModule": {"measures": [{"title": "Sex: Female, Male"}]}}}
    """


@_without(
    "BSL003",
    lazy_regex(r"\b(?:races?|racial|ethnic(?:ity|ities)?)\b", re.IGNORECASE),
    "Race or Ethnicity",
    source="42 CFR 11.48, race and ethnicity, if collected",
    reads="results primary_completion_date",
    applies=_since_final_rule,
)
def baseline_race_missing() -> None:
    """No baseline measure reports race or ethnicity, or states that they were not collected.

    Why:
        Since the final rule (2017-01-18), results require race and ethnicity, or the statement that nobody asked.

    Fix:
        Add race and ethnicity as baseline measures, or state that they were not collected.

    Fires:
        Trial(
            primary_completion_date=PartialDate("2019-03"),
            results=Results(baseline_characteristics=BaselineCharacteristics()))

    Silent:
        {"protocolSection": {"statusModule": {"primaryCompletionDateStruct": {"date": "2019-03"}}},
            "resultsSection": {"baselineCharacteristicsModule": {
            "measures": [{"title": "Race and Ethnicity Not Collected"}]}}}
        Trial(results=Results(baseline_characteristics=BaselineCharacteristics()))
    """


@rule(
    "BSL004",
    severity=NOTE,
    source="Results data element definitions: the registry adds a Total group to several groups",
    reads="results",
    requires="results",
    applies=_with_baseline,
)
def baseline_total_missing(trial: Trial) -> Problems:
    """There are several baseline groups, but no group for their total.

    Why:
        Readers of the study as a whole need the numbers of all participants.

    Fix:
        Add a group for the total of all participants.

    Fires:
        {"resultsSection": {"baselineCharacteristicsModule": {
            "groups": [{"id": "BG000", "title": "Drug"}, {"id": "BG001", "title": "Placebo"}]}}}

    Silent:
        {"resultsSection": {"baselineCharacteristicsModule": {"groups": [{"id": "BG000", "title": "Drug"},
            {"id": "BG001", "title": "Placebo"}, {"id": "BG002", "title": "Total"}]}}}
    """
    baseline = _baseline(trial)
    if len(baseline.groups) > 1 and not any("total" in (group.title or "").casefold() for group in baseline.groups):
        yield f"{_BASELINE}.groups", f"there are {len(baseline.groups)} baseline groups, but none is titled Total"


@rule(
    "BSL005",
    severity=ERROR,
    source="Results data element definitions: the registry computes the Total group",
    reads="results",
    applies=_with_baseline,
)
def baseline_total_does_not_add_up(trial: Trial) -> Problems:
    """The total number analysed is not the sum of the groups.

    Why:
        The registry computes the total; if it differs, the record was edited elsewhere.

    Fix:
        Download the record again; if you edited it, correct the group whose number changed.

    Fires:
        {"resultsSection": {"baselineCharacteristicsModule": {
            "groups": [{"id": "BG000"}, {"id": "BG001"}, {"id": "BG002", "title": "Total"}],
            "denoms": [{"counts": [{"groupId": "BG000", "value": "10"}, {"groupId": "BG001", "value": "12"},
            {"groupId": "BG002", "value": "23"}]}]}}}

    Silent:
        {"resultsSection": {"baselineCharacteristicsModule": {
            "groups": [{"id": "BG000"}, {"id": "BG001"}, {"id": "BG002", "title": "Total"}],
            "denoms": [{"counts": [{"groupId": "BG000", "value": "10"}, {"groupId": "BG001", "value": "12"},
            {"groupId": "BG002", "value": "22"}]}]}}}
    """
    for path, denom, total, added in _totals(_baseline(trial)):
        if added is not None and added != total:
            units = shortened(denom.units or "participants")
            yield path, f"the total is {total} {units}, but the groups add up to {added}"


@rule(
    "BSL006",
    severity=WARNING,
    source="Results quality control review criteria: baseline agrees with participant flow",
    reads="results",
    applies=_with_baseline,
    requires=WHOLE,
)
def more_at_baseline_than_started(trial: Trial) -> Problems:
    """More participants are in the baseline than started the study.

    Why:
        The baseline describes participants of the flow, so one of the numbers is wrong. A baseline that describes its
        population is exempt.

    Fix:
        Correct the number at baseline or in the first period; if not all participants of the flow are analysed,
        describe the population.

    Fires:
        {"resultsSection": {"participantFlowModule": {"groups": [{"id": "FG000"}], "periods": [{"milestones": [
            {"type": "STARTED", "achievements": [{"groupId": "FG000", "numSubjects": "12"}]}]}]},
            "baselineCharacteristicsModule": {"groups": [{"id": "BG000"}],
            "denoms": [{"units": "Participants", "counts": [{"groupId": "BG000", "value": "21"}]}]}}}

    Silent:
        {"resultsSection": {"participantFlowModule": {"groups": [{"id": "FG000"}], "periods": [{"milestones": [
            {"type": "STARTED", "achievements": [{"groupId": "FG000", "numSubjects": "12"}]}]}]},
            "baselineCharacteristicsModule": {"groups": [{"id": "BG000"}],
            "denoms": [{"units": "Participants", "counts": [{"groupId": "BG000", "value": "12"}]}]}}}
    """
    starting, baseline = started(trial), _baseline(trial)
    if starting is None or baseline.population_description:
        return
    for path, total in _participants(baseline):
        if total > starting:
            yield path, f"{total} participants are in the baseline, but only {starting} started the first period"


def _participants(baseline: BaselineCharacteristics) -> Iterator[tuple[str, int]]:
    """Yield path and number of all participants, from the Total group or from the only group."""
    total = _total(baseline) if len(baseline.groups) != 1 else baseline.groups[0].id
    for index, denom in enumerate(baseline.denoms):
        if (denom.units or "").casefold() != "participants":
            continue
        for place, held in enumerate(denom.counts):
            number = count(held.value)
            if number is not None and total is not None and held.group_id == total:
                yield f"{_BASELINE}.denoms[{index}].counts[{place}].value", number
