"""Rules about reported outcome measures (OMR): data of posted ones, reported against planned outcomes."""

from typing import Final

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.results.outcomes import OutcomeMeasure
from ctmodel.model.trial import Trial
from ctmodel.rules.definition import NOTE, WARNING, Problems, rule
from ctmodel.rules.families.omr.reported_measures import outcome_measures, with_outcomes
from ctmodel.rules.numbers import count
from ctmodel.rules.quoting import quoted
from ctmodel.terms.protocol import Status
from ctmodel.terms.results import OutcomeMeasureType, ReportingStatus

_CRITERIA: Final = "Results quality control review criteria, outcome measures"
_BETWEEN_WORDS: Final = lazy_regex(r"\W+")


@rule(
    "OMR001",
    severity=WARNING,
    source=_CRITERIA,
    reads="results",
    requires="results",
    applies=with_outcomes,
)
def posted_measure_without_data(trial: Trial) -> Problems:
    """An outcome measure counts as posted, but has no data.

    Why:
        A posted measure shows values for its groups, unless nobody was analysed.

    Fix:
        Enter the data, or set the reporting status to NOT_POSTED.

    Fires:
        Trial(results=Results(outcome_measures=[OutcomeMeasure(reporting_status=ReportingStatus.POSTED)]))

    Silent:
        Trial(results=Results(outcome_measures=[OutcomeMeasure(reporting_status=ReportingStatus.NOT_POSTED)]))
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"reportingStatus": "POSTED", "denoms": [{"counts": [{"groupId": "OG000", "value": "0"}]}]}]}}}
    """
    for path, measure in outcome_measures(trial):
        if measure.reporting_status != ReportingStatus.POSTED or any(
            category.measurements for held in measure.classes for category in held.categories
        ):
            continue
        analysed = [count(held.value) for denom in measure.denoms for held in denom.counts]
        if not analysed or any(number != 0 for number in analysed):
            yield f"{path}.classes", f"the measure {quoted(measure.title)} is posted, but has no values"


@rule(
    "OMR007",
    severity=NOTE,
    source="PRS release of June 2018, error message about groups in which nobody was analysed",
    reads="results",
    requires="results",
    applies=with_outcomes,
)
def nobody_analysed_without_reason(trial: Trial) -> Problems:
    """Nobody of a group was analysed for a measure, and the analysis population is not described.

    Why:
        Readers want to know why a group has no results.

    Fix:
        Describe the analysis population, and why nobody of the group is in it.

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
                        f"nobody of the group {quoted(held.group_id)} was analysed; the population description should"
                        " say why",
                    )


def _same(title: str) -> str:
    return _BETWEEN_WORDS.sub(" ", title).strip().casefold()


@rule(
    "OMR023",
    severity=NOTE,
    source="CONSORT, changes to outcomes; COMPare: outcomes switched between registration and report",
    reads="results primary_outcomes",
    requires="results",
    applies=with_outcomes,
)
def primary_outcome_not_among_results(trial: Trial) -> Problems:
    """A planned primary outcome has no primary result with the same title.

    Why:
        A primary outcome that is renamed, demoted or left out after the fact misleads readers.

    Fix:
        Report the outcome under its planned title, or explain the change in the description.

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
            yield f"primary_outcomes[{index}].measure", f"no primary result has the title {quoted(outcome.measure)}"


@rule(
    "OMR024",
    severity=WARNING,
    source="42 CFR 11.48, outcomes: each primary outcome",
    reads="results primary_outcomes",
    requires="results",
    applies=with_outcomes,
)
def primary_results_missing(trial: Trial) -> Problems:
    """Fewer primary results are reported than primary outcomes were planned.

    Why:
        Results are required for each primary outcome.

    Fix:
        Report the missing outcomes, also if nothing could be analysed.

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
    source="42 CFR 11.48 and 11.44, deadlines for primary outcomes",
    reads="results",
    applies=with_outcomes,
)
def primary_result_not_posted(trial: Trial) -> Problems:
    """A primary outcome measure is not posted yet.

    Why:
        Results of primary outcomes are due a year after primary completion; those of others may follow.

    Fix:
        Post the results of the measure, or state when they are expected.

    Fires:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"type": "PRIMARY", "title": "Survival", "reportingStatus": "NOT_POSTED"}]}}}

    Silent:
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"type": "SECONDARY", "title": "Pain", "reportingStatus": "NOT_POSTED"}]}}}
    """
    for path, measure in outcome_measures(trial):
        if measure.type == OutcomeMeasureType.PRIMARY and measure.reporting_status == ReportingStatus.NOT_POSTED:
            yield f"{path}.reporting_status", f"the primary outcome measure {quoted(measure.title)} is not posted"


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

    Fix:
        State when participants were measured.

    Fires:
        Trial(results=Results(outcome_measures=[OutcomeMeasure(title="Survival")]))

    Silent:
        Trial(results=Results(outcome_measures=[OutcomeMeasure(title="Survival", time_frame="1 year")]))
    """
    for path, measure in outcome_measures(trial):
        if not measure.time_frame:
            yield f"{path}.time_frame", f"the outcome measure {quoted(measure.title)} has no time frame"


@rule(
    "OMR030",
    severity=WARNING,
    source="PRS data element definitions, Completed; 42 CFR 11.48, outcomes: each primary outcome",
    reads="results overall_status",
    applies=with_outcomes,
)
def completed_but_nobody_analysed(trial: Trial) -> Problems:
    """The study is completed, and nobody was analysed for any of its primary outcomes.

    Why:
        A study that ended as planned has an answer to its question: numbers or status are wrong, or data were lost.

    Fix:
        Enter the numbers analysed, or correct the status to TERMINATED or WITHDRAWN.

    Fires:
        {"protocolSection": {"statusModule": {"overallStatus": "COMPLETED"}},
            "resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"type": "PRIMARY", "title": "Pain", "denoms": [{"counts": [{"groupId": "OG000", "value": "0"}]}]}]}}}

    Silent:
        {"protocolSection": {"statusModule": {"overallStatus": "TERMINATED"}},
            "resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"type": "PRIMARY", "title": "Pain", "denoms": [{"counts": [{"groupId": "OG000", "value": "0"}]}]}]}}}
        {"protocolSection": {"statusModule": {"overallStatus": "COMPLETED"}},
            "resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [
            {"type": "PRIMARY", "title": "Pain", "denoms": [{"counts": [{"groupId": "OG000", "value": "0"},
            {"groupId": "OG001", "value": "12"}]}]}]}}}
    """
    if trial.overall_status != Status.COMPLETED:
        return
    primary = [held for held in outcome_measures(trial) if held[1].type == OutcomeMeasureType.PRIMARY]
    if primary and all(_nobody_analysed(measure) for _, measure in primary):
        path, measure = primary[0]
        others = f" and {len(primary) - 1} more" if len(primary) > 1 else ""
        yield (
            f"{path}.denoms",
            f"the study is COMPLETED, but nobody was analysed for the primary outcome {quoted(measure.title)}{others};"
            " expected numbers above 0, or another status",
        )


def _nobody_analysed(measure: OutcomeMeasure) -> bool:
    analysed = [count(held.value) for denom in measure.denoms for held in denom.counts]
    return bool(analysed) and all(number == 0 for number in analysed)
