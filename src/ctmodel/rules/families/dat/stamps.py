"""Rules about the dates that the registry sets, and the month of verification (DAT)."""

from operator import attrgetter
from typing import Final

from ctmodel.model.trial import Trial
from ctmodel.rules.dating import words
from ctmodel.rules.definition import NOTE, WARNING, Problems, Record, rule
from ctmodel.terms.protocol import Status

_STAMPS: Final = (
    "study_first_submit_date", "study_first_submit_qc_date", "study_first_post_date",
    "results_first_submit_date", "results_first_submit_qc_date", "results_first_post_date",
    "disp_first_submit_date", "disp_first_submit_qc_date", "disp_first_post_date",
    "last_update_submit_date", "last_update_post_date", "status_verified_date",
)  # fmt: skip
_stamps = attrgetter(*_STAMPS)
_OVER: Final = frozenset({Status.COMPLETED, Status.TERMINATED, Status.WITHDRAWN})


def _may_continue(trial: Trial) -> bool:
    return trial.overall_status not in _OVER


@rule(
    "DAT025",
    severity=WARNING,
    source="the date of the registry's data, VersionHolder, unless another date is given",
    reads=" ".join(_STAMPS),
)
def stamp_in_the_future(trial: Trial, record: Record) -> Problems:
    """A date of submission, posting or verification is in the future.

    Why:
        The registry sets these dates when the event happens.

    Fix:
        Compare the date with the registry, or set ``--as-of`` if the records are newer than the day that counts as
        today.

    Fires:
        Trial(last_update_post_date=PartialDate("2026-02-11"))
        Trial(status_verified_date=PartialDate("2026-02"))

    Silent:
        Trial(last_update_post_date=PartialDate("2025-12-30"), status_verified_date=PartialDate("2026-01"))
    """
    for name, date in zip(_STAMPS, _stamps(trial), strict=True):
        if date is not None and date.earliest > record.as_of:
            yield name, f"the {words(name)} {date} is after {record.as_of}; the year may be mistyped"


@rule(
    "DAT027",
    severity=NOTE,
    source="PRS data element definitions, record verification date; on 12 % of real records",
    reads="overall_status status_verified_date last_update_submit_date",
    applies=_may_continue,
)
def verification_older_than_update(trial: Trial) -> Problems:
    """The record was last verified more than a month before it was last submitted.

    Why:
        To submit a record is to verify it, so the verification date should be updated, too. Studies that are over are
        exempt.

    Fix:
        Check that the record is up to date, and enter the current month as the verification date.

    Fires:
        Trial(status_verified_date=PartialDate("2020-01"), last_update_submit_date=PartialDate("2020-03-02"))

    Silent:
        Trial(status_verified_date=PartialDate("2020-01"), last_update_submit_date=PartialDate("2020-02-27"))
        Trial(
            overall_status=Status.COMPLETED,
            status_verified_date=PartialDate("2020-01"),
            last_update_submit_date=PartialDate("2020-03-02"))
    """
    verified, submitted = trial.status_verified_date, trial.last_update_submit_date
    if verified is None or submitted is None:
        return
    last, first = verified.latest, submitted.earliest
    if 12 * (first.year - last.year) + first.month - last.month > 1:
        yield (
            "status_verified_date",
            f"the record was verified {verified}, but last submitted {submitted}; expected the month of the submission",
        )


@rule(
    "DAT028",
    severity=WARNING,
    source="PRS data element definitions, record verification date",
    reads="status_verified_date last_update_submit_date",
)
def verification_after_last_update(trial: Trial) -> Problems:
    """The record was verified after it was last submitted.

    Why:
        The registry learns of a verification only through a submission.

    Fix:
        Correct the verification date, or submit the update that belongs to it.

    Fires:
        Trial(status_verified_date=PartialDate("2020-04"), last_update_submit_date=PartialDate("2020-03-02"))

    Silent:
        Trial(status_verified_date=PartialDate("2020-03"), last_update_submit_date=PartialDate("2020-03-02"))
    """
    verified, submitted = trial.status_verified_date, trial.last_update_submit_date
    if verified is not None and submitted is not None and submitted.certainly_before(verified):
        yield (
            "status_verified_date",
            f"the record was verified {verified}, but last submitted {submitted}; expected that month or earlier",
        )
