"""How dates, ages and durations are written, as patterns that every JSON Schema validator understands.

The patterns match what :class:`~ctmodel.codec.leaves.FixedForm` reads, including days that exist in the calendar.
They have neither lookarounds, which some validators lack, nor shorthands for digits, which differ between validators.
"""

from collections.abc import Mapping
from typing import Final, get_args

from attrs import frozen

from ctmodel.values.durations import TimeUnit

# The proleptic calendar begins with the year 1.
_YEAR: Final = "(?:[0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000)"
_BY_FOUR: Final = "(?:0[48]|[2468][048]|[13579][26])"
_LEAP_YEAR: Final = f"(?:[0-9]{{2}}{_BY_FOUR}|{_BY_FOUR}00)"
_MONTH: Final = f"{_YEAR}-(?:0[1-9]|1[0-2])"
_DAY_OF_YEAR: Final = "|".join(
    (
        "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])",
        "(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)",
        "02-(?:0[1-9]|1[0-9]|2[0-8])",
    )
)
_DAY: Final = f"(?:{_YEAR}-(?:{_DAY_OF_YEAR})|{_LEAP_YEAR}-02-29)"
_MINUTE: Final = f"{_DAY}T(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_DURATION: Final = f"[0-9]{{1,9}} (?:{'|'.join(get_args(TimeUnit))})"


@frozen
class TextForm:
    """A text form: its name in the JSON Schema, its pattern, and examples."""

    name: str
    pattern: str
    examples: tuple[str, ...]


#: The text forms by the name of their kind.
TEXT_FORMS: Final[Mapping[str, TextForm]] = {
    "date": TextForm("Date", _DAY, ("2024-05-17",)),
    "partial_date": TextForm("PartialDate", f"(?:{_YEAR}|{_MONTH}|{_DAY})", ("2024-05-17", "2024-05", "2024")),
    "date_time": TextForm("DateTime", _MINUTE, ("2024-05-17T08:30",)),
    "age": TextForm("Age", _DURATION, ("18 Years", "6 Months")),
    "duration": TextForm("Duration", _DURATION, ("5 Years", "1 Day")),
}
#: Any date that a ``PartialDate`` can hold.
ANY_DATE: Final = f"(?:{_YEAR}|{_MONTH}|{_DAY}|{_MINUTE})"


def text_schema(pattern: str) -> dict[str, object]:
    """Return the JSON Schema for texts that a pattern matches as a whole."""
    # In some regular expression engines, including Python's, $ also matches before a final line end.
    return {"type": "string", "pattern": f"^{pattern}$", "not": {"pattern": "\n"}}
