"""Lengths of time as the registry writes them: a whole number and a unit."""

import datetime as dt
import re
from functools import lru_cache
from typing import Any, Literal, Self, final, get_args

from attrs import Factory, field, frozen

from ctmodel.values.in_pydantic import InPydantic

#: Units as the registry writes them, singular with 1.
TimeUnit = Literal[
    "Year", "Years", "Month", "Months", "Week", "Weeks", "Day", "Days", "Hour", "Hours", "Minute", "Minutes"
]

# No age has more than nine digits, and the limit keeps the arithmetic within bounds.
_TEXT = re.compile(rf"([0-9]{{1,9}}) ({'|'.join(get_args(TimeUnit))})")
_MINUTES = {"Year": 525_960, "Month": 43_830, "Week": 10_080, "Day": 1_440, "Hour": 60, "Minute": 1}
_START = dt.datetime(2001, 1, 1)


@frozen(order=False)
class Duration(InPydantic):
    """A length of time: a whole number and a unit, such as ``Duration(6, "Months")``.

    Durations are equal if their texts are, so ``12 Months`` and ``1 Year`` differ. They are ordered by the date
    that each gives when added to a fixed date, so neither of these two is less than the other.

    Raises:
        ValueError: the number is negative or has more than nine digits, or the unit is not a :data:`TimeUnit`.
    """

    #: The number of units.
    number: int = field(eq=False)
    #: The unit as written: ``Years``, or ``Year`` with 1; see :data:`TimeUnit`.
    unit: TimeUnit = field(eq=False)
    #: The duration as written.
    text: str = field(
        kw_only=True, repr=False, default=Factory(lambda self: f"{self.number} {self.unit}", takes_self=True)
    )

    def __attrs_post_init__(self) -> None:
        match = _TEXT.fullmatch(self.text)
        if match is None or (int(match[1]), match[2]) != (self.number, self.unit):
            raise ValueError(f"{self.text!r} is not a whole number and a unit, such as '18 Years' or '6 Months'")

    def __str__(self) -> str:
        return self.text

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a duration as the registry writes it, such as ``18 Years``.

        Raises:
            ValueError: the text is not a whole number and a unit.
        """
        match = _TEXT.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is not a whole number and a unit, such as '18 Years' or '6 Months'")
        return cls(int(match[1]), match[2], text=text)  # type: ignore[arg-type]

    def __lt__(self, other: "Duration") -> bool:
        return self._end < other._end if isinstance(other, Duration) else NotImplemented

    def __le__(self, other: "Duration") -> bool:
        return self._end <= other._end if isinstance(other, Duration) else NotImplemented

    def __gt__(self, other: "Duration") -> bool:
        return self._end > other._end if isinstance(other, Duration) else NotImplemented

    def __ge__(self, other: "Duration") -> bool:
        return self._end >= other._end if isinstance(other, Duration) else NotImplemented

    @property
    def _end(self) -> tuple[dt.datetime, int]:
        """The end of the duration from a fixed date, and its length in minutes where the calendar ends before it."""
        return _end_of(self.number, self.unit.removesuffix("s"))


@final
@frozen(order=False)
class Age(Duration):
    """The age of a participant: a duration since birth, such as ``Age(18, "Years")``."""


@lru_cache(maxsize=1024)
def _end_of(number: int, unit: str) -> tuple[dt.datetime, int]:
    from dateutil.relativedelta import relativedelta

    try:
        delta: Any = {f"{unit.lower()}s": number}
        return _START + relativedelta(**delta), 0
    except (OverflowError, ValueError):
        return dt.datetime.max, number * _MINUTES[unit]
