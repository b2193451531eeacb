"""The functions that tables for foreign records are written with: rows, and what to do with other leaves.

The rows of a table are tried in order. A leaf goes to the first row that accepts it; if a row refuses a leaf, the next
row is tried.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from attrs import evolve, field, frozen

_UNNAMED: Final = re.compile(r"[ _]+")
#: Returned by a conversion that cannot convert a leaf.
REFUSED: Final = object()
#: Returned for a leaf without information, such as ``N/A`` for an age limit.
NOTHING: Final = object()
#: Returned for words that are known, but whose meaning no attribute can hold.
NO_PLACE: Final = object()


@frozen
class InPart:
    """A value that holds only part of its leaf."""

    value: Any
    #: What is left out.
    without: str


@frozen
class Conversion:
    """How to convert the text of a leaf to the value of an attribute."""

    #: Returns the value as the native format writes it, or REFUSED, NOTHING, NO_PLACE or InPart.
    convert: Callable[[Any], Any]
    #: What it accepts, in words.
    expected: str
    #: Whether every word of the leaf is in the value. False for terms, dates, numbers and booleans.
    keeps_words: bool = False


@frozen
class Row:
    """A leaf, or several that are joined, and the attributes that they fill."""

    #: Names of the leaves.
    sources: tuple[str, ...]
    #: Path of the attribute in the model; empty if the conversion returns values by attribute.
    attribute: str
    conversion: Conversion
    #: The attributes that the row can fill, as paths without indices, such as ``interventions[].name``.
    fills: frozenset[str]
    #: Whether an attribute that the row leaves empty is missing. False if it fills several attributes from one text.
    tells: bool = True
    #: Attributes and the values that they must have for the row to be tried.
    given: Mapping[str, object] = field(factory=dict)
    #: Whether the row only accepts a leaf that repeats what the attribute holds.
    again: bool = False
    #: Names of the registers to whose records the row applies; all if empty.
    registers: frozenset[str] = frozenset()


@frozen
class Rest:
    """A leaf that does not fill an attribute."""

    #: Name of the leaf.
    source: str
    #: The reason.
    why: str
    #: Texts without information; any other text is left. None if every text is left.
    silent: frozenset[str] | None = None
    #: Whether the leaf holds personal data.
    private: bool = False


TEXT: Final = Conversion(str.strip, "text", keeps_words=True)


def row(source: str, attribute: str, conversion: Conversion = TEXT, *, tells: bool = True, **given: object) -> Row:
    """Return a row for a leaf that fills one attribute, provided that other attributes have the given values."""
    return Row((source,), attribute, conversion, frozenset({attribute}), tells=tells, given=given)


def again(source: str, attribute: str, conversion: Conversion = TEXT) -> Row:
    """Return a row for a leaf that may repeat what an attribute holds; it does not fill the attribute."""
    return Row((source,), attribute, conversion, frozenset({attribute}), tells=False, again=True)


def join(sources: str, attribute: str, conversion: Conversion) -> Row:
    """Return a row for leaves that fill one attribute together; their names are separated by spaces.

    The conversion gets their texts as a list, with None for a leaf that is absent.
    """
    return Row(tuple(sources.split()), attribute, conversion, frozenset({attribute}))


def split(source: str, attribute: str, conversion: Conversion, fills: str = "", *, tells: bool = False) -> Row:
    """Return a row for a leaf that fills a list: of objects with the attributes ``fills``, or of texts without any."""
    paths = frozenset(f"{attribute}[].{name}" for name in fills.split()) or frozenset({attribute})
    return Row(tuple(source.split()), attribute, conversion, paths, tells=tells)


def spread(source: str, conversion: Conversion, fills: str, **given: object) -> Row:
    """Return a row for a leaf that fills several attributes, named in ``fills``."""
    return Row((source,), "", conversion, frozenset(fills.split()), tells=False, given=given)


def when(registers: str, rows: Iterable[Row]) -> list[Row]:
    """Restrict rows to the records of some registers, whose names are separated by ``|``."""
    return [evolve(held, registers=frozenset(registers.split("|"))) for held in rows]


def left(sources: str, why: str = "no place", *, private: bool = False) -> list[Rest]:
    """Return leaves that no attribute can hold; their names are separated by spaces."""
    return [Rest(source, why, private=private) for source in sources.split()]


def silent(source: str, why: str, *only: str) -> Rest:
    """Return a leaf without information, as long as it has one of the given texts."""
    return Rest(source, why, frozenset(only))


def plain(name: str) -> str:
    """Return the normalised name of a leaf: in lower case, without spaces and underscores."""
    return _UNNAMED.sub("", name).lower()
