"""Rules about the recruitment status and the dates that contradict it (STA)."""

from typing import Final

from ctmodel.model.trial import Trial
from ctmodel.rules.dating import words
from ctmodel.rules.definition import WARNING, Applies, Problems, Record, rule
from ctmodel.terms.protocol import DateType, Status

_DEFINITIONS: Final = "PRS data element definitions, overall recruitment status, study dates"
_VERIFIED: Final = "ClinicalTrials.gov glossary, unknown status: past completion and not verified within 2 years"
#: Two years, a leap day included.
_TWO_YEARS: Final = 731


def _in(*statuses: Status) -> Applies:
    wanted = frozenset(statuses)
    return lambda trial: trial.overall_status in wanted


_completed = _in(Status.COMPLETED)
_not_yet = _in(Status.NOT_YET_RECRUITING)
_enrolling = _in(Status.NOT_YET_RECRUITING, Status.RECRUITING, Status.ENROLLING_BY_INVITATION)
_closed = _in(Status.ACTIVE_NOT_RECRUITING)
_active = _in(
    Status.NOT_YET_RECRUITING, Status.RECRUITING, Status.ENROLLING_BY_INVITATION, Status.ACTIVE_NOT_RECRUITING
)
_unknown = _in(Status.UNKNOWN)


def _contradicted(trial: Trial, name: str, found: DateType, expected: str) -> Problems:
    """Report a date of a type that the status of the trial excludes."""
    if getattr(trial, f"{name}_type") == found:
        date = getattr(trial, name)
        dated = f"{found} {words(name)}" if date is None else f"{found} {words(name)} {date}"
        yield f"{name}_type", f"{dated} with status {trial.overall_status}; expected {expected}"


@rule(
    "STA007",
    severity=WARNING,
    source=_DEFINITIONS,
    reads="overall_status primary_completion_date primary_completion_date_type completion_date completion_date_type",
    applies=_completed,
)
def completed_with_estimated_completion(trial: Trial) -> Problems:
    """The study is completed, and a completion date is still an estimate.

    Why:
        A completed study has had its last visit: its date is known.

    Fires:
        Trial(overall_status=Status.COMPLETED, completion_date_type=DateType.ESTIMATED)
        Trial(overall_status=Status.COMPLETED, primary_completion_date_type=DateType.ESTIMATED)

    Silent:
        Trial(overall_status=Status.COMPLETED, completion_date_type=DateType.ACTUAL)
        Trial(overall_status=Status.RECRUITING, completion_date_type=DateType.ESTIMATED)
    """
    for name in ("primary_completion_date", "completion_date"):
        yield from _contradicted(trial, name, DateType.ESTIMATED, "the actual date")


@rule(
    "STA009",
    severity=WARNING,
    source=_DEFINITIONS,
    reads="overall_status start_date start_date_type",
    applies=_not_yet,
)
def actual_start_before_recruiting(trial: Trial) -> Problems:
    """The study is not yet recruiting, and its start date is actual.

    Why:
        A study starts with its first participant.

    Fires:
        Trial(overall_status=Status.NOT_YET_RECRUITING, start_date_type=DateType.ACTUAL)

    Silent:
        Trial(overall_status=Status.NOT_YET_RECRUITING, start_date_type=DateType.ESTIMATED)
    """
    yield from _contradicted(trial, "start_date", DateType.ACTUAL, "ESTIMATED, or a status such as RECRUITING")


@rule(
    "STA010",
    severity=WARNING,
    source=_DEFINITIONS,
    reads="overall_status start_date start_date_type",
    applies=_closed,
)
def estimated_start_after_recruiting(trial: Trial) -> Problems:
    """The study has recruited its participants, and its start date is still an estimate.

    Why:
        Its start is known; an estimate is to be updated within 30 days after the first participant is enrolled.
        A study can be recruiting before it has enrolled anybody: the registry defines the status so.

    Fires:
        Trial(overall_status=Status.ACTIVE_NOT_RECRUITING, start_date_type=DateType.ESTIMATED)

    Silent:
        Trial(overall_status=Status.ACTIVE_NOT_RECRUITING, start_date_type=DateType.ACTUAL)
        Trial(overall_status=Status.RECRUITING, start_date_type=DateType.ESTIMATED)
        Trial(overall_status=Status.ENROLLING_BY_INVITATION, start_date_type=DateType.ESTIMATED)
    """
    yield from _contradicted(trial, "start_date", DateType.ESTIMATED, "the actual date")


@rule(
    "STA011",
    severity=WARNING,
    source=_DEFINITIONS,
    reads="overall_status completion_date completion_date_type",
    applies=_enrolling,
)
def actual_completion_while_recruiting(trial: Trial) -> Problems:
    """The study is recruiting or about to, and its completion date is actual.

    Why:
        A study that is over recruits nobody.

    Fires:
        Trial(overall_status=Status.RECRUITING, completion_date_type=DateType.ACTUAL)

    Silent:
        Trial(overall_status=Status.RECRUITING, completion_date_type=DateType.ESTIMATED)
    """
    yield from _contradicted(trial, "completion_date", DateType.ACTUAL, "ESTIMATED, or status COMPLETED")


@rule(
    "STA012",
    severity=WARNING,
    source=f"{_DEFINITIONS}; on 0.4 % of real records",
    reads="overall_status primary_completion_date primary_completion_date_type",
    applies=_enrolling,
)
def actual_primary_completion_while_recruiting(trial: Trial) -> Problems:
    """The study is recruiting or about to, and its primary completion date is actual.

    Why:
        The primary completion is the last examination of the last participant for the primary outcome.

    Fires:
        Trial(overall_status=Status.RECRUITING, primary_completion_date_type=DateType.ACTUAL)

    Silent:
        Trial(overall_status=Status.RECRUITING, primary_completion_date_type=DateType.ESTIMATED)
    """
    expected = "ESTIMATED, or a status such as ACTIVE_NOT_RECRUITING"
    yield from _contradicted(trial, "primary_completion_date", DateType.ACTUAL, expected)


@rule(
    "STA013",
    severity=WARNING,
    source=f"{_DEFINITIONS}; 42 CFR 11.64(a)(1), update of the status",
    reads="overall_status completion_date completion_date_type",
    applies=_closed,
)
def actual_completion_while_active(trial: Trial) -> Problems:
    """The study is active, not recruiting, and its completion date is actual.

    Why:
        Its status should have become completed within 30 days.

    Fires:
        Trial(overall_status=Status.ACTIVE_NOT_RECRUITING, completion_date_type=DateType.ACTUAL)

    Silent:
        Trial(overall_status=Status.ACTIVE_NOT_RECRUITING, completion_date_type=DateType.ESTIMATED)
    """
    yield from _contradicted(trial, "completion_date", DateType.ACTUAL, "ESTIMATED, or status COMPLETED")


@rule(
    "STA014",
    severity=WARNING,
    source=_VERIFIED,
    reads="overall_status completion_date status_verified_date",
    applies=_active,
)
def status_about_to_become_unknown(trial: Trial, record: Record) -> Problems:
    """An active study is past its completion date, and was not verified for two years.

    Why:
        The registry shows the status of such a study as unknown.

    Fires:
        Trial(
            overall_status=Status.RECRUITING, completion_date=PartialDate("2024-12"),
            status_verified_date=PartialDate("2023-06"))

    Silent:
        Trial(
            overall_status=Status.RECRUITING, completion_date=PartialDate("2024-12"),
            status_verified_date=PartialDate("2024-06"))
        Trial(
            overall_status=Status.RECRUITING, completion_date=PartialDate("2026-12"),
            status_verified_date=PartialDate("2023-06"))
    """
    completion, verified = trial.completion_date, trial.status_verified_date
    if completion is None or verified is None or not completion.certainly_before(record.as_of):
        return
    if (record.as_of - verified.latest).days > _TWO_YEARS:
        yield (
            "status_verified_date",
            f"{trial.overall_status}, completion date {completion} is past, last verified {verified};"
            " expected an update, or the registry shows the status as UNKNOWN",
        )


@rule(
    "STA015",
    severity=WARNING,
    source=_VERIFIED,
    reads="overall_status status_verified_date",
    applies=_unknown,
)
def unknown_although_verified(trial: Trial, record: Record) -> Problems:
    """The status is unknown although the record was verified within two years.

    Why:
        The registry sets a study to unknown when nobody has verified it for two years.

    Fires:
        Trial(overall_status=Status.UNKNOWN, status_verified_date=PartialDate("2025-06"))

    Silent:
        Trial(overall_status=Status.UNKNOWN, status_verified_date=PartialDate("2023-06"))
        Trial(overall_status=Status.UNKNOWN, status_verified_date=PartialDate("2024-01"))
    """
    verified = trial.status_verified_date
    if verified is not None and (record.as_of - verified.earliest).days < _TWO_YEARS - 1:
        yield (
            "overall_status",
            f"UNKNOWN, but verified {verified}, less than two years before {record.as_of};"
            " expected the last known status",
        )
