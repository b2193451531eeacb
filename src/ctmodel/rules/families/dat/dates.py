"""Rules about the dates of the study (DAT): their range, type and precision."""

from typing import Final

from ctmodel.model.trial import Trial
from ctmodel.rules.applies import active, posted_study, since_final_rule
from ctmodel.rules.counting import Places, counted
from ctmodel.rules.dating import STUDY_DATES, STUDY_DATES_AND_TYPES, dates_of_type, study_dates, words
from ctmodel.rules.deadlines import GRACE
from ctmodel.rules.definition import NOTE, WARNING, Problems, Record, rule
from ctmodel.rules.fdaaa import APPLICABILITY_READS, applicability
from ctmodel.rules.missing import in_older_record, missing
from ctmodel.terms.protocol import DateType, Status
from ctmodel.values import Precision

_FIRST_YEAR: Final = 1960
_YEARS_AHEAD: Final = 30
#: In this year the registry began to require the day of actual dates.
_DAY_SINCE: Final = 2018
_WITHOUT_DAY: Final = frozenset({Precision.YEAR, Precision.MONTH})


def _inactive(trial: Trial) -> bool:
    # The dates of a withdrawn study stay estimates forever, and the status UNKNOWN already says that nobody updates
    # the record.
    return trial.overall_status not in {None, Status.WITHDRAWN, Status.UNKNOWN} and not active(trial)


def _older(trial: Trial) -> bool:
    return not since_final_rule(trial)


def _estimates_past(trial: Trial, record: Record, days: int = 0) -> Problems:
    """Report the estimated dates that passed more than a number of days ago."""
    for name, date in dates_of_type(trial, DateType.ESTIMATED):
        if (record.as_of - date.latest).days > days:
            yield (
                name,
                f"the estimated {words(name)} {date} has passed (as of {record.as_of}), and the status is"
                f" {trial.overall_status}; expected the actual date or a new estimate",
            )


def _without_type(trial: Trial) -> Problems:
    for name, date in dates_of_type(trial, None):
        yield f"{name}_type", f"the {words(name)} {date} has no type; expected ACTUAL or ESTIMATED"


@rule(
    "DAT004",
    severity=WARNING,
    source="PRS data element definitions, study start and completion dates: an actual date is a past event",
    reads=STUDY_DATES_AND_TYPES,
)
def actual_date_in_the_future(trial: Trial, record: Record) -> Problems:
    """An actual date is in the future.

    Why:
        A date that has not been reached is an estimate: the type or the year is wrong.

    Fix:
        Set the type to estimated, or correct the date.

    Fires:
        Trial(start_date=PartialDate("2027-03"), start_date_type=DateType.ACTUAL)

    Silent:
        Trial(start_date=PartialDate("2027-03"), start_date_type=DateType.ESTIMATED)
        Trial(start_date=PartialDate("2026-01"), start_date_type=DateType.ACTUAL)
    """
    for name, date in dates_of_type(trial, DateType.ACTUAL):
        if date.earliest > record.as_of:
            yield (
                name,
                f"the actual {words(name)} {date} is after {record.as_of}; expected ESTIMATED, or the year is mistyped",
            )


@rule(
    "DAT005",
    severity=NOTE,
    source="42 CFR 11.64(a)(1), updates of dates; on 16 % of real records",
    reads=f"{APPLICABILITY_READS} overall_status {STUDY_DATES_AND_TYPES}",
    applies=active,
)
def estimate_past_while_active(trial: Trial, record: Record) -> Problems:
    """An estimated date of an active study is in the past.

    Why:
        More than 30 days after an estimated date, the actual date or a new estimate is known: the record is outdated.
        Where U.S. law applies according to public data, the profile ``fdaaa`` makes it an error.

    Fix:
        Enter the actual date, or a new estimate, and verify the record.

    Fires:
        Trial(overall_status="RECRUITING", completion_date=PartialDate("2025-06"), completion_date_type="ESTIMATED")

    Silent:
        Trial(overall_status="RECRUITING", completion_date=PartialDate("2026-01"), completion_date_type="ESTIMATED")
        Trial(overall_status="UNKNOWN", completion_date=PartialDate("2025-06"), completion_date_type="ESTIMATED")
    """
    for path, message in _estimates_past(trial, record, GRACE):
        yield path, f"{message}{applicability(trial)}"


@rule(
    "DAT006",
    severity=NOTE,
    source="42 CFR 11.64(a)(1), updates of dates; on 0.2 % of real records",
    reads=f"overall_status {STUDY_DATES_AND_TYPES}",
    applies=_inactive,
)
def estimate_past_while_inactive(trial: Trial, record: Record) -> Problems:
    """An estimated date of a study that is no longer active is in the past.

    Why:
        The registry does not have the actual date, so analyses of durations must not use this one.

    Fix:
        Enter the actual date. In an analysis, do not treat the estimate as what happened.

    Fires:
        Trial(overall_status="SUSPENDED", completion_date=PartialDate("2019-06"), completion_date_type="ESTIMATED")

    Silent:
        Trial(overall_status="SUSPENDED", completion_date=PartialDate("2026-06"), completion_date_type="ESTIMATED")
        Trial(overall_status="UNKNOWN", completion_date=PartialDate("2019-06"), completion_date_type="ESTIMATED")
        Trial(overall_status="COMPLETED", completion_date=PartialDate("2019-06"), completion_date_type="ACTUAL")
        Trial(overall_status="WITHDRAWN", completion_date=PartialDate("2019-06"), completion_date_type="ESTIMATED")
    """
    yield from _estimates_past(trial, record)


@rule(
    "DAT007",
    severity=WARNING,
    source="measured: on 3 of 2,583 real records, all placeholders or slips",
    reads=" ".join(STUDY_DATES),
)
def date_out_of_range(trial: Trial, record: Record) -> Problems:
    """A date is before 1960, or more than 30 years ahead.

    Why:
        The year is mistyped, or is a placeholder for an unknown date.

    Fix:
        Correct the year; if the date is not known, leave it out.

    Fires:
        Trial(completion_date=PartialDate("2099-12"))
        Trial(start_date=PartialDate("0202-01"))

    Silent:
        Trial(start_date=PartialDate("1975"), completion_date=PartialDate("2050-12"))
    """
    return counted("date", _out_of_range(trial, record))


def _out_of_range(trial: Trial, record: Record) -> Places:
    for name, date in study_dates(trial):
        if date.latest.year < _FIRST_YEAR:
            yield str(date), name, f"the {words(name)} {date} is before {_FIRST_YEAR}; the year may be mistyped"
        elif date.earliest.year > record.as_of.year + _YEARS_AHEAD:
            yield (
                str(date),
                name,
                f"the {words(name)} {date} is more than {_YEARS_AHEAD} years ahead;"
                " expected an estimate, not a placeholder",
            )


@rule(
    "DAT008",
    severity=WARNING,
    source="PRS data element definitions, study dates: type required since 2017-01-18",
    reads=STUDY_DATES_AND_TYPES,
    applies=since_final_rule,
    requires="start_date_type",
)
def date_type_missing(trial: Trial) -> Problems:
    """A date of a study that starts on or after 2017-01-18 is neither actual nor estimated.

    Why:
        Without the type, nobody can tell whether the study really started or ended then.

    Fix:
        State whether the date is actual or estimated.

    Fires:
        Trial(start_date=PartialDate("2019-05-02"))

    Silent:
        Trial(start_date=PartialDate("2019-05-02"), start_date_type=DateType.ACTUAL)
        Trial(start_date=PartialDate("2005-03"))
    """
    yield from _without_type(trial)


date_type_missing_in_older_record = in_older_record(
    date_type_missing,
    "DAT009",
    "A date of an older study is neither actual nor estimated.",
    source="PRS data element definitions, study dates; on 21 % of real records",
    applies=_older,
)


@rule(
    "DAT010",
    severity=NOTE,
    source="PRS data element definitions, study dates: day required once actual; on 1 % of real records",
    reads=STUDY_DATES_AND_TYPES,
)
def actual_date_without_day(trial: Trial) -> Problems:
    """An actual date of 2018 or later lacks the day.

    Why:
        Deadlines for results count days from the completion date.

    Fix:
        Add the day.

    Fires:
        Trial(completion_date=PartialDate("2021-04"), completion_date_type=DateType.ACTUAL)

    Silent:
        Trial(completion_date=PartialDate("2021-04-30"), completion_date_type=DateType.ACTUAL)
        Trial(completion_date=PartialDate("2012-04"), completion_date_type=DateType.ACTUAL)
        Trial(completion_date=PartialDate("2028-04"), completion_date_type=DateType.ESTIMATED)
    """
    for name, date in dates_of_type(trial, DateType.ACTUAL):
        if date.precision in _WITHOUT_DAY and date.earliest.year >= _DAY_SINCE:
            yield name, f"the actual {words(name)} {date} has no day; expected a full date"


@missing(
    "DAT011",
    "start_date",
    "the start date is missing; expected an estimated or actual date",
    severity=WARNING,
    source="PRS data element definitions, study start date: required",
    reads="study_type overall_status",
    applies=posted_study,
    skips_older=True,
)
def start_date_missing() -> None:
    """The study has no start date.

    Why:
        The start date determines which law and which definitions apply to a record.

    Fix:
        Enter the date on which the first participant was enrolled, or is expected to be.

    Fires:
        Trial(study_type=StudyType.INTERVENTIONAL, overall_status=Status.COMPLETED)

    Silent:
        Trial(start_date=PartialDate("2005-03"))
        Trial(study_type=StudyType.EXPANDED_ACCESS)
        Trial(overall_status=Status.WITHHELD)
    """


@missing(
    "DAT012",
    "primary_completion_date",
    "the primary completion date is missing; expected an estimated or actual date",
    severity=NOTE,
    source="PRS data element definitions, primary completion date: required; missing on 1.5 % of records, all old",
    reads="study_type overall_status",
    applies=posted_study,
    skips_older=True,
)
def primary_completion_date_missing() -> None:
    """The study has no primary completion date.

    Why:
        The deadline for results is counted from it.

    Fix:
        Enter the date on which the last participant was examined for the primary outcome, or is expected to be.

    Fires:
        Trial(study_type=StudyType.INTERVENTIONAL, overall_status=Status.COMPLETED)

    Silent:
        Trial(primary_completion_date=PartialDate("2005-03"))
        Trial(study_type=StudyType.EXPANDED_ACCESS)
    """


@missing(
    "DAT013",
    "completion_date",
    "the completion date is missing; expected an estimated or actual date",
    severity=NOTE,
    source="PRS data element definitions, study completion date: required; missing on 1.2 % of records, all old",
    reads="study_type overall_status",
    applies=posted_study,
    skips_older=True,
)
def completion_date_missing() -> None:
    """The study has no completion date.

    Why:
        Without it, nobody can tell when follow-up ended.

    Fix:
        Enter the date of the last visit of the last participant, or the date on which it is expected.

    Fires:
        Trial(study_type=StudyType.INTERVENTIONAL, overall_status=Status.COMPLETED)

    Silent:
        Trial(completion_date=PartialDate("2005-03"))
        Trial(study_type=StudyType.EXPANDED_ACCESS)
    """
