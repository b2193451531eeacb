"""Rules about timely registration and updates of the record (REG)."""

from ctmodel.model.trial import Trial
from ctmodel.rules.applies import interventional, observational
from ctmodel.rules.deadlines import years_after
from ctmodel.rules.definition import NOTE, REGISTRY, Problems, Record, rule
from ctmodel.rules.fdaaa import APPLICABILITY_READS, applicability
from ctmodel.rules.quoting import quoted
from ctmodel.terms.protocol import DateType, Status

_ACTIVE = (
    Status.NOT_YET_RECRUITING,
    Status.RECRUITING,
    Status.ENROLLING_BY_INVITATION,
    Status.ACTIVE_NOT_RECRUITING,
    Status.SUSPENDED,
    Status.AVAILABLE,
    Status.TEMPORARILY_NOT_AVAILABLE,
)
#: Days between start and registration that the rules allow: the limit in 42 CFR 11.24(a).
_DAYS_TO_REGISTER = 21


def _active(trial: Trial) -> bool:
    return trial.overall_status in _ACTIVE


def _days_late(trial: Trial) -> int:
    """Return how many days after the start the first submission was, at least; 0 if that is not certain."""
    start, submitted = trial.start_date, trial.study_first_submit_date
    if start is None or submitted is None or trial.start_date_type == DateType.ESTIMATED:
        return 0
    return max((submitted.earliest - start.latest).days, 0)


def _late(trial: Trial, days: int) -> str:
    unit = "day" if days == 1 else "days"
    start, submitted = trial.start_date, trial.study_first_submit_date
    exact = start is not None and submitted is not None and start.earliest == start.latest
    least = "" if exact else "at least "
    return f"first submitted {submitted}, {least}{days} {unit} after the start {start}"


@rule(
    "REG001",
    severity=NOTE,
    of=REGISTRY,
    source="42 CFR 11.24(a); measured: 20 % of records",
    reads=f"{APPLICABILITY_READS} start_date_type study_first_submit_date",
    applies=interventional,
)
def registered_late(trial: Trial) -> Problems:
    """A trial was first submitted more than 21 days after it started.

    Why:
        Only registration proves what was planned. The rule allows 21 days, the limit of U.S. law for applicable
        clinical trials (42 CFR 11.24(a)). The law does not apply to all trials, so the rule is a note, and the
        message says whether it applies according to public data. Where it does, the profile ``fdaaa`` makes the
        finding an error.

    Fix:
        The delay cannot be undone. Explain it where the study is reported, and register the next study before it
        starts.

    Fires:
        Trial(
            study_type=StudyType.INTERVENTIONAL,
            start_date=PartialDate("2019-05"),
            study_first_submit_date=PartialDate("2019-06-22"))

    Silent:
        Trial(
            study_type=StudyType.INTERVENTIONAL,
            start_date=PartialDate("2019-05"),
            study_first_submit_date=PartialDate("2019-06-21"))
        Trial(
            study_type=StudyType.INTERVENTIONAL,
            start_date=PartialDate("2019-05"),
            start_date_type=DateType.ESTIMATED,
            study_first_submit_date=PartialDate("2019-08-01"))
    """
    days = _days_late(trial)
    if days > _DAYS_TO_REGISTER:
        yield (
            "study_first_submit_date",
            f"{_late(trial, days)}; 42 CFR 11.24(a) allows {_DAYS_TO_REGISTER} days{applicability(trial)}",
        )


@rule(
    "REG002",
    severity=NOTE,
    source="ICMJE recommendations, clinical trial registration: at or before first enrolment; measured: 4.7 %",
    reads="study_type start_date start_date_type study_first_submit_date",
    applies=interventional,
)
def registered_after_start(trial: Trial) -> Problems:
    """A trial was first submitted after it started, but within 21 days.

    Why:
        ICMJE journals require registration before the first participant is enrolled. The profile ``icmje`` makes it
        an error.

    Fix:
        The delay cannot be undone. Explain it where the study is reported, and register the next study before it
        starts.

    Fires:
        Trial(
            study_type=StudyType.INTERVENTIONAL,
            start_date=PartialDate("2019-05-02"),
            study_first_submit_date=PartialDate("2019-05-03"))

    Silent:
        Trial(
            study_type=StudyType.INTERVENTIONAL,
            start_date=PartialDate("2019-05"),
            study_first_submit_date=PartialDate("2019-05-31"))
    """
    days = _days_late(trial)
    if 0 < days <= _DAYS_TO_REGISTER:
        yield (
            "study_first_submit_date",
            f"{_late(trial, days)}; journals require it before the first enrolment",
        )


@rule(
    "REG003",
    default=False,
    severity=NOTE,
    source="WHO international standards for registries, registration of observational studies; measured: 13 %",
    reads="study_type start_date start_date_type study_first_submit_date",
    applies=observational,
)
def observational_study_registered_after_start(trial: Trial) -> Problems:
    """An observational study was first submitted after it started.

    Why:
        Earlier registration is not required, but only its date proves what was planned before anyone saw the data.

    Fix:
        The date cannot be changed. Explain it where the study is reported.

    Fires:
        Trial(
            study_type=StudyType.OBSERVATIONAL,
            start_date=PartialDate("2019-05-02"),
            study_first_submit_date=PartialDate("2019-08-03"))

    Silent:
        Trial(
            study_type=StudyType.OBSERVATIONAL,
            start_date=PartialDate("2019-05-02"),
            study_first_submit_date=PartialDate("2019-05-01"))
    """
    days = _days_late(trial)
    if days:
        yield (
            "study_first_submit_date",
            f"{_late(trial, days)}; earlier is better, though not required",
        )


@rule(
    "REG004",
    severity=NOTE,
    source="ICMJE recommendations, clinical trial registration; measured: 8.7 % of records",
    reads="study_type primary_completion_date primary_completion_date_type study_first_submit_date",
    applies=interventional,
)
def registered_after_primary_completion(trial: Trial) -> Problems:
    """A trial was first submitted after its primary completion.

    Why:
        The primary outcome may have been chosen after the data were known. The profile ``icmje`` makes it an error.

    Fix:
        The date cannot be changed. Where the study is reported, show that the primary outcome was fixed before, for
        example by the protocol.

    Fires:
        Trial(
            study_type=StudyType.INTERVENTIONAL,
            primary_completion_date=PartialDate("2019-05"),
            study_first_submit_date=PartialDate("2020-01-10"))

    Silent:
        Trial(
            study_type=StudyType.INTERVENTIONAL,
            primary_completion_date=PartialDate("2019-05"),
            study_first_submit_date=PartialDate("2019-05-10"))
    """
    completed, submitted = trial.primary_completion_date, trial.study_first_submit_date
    if (
        completed is not None
        and submitted is not None
        and completed.certainly_before(submitted)
        and trial.primary_completion_date_type != DateType.ESTIMATED
    ):
        yield (
            "study_first_submit_date",
            f"first submitted {submitted}, after the primary completion {completed}; expected before the start",
        )


@rule(
    "REG005",
    severity=NOTE,
    source="42 CFR 11.64(a)(1)(i); measured: 13 % of records",
    reads=f"{APPLICABILITY_READS} overall_status status_verified_date last_update_submit_date",
    applies=_active,
)
def record_not_verified_for_a_year(trial: Trial, record: Record) -> Problems:
    """The record of an ongoing study was last verified and updated more than twelve months ago.

    Why:
        Records must be updated at least every twelve months; the study may be over by now. Where U.S. law applies
        according to public data, the profile ``fdaaa`` makes it an error.

    Fix:
        Check the record, update what has changed, and enter the current month as the verification date.

    Fires:
        Trial(overall_status=Status.RECRUITING, status_verified_date=PartialDate("2024-12"))

    Silent:
        Trial(overall_status=Status.RECRUITING, status_verified_date=PartialDate("2025-01"))
        Trial(overall_status=Status.COMPLETED, status_verified_date=PartialDate("2019-01"))
        Trial(
            overall_status=Status.RECRUITING,
            status_verified_date=PartialDate("2024-12"),
            last_update_submit_date=PartialDate("2025-01-01"))
    """
    verified, updated = trial.status_verified_date, trial.last_update_submit_date
    if updated is not None and years_after(updated.latest, 1) >= record.as_of:
        return
    if verified is not None and years_after(verified.latest, 1) < record.as_of:
        yield (
            "status_verified_date",
            f"last verified {verified}, more than 12 months before {record.as_of}, but overall_status is"
            f" {quoted(str(trial.overall_status))}; 42 CFR 11.64(a) requires an update every year"
            f"{applicability(trial)}",
        )
