"""Rules about the form of dates (DAT): they come from the tables of formats."""

from typing import Final

from ctmodel.rules.definition import ERROR, from_tables

_API: Final = "ClinicalTrials.gov API v2, study schema"


@from_tables("DAT001", severity=ERROR, source=_API)
def date_form() -> None:
    """A date is not written in the form of its field.

    Why:
        Dates in words, of other countries or of other tools are read differently by every reader.

    Fires:
        {"protocolSection": {"statusModule": {"startDateStruct": {"date": "March 2021"}}}}

    Silent:
        {"protocolSection": {"statusModule": {"startDateStruct": {"date": "2021-03"}}}}
    """


@from_tables("DAT002", severity=ERROR, source="ISO 8601")
def date_calendar() -> None:
    """A date is not in the calendar.

    Why:
        There is no such day.

    Fires:
        {"protocolSection": {"statusModule": {"startDateStruct": {"date": "2021-02-30"}}}}

    Silent:
        {"protocolSection": {"statusModule": {"startDateStruct": {"date": "2021-02-28"}}}}
    """


@from_tables("DAT003", severity=ERROR, source=_API)
def date_precision() -> None:
    """A date lacks the day, or the time, that its field has.

    Why:
        The registry gives these dates itself, and always in full.

    Fires:
        {"protocolSection": {"statusModule": {"studyFirstSubmitDate": "2021-03"}}}

    Silent:
        {"protocolSection": {"statusModule": {"studyFirstSubmitDate": "2021-03-05"}}}
    """
