"""Rules about the form of dates (DAT), made from the tables of formats."""

from typing import Final

from ctmodel.rules.definition import ERROR, from_tables

_API: Final = "ClinicalTrials.gov API v2, study schema"


@from_tables("DAT001", severity=ERROR, source=_API)
def date_form() -> None:
    """A date does not have the form that its field requires.

    Why:
        Programs read dates in words, or in the order of another country, differently or not at all.

    Fix:
        Write the date as YYYY-MM-DD, or as YYYY-MM or YYYY where the day is not known and the field allows it.

    Fires:
        {"protocolSection": {"statusModule": {"startDateStruct": {"date": "March 2021"}}}}

    Silent:
        {"protocolSection": {"statusModule": {"startDateStruct": {"date": "2021-03"}}}}
    """


@from_tables("DAT002", severity=ERROR, source="ISO 8601")
def date_calendar() -> None:
    """A date does not exist in the calendar.

    Why:
        The date is mistyped, or was computed wrongly.

    Fix:
        Correct the day or the month.

    Fires:
        {"protocolSection": {"statusModule": {"startDateStruct": {"date": "2021-02-30"}}}}

    Silent:
        {"protocolSection": {"statusModule": {"startDateStruct": {"date": "2021-02-28"}}}}
    """


@from_tables("DAT003", severity=ERROR, source=_API)
def date_precision() -> None:
    """A date lacks the day, or the time, that its field requires.

    Why:
        The registry sets these dates itself, and always in full.

    Fix:
        Enter the complete date, as the registry published it.

    Fires:
        {"protocolSection": {"statusModule": {"studyFirstSubmitDate": "2021-03"}}}

    Silent:
        {"protocolSection": {"statusModule": {"studyFirstSubmitDate": "2021-03-05"}}}
    """
