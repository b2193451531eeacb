"""Deadlines in years, for every day of the calendar."""

from datetime import MAXYEAR, date
from typing import Final

#: Days of grace after a deadline, which compliance trackers allow for posting.
GRACE: Final = 30


def years_after(day: date, years: int) -> date:
    """Return the day a number of years later; 1 March if there is no 29 February in that year."""
    year = min(day.year + years, MAXYEAR)
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def past(day: date, since: date, years: int) -> bool:
    """Whether a day is later than a number of years, plus the days of grace, after an event."""
    return (day - years_after(since, years)).days > GRACE
