"""How dates, ages and durations are written, as patterns that every dialect of JSON Schema understands.

The patterns match what :class:`~ctmodel.codec.leaves.FixedForm` reads, calendar included.
They use neither lookarounds, which some validators lack, nor shorthands for digits, which others read differently.
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
    """A form of text: its name in the JSON Schema, the pattern that it matches, and examples."""

    name: str
    pattern: str
    examples: tuple[str, ...]


#: The forms by the name of their kind.
TEXT_FORMS: Final[Mapping[str, TextForm]] = {
    "date": TextForm("Date", _DAY, ("2024-05-17",)),
    "partial_date": TextForm("PartialDate", f"(?:{_YEAR}|{_MONTH}|{_DAY})", ("2024-05-17", "2024-05", "2024")),
    "date_time": TextForm("DateTime", _MINUTE, ("2024-05-17T08:30",)),
    "age": TextForm("Age", _DURATION, ("18 Years", "6 Months")),
    "duration": TextForm("Duration", _DURATION, ("5 Years", "1 Day")),
}
#: Any date that a ``PartialDate`` can be made of.
ANY_DATE: Final = f"(?:{_YEAR}|{_MONTH}|{_DAY}|{_MINUTE})"


def text_schema(pattern: str) -> dict[str, object]:
    """Return the JSON Schema of the texts that a pattern matches as a whole."""
    # To some dialects, Python's among them, $ matches before a line end, too.
    return {"type": "string", "pattern": f"^{pattern}$", "not": {"pattern": "\n"}}
