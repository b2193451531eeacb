"""Dates that keep their precision."""

import datetime as dt
import re
from calendar import monthrange
from enum import StrEnum
from typing import Literal, Self, final

from attrs import field, frozen

from ctmodel.values.in_pydantic import InPydantic

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:T([0-9]{2}):([0-9]{2}))?)?)?")
# If the year comes first, the month comes next. A time and a time zone may follow.
_TIME = r"([0-9]{2}):?([0-9]{2})(?::?([0-9]{2})(?:[.,][0-9]+)?)?(?: ?(?:Z|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?))?"
_YEAR_FIRST = re.compile(rf"([0-9]{{4}})([-/. ])([0-9]{{1,2}})(?:\2([0-9]{{1,2}})(?:[T ]{_TIME})?)?")
_DIGITS = re.compile(rf"((?:19|20|21)[0-9]{{2}})()([0-9]{{2}})([0-9]{{2}})(?:[T ]?{_TIME})?")


class Precision(StrEnum):
    """How precise a date is."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    MINUTE = "minute"


@final
@frozen
class PartialDate(InPydantic):
    """A date with the precision that it was given: a year, a month, a day, or a minute of a day.

    ``PartialDate("2010-09")`` is some day in September 2010. No day is ever invented: :attr:`earliest` and
    :attr:`latest` are the limits, and :meth:`impute` picks a day explicitly.

    Dates are equal if their texts are. There is no ``<``, because ``2010-09`` is neither before nor after
    ``2010-09-15``: sort by :attr:`earliest`, or compare with :meth:`certainly_before`.

    Raises:
        ValueError: the text is not ``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD`` or ``YYYY-MM-DDTHH:MM``,
            or is not a valid date, such as ``2023-02-29``.
    """

    #: The date as written.
    text: str
    #: The first day that the date can mean.
    earliest: dt.date = field(init=False, eq=False, repr=False)
    #: The last day that the date can mean.
    latest: dt.date = field(init=False, eq=False, repr=False)
    #: The smallest unit in the text: year, month, day or minute.
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
            raise ValueError(f"{self.text!r} is not a valid date: {error}") from None
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
        """Read a date as people and registries write it, and keep its precision.

        Examples: ``October 2010``, ``12 Oct 2010``, ``20101012``, ``2010/10/12``, ``2010-10-12T08:30:00Z``.
        If the year comes first, the month comes next. A time is dropped, except in the form
        ``YYYY-MM-DDTHH:MM``.

        Raises:
            ValueError: the text is not a date, has no year, or is ambiguous (``03/04/2020``, ``201008``).
        """
        text = text.strip()
        if _ISO.fullmatch(text):
            return cls(text)
        match = _YEAR_FIRST.fullmatch(text) or _DIGITS.fullmatch(text)
        return cls(_iso_of(text) if match is None else _year_first(text, match))

    def certainly_before(self, other: "PartialDate | dt.date") -> bool:
        """Whether this date is before the other, whichever days the two mean."""
        return self.latest < (other.earliest if isinstance(other, PartialDate) else other)

    def impute(self, day: Literal["first", "middle", "last"]) -> dt.date:
        """Return the first, the middle or the last day that the date can mean.

        The middle of a month is the 15th, the middle of a year July 1.
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
        raise ValueError(f"{text!r} does not have a valid time: {error}") from None
    return "-".join([year, *(part.zfill(2) for part in (month, day) if part)])


def _iso_of(text: str) -> str:
    """The ISO form of a date in words: the parts on which readings with different defaults agree."""
    from dateutil import parser

    if re.fullmatch(r"[0-9]{6}", text):
        raise ValueError(f"{text!r} is ambiguous: a year and a month, or a day with a two-digit year")

    def readings() -> list[dt.datetime]:
        defaults = dt.datetime(2001, 1, 1), dt.datetime(2002, 2, 2)
        return [parser.parse(text, default=default, dayfirst=first) for default in defaults for first in (False, True)]

    try:
        american, european, other, _ = readings()
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{text!r} cannot be read as a date: {error}") from None
    if american.date() != european.date():
        raise ValueError(f"{text!r} is ambiguous: {american.date()} or {european.date()}")
    if american.year != other.year:
        raise ValueError(f"{text!r} has no year")
    if american.month != other.month:
        return f"{american.year:04}"
    return f"{american:%Y-%m-%d}" if american.day == other.day else f"{american.year:04}-{american.month:02}"
