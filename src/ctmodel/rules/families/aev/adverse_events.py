"""Rules about adverse events as a whole (AEV): totals of groups, time frame, threshold, mortality."""

from itertools import chain
from typing import Final

from ctmodel.model.results.adverse_events import AdverseEvents
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import completed_since_final_rule
from ctmodel.rules.definition import ERROR, NOTE, WARNING, Problems, rule
from ctmodel.rules.numbers import number
from ctmodel.rules.quoting import quoted, shortened

_PATH: Final = "results.adverse_events"
_DEFINITIONS: Final = "Results data element definitions, adverse event information"
_TOTALS: Final = (
    ("deaths_num_affected", "deaths_num_at_risk", "died"),
    ("serious_num_affected", "serious_num_at_risk", "had a serious event"),
    ("other_num_affected", "other_num_at_risk", "had another event"),
)


def with_events(trial: Trial) -> bool:
    """Whether adverse events are reported."""
    return trial.results is not None and trial.results.adverse_events is not None


def _since_final_rule(trial: Trial) -> bool:
    return completed_since_final_rule(trial) and with_events(trial)


def adverse_of(trial: Trial) -> AdverseEvents:
    """Return the adverse events, empty ones where none are reported."""
    adverse = trial.results.adverse_events if trial.results is not None else None
    return adverse if adverse is not None else AdverseEvents()


@rule("AEV001", severity=ERROR, source=_DEFINITIONS, reads="results", applies=with_events)
def more_affected_than_at_risk(trial: Trial) -> Problems:
    """More participants of a group were affected than were at risk.

    Why:
        Whoever is affected was at risk: a number is wrong, or events were counted instead of participants.

    Fix:
        Correct the number affected or the number at risk; each counts participants, not events.

    Fires:
        {"resultsSection": {"adverseEventsModule": {"eventGroups": [
            {"id": "EG000", "seriousNumAffected": 21, "seriousNumAtRisk": 12}]}}}

    Silent:
        {"resultsSection": {"adverseEventsModule": {"eventGroups": [
            {"id": "EG000", "seriousNumAffected": 12, "seriousNumAtRisk": 12}]}}}
    """
    for index, group in enumerate(adverse_of(trial).event_groups):
        for affected, at_risk, what in _TOTALS:
            number_affected, number_at_risk = getattr(group, affected), getattr(group, at_risk)
            if number_affected is not None and number_at_risk is not None and number_affected > number_at_risk:
                yield (
                    f"{_PATH}.event_groups[{index}].{affected}",
                    f"{number_affected} participants of {quoted(group.title)} {what}, of {number_at_risk} at risk",
                )


@rule("AEV009", severity=NOTE, source=_DEFINITIONS, reads="results", requires="results", applies=with_events)
def event_time_frame_missing(trial: Trial) -> Problems:
    """The adverse events do not say over what period they were collected.

    Why:
        The number of events depends on how long participants were watched; older records often lack it.

    Fix:
        State the period over which events were collected, such as "from enrollment to 30 days after the last dose".

    Fires:
        Trial(results=Results(adverse_events=AdverseEvents()))

    Silent:
        Trial(results=Results(adverse_events=AdverseEvents(time_frame="24 weeks")))
    """
    if not adverse_of(trial).time_frame:
        yield f"{_PATH}.time_frame", "the period over which adverse events were collected is missing"


@rule("AEV010", severity=WARNING, source=_DEFINITIONS, reads="results", requires="results", applies=with_events)
def frequency_threshold_missing(trial: Trial) -> Problems:
    """Other adverse events are listed without a frequency threshold.

    Why:
        Without the threshold nobody knows whether an event that is not listed has occurred.

    Fix:
        Enter the threshold that was used; 0 if all events are listed.

    Fires:
        Trial(results=Results(adverse_events=AdverseEvents(other_events=[AdverseEvent(term="Nausea")])))

    Silent:
        Trial(results=Results(adverse_events=AdverseEvents(
            frequency_threshold="5", other_events=[AdverseEvent(term="Nausea")])))
    """
    adverse = adverse_of(trial)
    if adverse.other_events and not adverse.frequency_threshold:
        yield f"{_PATH}.frequency_threshold", "other adverse events are listed without a frequency threshold"


@rule(
    "AEV011",
    severity=WARNING,
    source="42 CFR 11.48, other adverse events above 5 percent or a lower threshold",
    reads="results",
    applies=with_events,
)
def frequency_threshold_out_of_range(trial: Trial) -> Problems:
    """The frequency threshold of other adverse events is not between 0 and 5 percent.

    Why:
        All events that exceed 5 percent in a group are to be reported; a higher threshold hides some of them.

    Fix:
        List all events that exceed 5 percent in a group, and enter the threshold in percent: 5 for 5 %, not 0.05.

    Fires:
        Trial(results=Results(adverse_events=AdverseEvents(frequency_threshold="10")))

    Silent:
        Trial(results=Results(adverse_events=AdverseEvents(frequency_threshold="5")))
    """
    adverse = adverse_of(trial)
    threshold = number(adverse.frequency_threshold)
    if threshold is not None and not 0 <= threshold <= 5:
        yield (
            f"{_PATH}.frequency_threshold",
            f"the threshold is {shortened(adverse.frequency_threshold)} percent; expected 0 to 5",
        )


@rule(
    "AEV012",
    severity=WARNING,
    source="42 CFR 11.48, all-cause mortality",
    reads="results primary_completion_date",
    requires="results",
    applies=_since_final_rule,
)
def mortality_missing(trial: Trial) -> Problems:
    """Deaths from any cause are not reported.

    Why:
        Since the final rule (2017-01-18) the number of deaths in each group is required, even if it is 0.

    Fix:
        Enter the number of deaths from any cause in each group, or state that it was not collected.

    Fires:
        Trial(
            primary_completion_date=PartialDate("2019-03"),
            results=Results(adverse_events=AdverseEvents(event_groups=[EventGroup(id="EG000")])))

    Silent:
        Trial(
            primary_completion_date=PartialDate("2019-03"),
            results=Results(adverse_events=AdverseEvents(event_groups=[EventGroup(id="EG000", deaths_num_affected=0)])))
        Trial(
            primary_completion_date=PartialDate("2015-03"),
            results=Results(adverse_events=AdverseEvents(event_groups=[EventGroup(id="EG000")])))
    """
    adverse = adverse_of(trial)
    stated = chain((group.deaths_num_affected for group in adverse.event_groups), [adverse.all_cause_mortality_comment])
    if all(value is None for value in stated):
        yield f"{_PATH}.event_groups", "no group has a number of deaths from any cause; expected 0 if nobody died"
