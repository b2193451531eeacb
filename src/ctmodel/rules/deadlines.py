"""Deadlines that are counted in years, for any day that a date can hold."""

from datetime import MAXYEAR, date
from typing import Final

#: Days of grace after a deadline, as those who track compliance allow for the way to the public record.
GRACE: Final = 30


def years_after(day: date, years: int) -> date:
    """Return the day a number of years later; the 1st of March for a 29th of February that the year lacks."""
    year = min(day.year + years, MAXYEAR)
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def past(day: date, since: date, years: int) -> bool:
    """Whether a day is after a number of years and the days of grace since an event."""
    return (day - years_after(since, years)).days > GRACE
