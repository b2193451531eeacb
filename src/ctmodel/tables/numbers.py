"""Numbers that records hold as text: the one that a text says, or the limit that it names."""

import re
from math import isfinite
from typing import Final, NamedTuple

#: The maximum length of a text that can be a number.
LONGEST: Final = 100

_PLAIN: Final = r"[0-9]+\.?[0-9]*|\.[0-9]+"
_GROUPED: Final = r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?"
_NUMBER: Final = re.compile(rf"(=|<=?|>=?|~|≤|≥|≈)? *([-+−]?)(?:({_GROUPED})|(?:{_PLAIN})(?:[eE][-+]?[0-9]+)?)")
#: What most texts are.
_DIGITS: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_COMPARATORS: Final = {"≤": "<=", "≥": ">=", "≈": "~"}


class Said(NamedTuple):
    """What a text says: a number, or a comparator and its bound, or neither."""

    number: float | None = None
    #: One of ``<``, ``<=``, ``>``, ``>=``, ``~``.
    comparator: str | None = None
    bound: float | None = None


_NOTHING: Final = Said()


def said(text: str | None) -> Said:
    """Return the number in a text, if that is all that the text says.

    A number is a plain decimal (with sign, without digits before the point, with an exponent), one with commas between
    groups of three digits, or either after ``=``. After ``<``, ``<=``, ``>``, ``>=`` or ``~`` it is a bound. Ranges,
    numbers with others in parentheses, fractions, percent signs and ``NA`` are neither: a sum over numbers is right or
    lacks them, and never counts half of a text.

    ::

        said("26,300").number           # 26300.0
        said("<0.001")                  # Said(number=None, comparator="<", bound=0.001)
        said("12 (3)")                  # Said(number=None, comparator=None, bound=None)
    """
    if text is None or len(text) > LONGEST:
        return _NOTHING
    if _DIGITS.fullmatch(text):
        return Said(float(text))
    match = _NUMBER.fullmatch(text.strip())
    if match is None:
        return _NOTHING
    comparator = match[1]
    digits = match[0].removeprefix(comparator or "").strip(" ").replace("−", "-")
    number = float(digits.replace(",", "") if match[3] else digits)
    if not isfinite(number):
        return _NOTHING
    if comparator is None or comparator == "=":
        return Said(number)
    return Said(None, _COMPARATORS.get(comparator, comparator), number)


def count(text: str | None) -> int | None:
    """Return the count in a text, if the text says exactly one whole number."""
    number = said(text).number
    return int(number) if number is not None and number.is_integer() and abs(number) < 2**53 else None
