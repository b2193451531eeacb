"""Dates that keep the precision they were given with."""

import datetime as dt
import re
from calendar import monthrange
from enum import StrEnum
from typing import Literal, Self, final

from attrs import field, frozen

from ctmodel.values.in_pydantic import InPydantic

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:T([0-9]{2}):([0-9]{2}))?)?)?")
# What begins with the year goes on with the month. A time may follow, and a zone.
_TIME = r"([0-9]{2}):?([0-9]{2})(?::?([0-9]{2})(?:[.,][0-9]+)?)?(?: ?(?:Z|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?))?"
_YEAR_FIRST = re.compile(rf"([0-9]{{4}})([-/. ])([0-9]{{1,2}})(?:\2([0-9]{{1,2}})(?:[T ]{_TIME})?)?")
_DIGITS = re.compile(rf"((?:19|20|21)[0-9]{{2}})()([0-9]{{2}})([0-9]{{2}})(?:[T ]?{_TIME})?")


class Precision(StrEnum):
    """How exactly a date is known."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    MINUTE = "minute"


@final
@frozen
class PartialDate(InPydantic):
    """A date as exact as it was given: a year, a month, a day, or a minute of a day.

    ``PartialDate("2010-09")`` is some day of September 2010.
    No day is ever invented: ask for :attr:`earliest`, :attr:`latest`, or :meth:`impute` one explicitly.

    Equality and hash go by the text.
    There is no ``<``, since ``2010-09`` is neither before nor after ``2010-09-15``:
    sort by :attr:`earliest`, and ask :meth:`certainly_before`.

    Raises:
        ValueError: the text is not ``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD`` or ``YYYY-MM-DDTHH:MM``,
            or names a day that the calendar does not have.
    """

    #: The date as written.
    text: str
    #: First day that the date can mean.
    earliest: dt.date = field(init=False, eq=False, repr=False)
    #: Last day that the date can mean.
    latest: dt.date = field(init=False, eq=False, repr=False)
    #: What the text gives: year, month, day or minute.
    precision: Precision = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        match = _ISO.fullmatch(self.text)
        if match is None:
            raise ValueError(f"{self.text!r} is not a date of the form YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDTHH:MM")
        year, month, day, hour, minute = (int(part) if part else None for part in match.groups())
        try:
            earliest = dt.date(year or 0, 1 if month is None else month, 1 if day is None else day)
            if hour is not None:
                dt.time(hour, minute or 0)
        except ValueError as error:
            raise ValueError(f"{self.text!r} is not a date of the calendar: {error}") from None
        if month is None:
            latest, precision = earliest.replace(month=12, day=31), Precision.YEAR
        elif day is None:
            latest, precision = earliest.replace(day=monthrange(earliest.year, month)[1]), Precision.MONTH
        else:
            latest, precision = earliest, Precision.DAY if hour is None else Precision.MINUTE
        object.__setattr__(self, "earliest", earliest)
        object.__setattr__(self, "latest", latest)
        object.__setattr__(self, "precision", precision)

    def __str__(self) -> str:
        return self.text

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a date as people and registries write it, precision of the date kept.

        Such as ``October 2010``, ``12 Oct 2010``, ``20101012``, ``2010/10/12`` or ``2010-10-12T08:30:00Z``:
        a date that begins with the year continues with the month. A time is left out, unless it is that of
        ``YYYY-MM-DDTHH:MM``.

        Raises:
            ValueError: the text is not a date, gives no year, or can be read in two ways (``03/04/2020``, ``201008``).
        """
        text = text.strip()
        if _ISO.fullmatch(text):
            return cls(text)
        match = _YEAR_FIRST.fullmatch(text) or _DIGITS.fullmatch(text)
        return cls(_iso_of(text) if match is None else _year_first(text, match))

    def certainly_before(self, other: "PartialDate | dt.date") -> bool:
        """Whether every day that this date can mean is before every day that the other can mean."""
        return self.latest < (other.earliest if isinstance(other, PartialDate) else other)

    def impute(self, day: Literal["first", "middle", "last"]) -> dt.date:
        """Choose one day: the first, the last, or the middle one.

        The middle is the 15th of a month and the 1st of July of a year.
        """
        if day == "first":
            return self.earliest
        if day == "last":
            return self.latest
        if self.precision is Precision.YEAR:
            return self.earliest.replace(month=7)
        return self.earliest.replace(day=15) if self.precision is Precision.MONTH else self.earliest


def _year_first(text: str, match: re.Match[str]) -> str:
    """The ISO form of a date that begins with the year."""
    year, _, month, day, *time = match.groups()
    hour, minute, second = (int(part or 0) for part in time)
    try:
        dt.time(hour, minute, second)
    except ValueError as error:
        raise ValueError(f"{text!r} is not a time of a day: {error}") from None
    return "-".join([year, *(part.zfill(2) for part in (month, day) if part)])


def _iso_of(text: str) -> str:
    """The ISO form of a date in words: what two readings with different defaults agree on was given."""
    from dateutil import parser

    if re.fullmatch(r"[0-9]{6}", text):
        raise ValueError(f"{text!r} can be read as a year and a month, and as a day with two digits of a year")

    def readings() -> list[dt.datetime]:
        defaults = dt.datetime(2001, 1, 1), dt.datetime(2002, 2, 2)
        return [parser.parse(text, default=default, dayfirst=first) for default in defaults for first in (False, True)]

    try:
        american, european, other, _ = readings()
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{text!r} cannot be read as a date: {error}") from None
    if american.date() != european.date():
        raise ValueError(f"{text!r} can be read as {american.date()} and as {european.date()}")
    if american.year != other.year:
        raise ValueError(f"{text!r} gives no year")
    if american.month != other.month:
        return f"{american.year:04}"
    return f"{american:%Y-%m-%d}" if american.day == other.day else f"{american.year:04}-{american.month:02}"
