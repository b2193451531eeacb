"""The length of a time frame in days, where its text is one duration and nothing else."""

import re
from typing import Final

#: The days in each unit of time; compare with the same numbers.
DAYS: Final = {
    "years": 365.2425,
    "months": 30.436875,
    "weeks": 7.0,
    "days": 1.0,
    "hours": 1 / 24,
    "minutes": 1 / 1440,
}

_UNITS: Final = ("year", "month", "week", "day")
_DURATION: Final = re.compile(rf"(?:up to )?([0-9]{{1,6}})[ -]?({'|'.join(_UNITS)})s?\.?", re.IGNORECASE | re.ASCII)
#: Longer texts say more than a duration.
_LONGEST: Final = 100


def time_frame_days(text: str | None) -> float | None:
    """Return the days of a time frame whose whole text is one duration; None for any other text.

    A duration is a whole number of days, weeks, months or years, with ``up to`` before it or not.

    ::

        time_frame_days("24 weeks")         # 168.0
        time_frame_days("up to 2 years")    # 730.485
        time_frame_days("Day 1")            # None
    """
    match = _DURATION.fullmatch(text.strip()) if text is not None and len(text) <= _LONGEST else None
    return None if match is None else int(match[1]) * DAYS[f"{match[2].lower()}s"]
