"""The functions that tables for foreign records are written with: rows, and what to do with other leaves.

The rows of a table are tried in order. A leaf goes to the first row that accepts it; if a row refuses a leaf, the next
row is tried.

A leaf is named by the names on the way to it, such as ``eligibility/criteria/textblock`` or ``trial/@version``. Case,
spaces and underscores do not count.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from attrs import evolve, field, frozen

from ctmodel.formats.records import Leaf

#: The number of characters from which names are not cached.
LONGEST_NAME: Final = 500
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
    #: Attributes and the values that they must have for the row to be tried; None for an attribute without a value.
    given: Mapping[str, object] = field(factory=dict)
    #: Further attributes that have these values if the row fills its own.
    also: Mapping[str, object] = field(factory=dict)
    #: Whether the conversion gets all leaves of each name at once, as a list of texts for each name.
    gathers: bool = False
    #: The attributes, of those it fills, that can get more than they are for, so that nothing is reported about them.
    holds_more: frozenset[str] = frozenset()
    #: Whether the row only accepts a leaf that repeats what the attribute holds.
    again: bool = False
    #: Whether the leaf is outside of the element and applies to it; it is named from the root of the record.
    inherits: bool = False
    #: Names of the registers to whose records the row applies; all if empty.
    registers: frozenset[str] = frozenset()
    #: The normalised names of the leaves.
    names: tuple[str, ...] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "names", tuple(map(plain, self.sources)))


@frozen
class Each:
    """Elements that have rows of their own: each is an item of a list, or there is one and it is an object."""

    #: Name of the elements.
    name: str
    #: The attribute that holds the list or the object.
    attribute: str
    rows: "tuple[Row | Each, ...]"
    #: Which of the elements, from 0.
    which: slice = slice(None)
    #: Name and text of a leaf that they must have, if any.
    having: tuple[str, str] | None = None
    #: The attribute of an item that no other item has: an element with the same value adds nothing.
    key: str = ""
    #: An attribute around the list that has no such value either.
    unless: str = ""
    #: As for a row.
    given: Mapping[str, object] = field(factory=dict)
    registers: frozenset[str] = frozenset()
    #: The normalised name, how many names it consists of, and the names of all elements in the rows.
    plain_name: str = field(init=False, eq=False, repr=False)
    steps: int = field(init=False, eq=False, repr=False)
    inner: frozenset[str] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "plain_name", plain(self.name))
        object.__setattr__(self, "steps", self.name.count("/") + 1)
        object.__setattr__(self, "inner", elements_in(self.rows))

    def chosen(self, elements: Sequence[list[Leaf]], depth: int) -> list[list[Leaf]]:
        """Return the elements to which the rows apply, of those with the name, each given as its leaves.

        ``depth`` is how many names lead to the elements from the root of the record.
        """
        having = self.having
        return [
            leaves
            for leaves in elements[self.which]
            if having is None or any(_says(leaf, depth, *having) for leaf in leaves)
        ]


def elements_in(rows: "Iterable[Row | Each]") -> frozenset[str]:
    """Return the normalised names of the elements that have rows of their own."""
    return frozenset(held.plain_name for held in rows if isinstance(held, Each))


def _says(leaf: Leaf, depth: int, name: str, text: str) -> bool:
    return "/".join(leaf.names[depth:]) == name and leaf.text.strip() == text


@frozen
class Rest:
    """A leaf that does not fill an attribute."""

    #: Name of the leaf; ``a/*`` for all below ``a``, ``*/b`` for every leaf whose last name is ``b``.
    source: str
    #: The reason.
    why: str
    #: Texts without information, or all if empty; any other text is left. None if every text is left.
    silent: frozenset[str] | None = None
    #: The name of leaves that it refers to: it is silent if it has the text of one of them. If this name and ``source``
    #: end in ``/*``, these are the leaves with the same name below.
    refers_to: str | None = None
    #: Whether the leaf holds personal data.
    private: bool = False


TEXT: Final = Conversion(str.strip, "text", keeps_words=True)


def row(
    source: str,
    attribute: str,
    conversion: Conversion = TEXT,
    *,
    tells: bool = True,
    also: Mapping[str, object] | None = None,
    given: Mapping[str, object] | None = None,
) -> Row:
    """Return a row for a leaf that fills one attribute, provided that other attributes have the given values.

    If the attribute is a list of texts, each of several leaves adds an item.
    """
    fills = frozenset([attribute, *(also or ())])
    return Row((source,), attribute, conversion, fills, tells=tells, given=given or {}, also=also or {})


def again(source: str, attribute: str, conversion: Conversion = TEXT) -> Row:
    """Return a row for a leaf that may repeat what an attribute holds; it does not fill the attribute."""
    return Row((source,), attribute, conversion, frozenset({attribute}), tells=False, again=True)


def join(sources: str, attribute: str, conversion: Conversion, fills: str = "", *, tells: bool = True) -> Row:
    """Return a row for leaves that fill one attribute together, or several; names are separated by spaces.

    The conversion gets their texts as a list, with None for a leaf that is absent.
    """
    return Row(tuple(sources.split()), attribute, conversion, frozenset(fills.split() or [attribute]), tells=tells)


def gather(
    sources: str,
    attribute: str,
    conversion: Conversion,
    fills: str = "",
    *,
    tells: bool = True,
    also: Mapping[str, object] | None = None,
    given: Mapping[str, object] | None = None,
) -> Row:
    """Return a row for all leaves of some names, which fill one attribute together, or several.

    The conversion gets a list of texts for each name.
    """
    paths = frozenset([*(fills.split() or [attribute]), *(also or ())])
    names = tuple(sources.split())
    return Row(names, attribute, conversion, paths, tells=tells, given=given or {}, also=also or {}, gathers=True)


def inherit(source: str, attribute: str, conversion: Conversion = TEXT) -> Row:
    """Return a row for a leaf that applies to all elements around which it is, unless they have a value of their own.

    ``source`` is its name from the root of the record, as in ``event_list/default_vocabulary``.
    """
    return Row((source,), attribute, conversion, frozenset({attribute}), tells=False, inherits=True)


def split(
    source: str,
    attribute: str,
    conversion: Conversion,
    fills: str = "",
    *,
    tells: bool = False,
    holds_more: str = "",
) -> Row:
    """Return a row for a leaf that fills a list: of objects with the attributes ``fills``, or of texts without any.

    ``holds_more`` names those of the attributes whose texts can hold more than the attribute is for.
    """
    paths = frozenset(f"{attribute}[].{name}" for name in fills.split()) or frozenset({attribute})
    more = frozenset(f"{attribute}[].{name}" for name in holds_more.split())
    return Row((source,), attribute, conversion, paths, tells=tells, holds_more=more)


def spread(source: str, conversion: Conversion, fills: str, given: Mapping[str, object] | None = None) -> Row:
    """Return a row for a leaf that fills several attributes, named in ``fills``."""
    return Row((source,), "", conversion, frozenset(fills.split()), tells=False, given=given or {})


def each(
    source: str,
    attribute: str,
    rows: Iterable[Row | Each],
    *,
    given: Mapping[str, object] | None = None,
    key: str = "",
    unless: str = "",
) -> Each:
    """Return rows for the leaves inside each of several elements, named relative to it.

    ``source`` can say which elements: ``sponsor[1]``, ``sponsor[2:]``, or ``sponsor[type=Primary]`` by a leaf.
    """
    name, _, which = source.removesuffix("]").partition("[")
    leaf, is_having, text = which.partition("=")
    first = "" if is_having else which.removesuffix(":")
    begin = int(first) - 1 if first else 0
    end = begin + 1 if first and not which.endswith(":") else None
    having = (leaf, text) if is_having else None
    return Each(name, attribute, tuple(rows), slice(begin, end), having, key, unless, given or {})


def when(registers: str, rows: Iterable[Row | Each]) -> list[Row | Each]:
    """Restrict rows to the records of some registers, whose names are separated by ``|``."""
    return [evolve(held, registers=frozenset(registers.split("|"))) for held in rows]


def left(sources: str, why: str = "no place", *, private: bool = False) -> list[Rest]:
    """Return leaves that no attribute can hold; their names are separated by spaces."""
    return [Rest(source, why, private=private) for source in sources.split()]


def silent(source: str, why: str, *only: str, refers_to: str | None = None) -> Rest:
    """Return a leaf without information: always, with one of the given texts, or if it refers to another leaf."""
    return Rest(source, why, frozenset(only), refers_to=refers_to)


def plain(name: str) -> str:
    """Return the normalised name of a leaf: in lower case, without spaces and underscores."""
    return _UNNAMED.sub("", name).lower()


def name_of(names: tuple[str, ...]) -> str:
    """Return the normalised name of a leaf or element, given the names on the way to it."""
    name = "/".join(names)
    return plain(name) if len(name) > LONGEST_NAME else _cached_plain(name)


_cached_plain: Final = lru_cache(maxsize=20_000)(plain)
