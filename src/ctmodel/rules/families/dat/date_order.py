"""Rules about the order of dates (DAT): study dates, and those that the registry stamps."""

from typing import Final

from ctmodel.model.trial import Trial
from ctmodel.rules.dating import out_of_order
from ctmodel.rules.definition import ERROR, NOTE, WARNING, Problems, rule

_DEFINITIONS: Final = "PRS data element definitions, study dates"
_SYSTEM: Final = "ClinicalTrials.gov API v2, dates that the registry stamps"
_MISTYPED: Final = "expected on or before it; a year may be mistyped, or the two are swapped"
_STAMPED: Final = "expected on or before it, since the registry stamps both"


@rule("DAT014", severity=ERROR, source=_DEFINITIONS, reads="start_date primary_completion_date")
def start_after_primary_completion(trial: Trial) -> Problems:
    """The study starts after its primary completion.

    Why:
        The last participant cannot be examined before the first is enrolled.

    Fires:
        Trial(start_date=PartialDate("2021-05"), primary_completion_date=PartialDate("2020-12"))

    Silent:
        Trial(start_date=PartialDate("2021"), primary_completion_date=PartialDate("2021-03"))
        Trial(start_date=PartialDate("2021-05-01"), primary_completion_date=PartialDate("2021-05"))
    """
    yield from out_of_order(trial, "start_date", "primary_completion_date", _MISTYPED)


@rule("DAT015", severity=ERROR, source=_DEFINITIONS, reads="primary_completion_date completion_date")
def primary_completion_after_completion(trial: Trial) -> Problems:
    """The primary completion is after the completion of the study.

    Why:
        The study ends with the last examination for any outcome, the primary ones included.

    Fires:
        Trial(primary_completion_date=PartialDate("2022-05"), completion_date=PartialDate("2021-12-31"))

    Silent:
        Trial(primary_completion_date=PartialDate("2022-05-20"), completion_date=PartialDate("2022-05"))
    """
    yield from out_of_order(trial, "primary_completion_date", "completion_date", _MISTYPED)


@rule("DAT016", severity=ERROR, source=_DEFINITIONS, reads="start_date completion_date")
def start_after_completion(trial: Trial) -> Problems:
    """The study starts after its completion.

    Why:
        No study ends before it begins.

    Fires:
        Trial(start_date=PartialDate("2021-05"), completion_date=PartialDate("2020"))

    Silent:
        Trial(start_date=PartialDate("2021-05"), completion_date=PartialDate("2021"))
    """
    yield from out_of_order(trial, "start_date", "completion_date", _MISTYPED)


@rule(
    "DAT017",
    severity=WARNING,
    source=f"{_SYSTEM}; 3 of 2,583 real records are off by a day, which is not reported",
    reads="study_first_submit_date study_first_submit_qc_date",
    in_older=NOTE,
)
def first_submission_after_quality_control(trial: Trial) -> Problems:
    """The record was submitted more than a day after the submission met quality control.

    Why:
        Quality control reads what was submitted. The clocks of the registry's older systems differ by up to a day.

    Fires:
        Trial(study_first_submit_date=PartialDate("2010-05-03"), study_first_submit_qc_date=PartialDate("2010-05-01"))

    Silent:
        Trial(study_first_submit_date=PartialDate("2010-05-02"), study_first_submit_qc_date=PartialDate("2010-05-01"))
        Trial(study_first_submit_date=PartialDate("2010-05-02"), study_first_submit_qc_date=PartialDate("2010-05-02"))
    """
    submitted, checked = trial.study_first_submit_date, trial.study_first_submit_qc_date
    if submitted is not None and checked is not None and (submitted.earliest - checked.latest).days > 1:
        yield from out_of_order(trial, "study_first_submit_date", "study_first_submit_qc_date", _STAMPED)


@rule("DAT018", severity=ERROR, source=_SYSTEM, reads="study_first_submit_qc_date study_first_post_date")
def quality_control_after_first_posting(trial: Trial) -> Problems:
    """The first submission met quality control after the record was posted.

    Why:
        The registry posts what has met quality control.

    Fires:
        Trial(study_first_submit_qc_date=PartialDate("2010-05-09"), study_first_post_date=PartialDate("2010-05-04"))

    Silent:
        Trial(study_first_submit_qc_date=PartialDate("2010-05-02"), study_first_post_date=PartialDate("2010-05-04"))
    """
    yield from out_of_order(trial, "study_first_submit_qc_date", "study_first_post_date", _STAMPED)


@rule("DAT019", severity=ERROR, source=_SYSTEM, reads="study_first_submit_date last_update_submit_date")
def first_submission_after_last(trial: Trial) -> Problems:
    """The record was first submitted after it was last submitted.

    Why:
        The first submission is no later than the last.

    Fires:
        Trial(study_first_submit_date=PartialDate("2010-05-09"), last_update_submit_date=PartialDate("2010-05-04"))

    Silent:
        Trial(study_first_submit_date=PartialDate("2010-05-04"), last_update_submit_date=PartialDate("2010-05-04"))
    """
    yield from out_of_order(trial, "study_first_submit_date", "last_update_submit_date", _STAMPED)


@rule("DAT020", severity=ERROR, source=_SYSTEM, reads="last_update_submit_date last_update_post_date")
def last_update_posted_before_submission(trial: Trial) -> Problems:
    """The last update was submitted after it was posted.

    Why:
        The registry posts what was submitted.

    Fires:
        Trial(last_update_submit_date=PartialDate("2010-05-09"), last_update_post_date=PartialDate("2010-05-04"))

    Silent:
        Trial(last_update_submit_date=PartialDate("2010-05-02"), last_update_post_date=PartialDate("2010-05-04"))
    """
    yield from out_of_order(trial, "last_update_submit_date", "last_update_post_date", _STAMPED)


@rule("DAT021", severity=ERROR, source=_SYSTEM, reads="results_first_submit_date results_first_submit_qc_date")
def results_submission_after_quality_control(trial: Trial) -> Problems:
    """Results were submitted after they met quality control.

    Why:
        Quality control reads what was submitted.

    Fires:
        Trial(
            results_first_submit_date=PartialDate("2015-05-09"),
            results_first_submit_qc_date=PartialDate("2015-05-04"))

    Silent:
        Trial(
            results_first_submit_date=PartialDate("2015-05-04"),
            results_first_submit_qc_date=PartialDate("2015-07-04"))
    """
    yield from out_of_order(trial, "results_first_submit_date", "results_first_submit_qc_date", _STAMPED)


@rule("DAT022", severity=ERROR, source=_SYSTEM, reads="results_first_submit_qc_date results_first_post_date")
def quality_control_after_results_posting(trial: Trial) -> Problems:
    """Results met quality control after they were posted.

    Why:
        The first posting has the date on which results met quality control, or a later one.

    Fires:
        Trial(results_first_submit_qc_date=PartialDate("2015-05-09"), results_first_post_date=PartialDate("2015-05-04"))

    Silent:
        Trial(results_first_submit_qc_date=PartialDate("2015-05-02"), results_first_post_date=PartialDate("2015-05-04"))
    """
    yield from out_of_order(trial, "results_first_submit_qc_date", "results_first_post_date", _STAMPED)


@rule("DAT023", severity=ERROR, source=_SYSTEM, reads="study_first_submit_date results_first_submit_date")
def results_submitted_before_record(trial: Trial) -> Problems:
    """Results were submitted before the record was.

    Why:
        Results are submitted to a record that the registry has.

    Fires:
        Trial(study_first_submit_date=PartialDate("2015-05-09"), results_first_submit_date=PartialDate("2014-05-04"))

    Silent:
        Trial(study_first_submit_date=PartialDate("2015-05-09"), results_first_submit_date=PartialDate("2017-05-04"))
    """
    yield from out_of_order(trial, "study_first_submit_date", "results_first_submit_date", _STAMPED)


@rule(
    "DAT024",
    severity=ERROR,
    source=_SYSTEM,
    reads="study_first_post_date results_first_post_date last_update_post_date",
)
def first_posting_after_last_update(trial: Trial) -> Problems:
    """The record or its results were first posted after the last update was.

    Why:
        A first posting is an update too.

    Fires:
        Trial(study_first_post_date=PartialDate("2015-05-09"), last_update_post_date=PartialDate("2014-05-04"))
        Trial(results_first_post_date=PartialDate("2015-05-09"), last_update_post_date=PartialDate("2014-05-04"))

    Silent:
        Trial(study_first_post_date=PartialDate("2015-05-09"), last_update_post_date=PartialDate("2015-05-09"))
    """
    yield from out_of_order(trial, "study_first_post_date", "last_update_post_date", _STAMPED)
    yield from out_of_order(trial, "results_first_post_date", "last_update_post_date", _STAMPED)


@rule(
    "DAT026",
    severity=NOTE,
    source="measured: 1 of 2,583 real records; legal but rare",
    reads="results_first_submit_date primary_completion_date",
    default=False,
)
def results_before_primary_completion(trial: Trial) -> Problems:
    """Results were submitted before the month of the primary completion.

    Why:
        Either the results are interim ones, or the primary completion date was not updated.

    Fires:
        Trial(results_first_submit_date=PartialDate("2014-05-04"), primary_completion_date=PartialDate("2015-03"))

    Silent:
        Trial(results_first_submit_date=PartialDate("2015-03-04"), primary_completion_date=PartialDate("2015-03-20"))
    """
    submitted, completion = trial.results_first_submit_date, trial.primary_completion_date
    if submitted is None or completion is None:
        return
    if submitted.certainly_before(completion.earliest.replace(day=1)):
        yield (
            "results_first_submit_date",
            f"results were first submitted on {submitted}, before the primary completion {completion};"
            " interim results, or a completion date that was not updated",
        )
