"""The language of the tables that foreign records are read by: rows, and what becomes of leaves that have none.

A table is a list of rows, tried in their order. The first row that takes a leaf has it: a row that refuses a leaf does
not close it for the next.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from attrs import evolve, field, frozen

_UNNAMED: Final = re.compile(r"[ _]+")
#: What conversions return of a leaf that they have no value for.
REFUSED: Final = object()
#: What they return of a leaf that says nothing, such as ``N/A`` for an age limit.
NOTHING: Final = object()
#: What they return of words that are known and that no attribute can hold.
NO_PLACE: Final = object()


@frozen
class InPart:
    """A value that says less than its leaf."""

    value: Any
    #: What is not in it.
    without: str


@frozen
class Conversion:
    """How the text of a leaf becomes the value of an attribute."""

    #: Returns the value as the native format writes it, REFUSED, NOTHING, NO_PLACE or InPart.
    convert: Callable[[Any], Any]
    #: What it takes, in words.
    expected: str
    #: Whether every word of the leaf is in the value; not so of terms, dates, numbers and truth values.
    keeps_words: bool = False


@frozen
class Row:
    """A leaf, or several that are joined, and what they fill."""

    sources: tuple[str, ...]
    #: Path of the attribute in the model; empty where the conversion returns values by attribute.
    attribute: str
    conversion: Conversion
    #: The attributes that it can fill, as paths without indices, such as ``interventions[].name``.
    fills: frozenset[str]
    #: Whether the absence of what it fills can be told: not where it fills several attributes from one text.
    tells: bool = True
    #: Attributes, and the values that they must have for the row to be tried.
    given: Mapping[str, object] = field(factory=dict)
    #: Whether it only takes a leaf that says again what is filled.
    again: bool = False
    #: Names of the registers whose records it is for; all if empty.
    registers: frozenset[str] = frozenset()


@frozen
class Rest:
    """A leaf that fills nothing."""

    source: str
    why: str
    #: The texts that say nothing; any other is left. None where it is left whatever it is.
    silent: frozenset[str] | None = None
    #: Whether it is about a person.
    private: bool = False


TEXT: Final = Conversion(str.strip, "text", keeps_words=True)


def row(source: str, attribute: str, conversion: Conversion = TEXT, *, tells: bool = True, **given: object) -> Row:
    """Return the row of a leaf that fills one attribute, if the attributes named have the values given."""
    return Row((source,), attribute, conversion, frozenset({attribute}), tells=tells, given=given)


def again(source: str, attribute: str, conversion: Conversion = TEXT) -> Row:
    """Return the row of a leaf that may say again what an attribute holds; it fills nothing."""
    return Row((source,), attribute, conversion, frozenset({attribute}), tells=False, again=True)


def join(sources: str, attribute: str, conversion: Conversion) -> Row:
    """Return the row of leaves, with spaces between their names, that fill one attribute together.

    The conversion gets their texts in a list, None for one that is not there.
    """
    return Row(tuple(sources.split()), attribute, conversion, frozenset({attribute}))


def split(source: str, attribute: str, conversion: Conversion, fills: str = "", *, tells: bool = False) -> Row:
    """Return the row of a leaf that fills a list, whose items have the attributes ``fills``; texts, if it is empty."""
    paths = frozenset(f"{attribute}[].{name}" for name in fills.split()) or frozenset({attribute})
    return Row(tuple(source.split()), attribute, conversion, paths, tells=tells)


def spread(source: str, conversion: Conversion, fills: str, **given: object) -> Row:
    """Return the row of a leaf that fills several attributes, named in ``fills``."""
    return Row((source,), "", conversion, frozenset(fills.split()), tells=False, given=given)


def when(registers: str, rows: Iterable[Row]) -> list[Row]:
    """Return rows that are for the records of some registers only; their names have ``|`` between."""
    return [evolve(held, registers=frozenset(registers.split("|"))) for held in rows]


def left(sources: str, why: str = "no place", *, private: bool = False) -> list[Rest]:
    """Return what leaves are that no attribute can hold; their names have spaces between."""
    return [Rest(source, why, private=private) for source in sources.split()]


def silent(source: str, why: str, *only: str) -> Rest:
    """Return what a leaf is that says nothing as long as it is one of some texts."""
    return Rest(source, why, frozenset(only))


def plain(name: str) -> str:
    """Return the name of a leaf as tables compare it: without case, spaces and underscores."""
    return _UNNAMED.sub("", name).lower()
