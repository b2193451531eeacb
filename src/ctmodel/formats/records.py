"""A record of a registry, cut into leaves: the same for XML, JSON and CSV."""

from typing import NamedTuple, final

from attrs import frozen

#: Line and column, both from 1.
Position = tuple[int, int]
#: What a leaf of JSON can hold.
Scalar = str | int | float | bool


class Leaf(NamedTuple):
    """A value in a record that contains no others: a text, an attribute, a scalar of JSON or a cell."""

    #: Its place in the record: ``/Trial/Phase``, ``/fullTrial/trial/@version``, a JSON pointer, or a column's header.
    place: str
    #: The names on the way to it from the root of the record; items of a JSON array have the name of the array.
    names: tuple[str, ...]
    #: For each name, which of the values with this name it is, from 0.
    indexes: tuple[int, ...]
    #: The value as text.
    text: str
    value: Scalar
    #: Start and end of its element or cell; None for JSON, whose positions are found by place.
    start: Position | None = None
    end: Position | None = None


@final
@frozen
class Record:
    """A record of a document."""

    #: The text of the record, from which it can be read again.
    data: bytes
    leaves: tuple[Leaf, ...]
    #: Names of elements, keys and columns in the form of ``Leaf.names``, including those without a value.
    names: frozenset[tuple[str, ...]]
    start: Position | None = None
    end: Position | None = None
