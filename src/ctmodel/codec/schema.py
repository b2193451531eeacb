"""The schema of a format, as data: which attribute of a class is at which place in its JSON object."""

from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from functools import cached_property
from typing import Any, Final, Protocol, Union

from attrs import frozen


class _Absent(Enum):
    ABSENT = "absent"


#: Stands for the value of a key that an object does not have.
ABSENT: Final = _Absent.ABSENT

#: Returns the JSON object for an object that has the given table; see :func:`ctmodel.codec.writing.written`.
Write = Callable[["Table", Any], dict[str, Any]]


class UnwritableError(Exception):
    """A value in the model cannot be written. The path is completed while the call unwinds."""

    def __init__(self, error: Exception) -> None:
        super().__init__(error)
        self.error = error
        self.path = ""


@frozen(eq=False)
class Generated:
    """A function that is generated from a table and called by other generated functions."""

    #: Returns the table.
    table: Callable[[], "Table"]
    #: Its name among :class:`ctmodel.codec.compiling.Functions`.
    name: str
    #: Whether it is generated at its first call, because its table is imported only then.
    at_first_call: bool = False


class Kind(Protocol):
    """The kind of value that an attribute holds, and how it is read and written.

    A kind does three things: it writes the expressions for generated functions (``test``, ``convert``,
    ``untouched``), it checks a JSON value (``fits``, ``conforms_expression``), and it writes an attribute as JSON
    (``encode``).
    """

    @property
    def expected(self) -> str:
        """Return what a payload must hold to fit, in words."""
        ...

    @property
    def structure_names(self) -> dict[str, object]:
        """Return the names that the ``structure`` expressions use, with what they refer to."""
        ...

    @property
    def untouched_names(self) -> dict[str, object]:
        """Return the names that the ``untouched`` expression uses, with what they refer to."""
        ...

    def test(self, value: str) -> str:
        """Write the expression that tests whether a JSON value has the right type."""
        ...

    def convert(self, value: str) -> str:
        """Write the expression that converts a JSON value of the right type to the attribute's value."""
        ...

    def structure(self, value: str) -> str:
        """Write the expression that converts any JSON value to the attribute's value."""
        ...

    def untouched(self, value: str, source: str) -> str:
        """Write a fast expression that is true only if encoding the attribute returns its source."""
        ...

    def fits(self, source: object) -> bool:
        """Return whether the attribute can hold a JSON value."""
        ...

    @property
    def conforms_names(self) -> dict[str, object]:
        """Return the names that ``conforms_expression`` uses, with what they refer to."""
        ...

    def conforms_expression(self, value: str) -> str:
        """Write the expression that tests whether a JSON value is as expected: it fits, is not empty, is known."""
        ...

    def encode(self, value: Any, source: object, write: Write) -> object:
        """Return the JSON of an attribute: the source itself if unchanged, ABSENT if there is nothing to write."""
        ...


class Member(Protocol):
    """An attribute in a table: a row, or a section that is structured at first use."""

    @property
    def attribute(self) -> str:
        """Return the name of the attribute."""
        ...

    @property
    def kind(self) -> Kind:
        """Return the kind of the attribute."""
        ...

    @property
    def structure_names(self) -> dict[str, object]:
        """Return the names that ``structure_lines`` uses, with what they refer to."""
        ...

    @property
    def untouched_names(self) -> dict[str, object]:
        """Return the names that ``untouched_lines`` uses, with what they refer to."""
        ...

    @property
    def conforms_names(self) -> dict[str, object]:
        """Return the names that ``conforms_expression`` uses, with what they refer to."""
        ...

    def structure_lines(self) -> list[str]:
        """Write the lines that set the attribute from the JSON value ``v``."""
        ...

    def untouched_lines(self, source: str) -> list[str]:
        """Write the lines that return False if the attribute was changed."""
        ...

    def conforms_expression(self, value: str) -> str:
        """Write the expression that tests whether a JSON value is as expected: it fits, is not empty, is known."""
        ...

    def encode(self, held: object, source: object, write: Write) -> object:
        """Return the JSON of the attribute; the source itself if unchanged."""
        ...


#: A table as written: JSON keys, each with a member or a nested object.
Members = Mapping[str, Union[Member, "Members"]]


@frozen(eq=False, repr=False)
class Row:
    """An attribute and its kind."""

    attribute: str
    kind: Kind

    @property
    def structure_names(self) -> dict[str, object]:
        return self.kind.structure_names

    @property
    def untouched_names(self) -> dict[str, object]:
        return self.kind.untouched_names

    def structure_lines(self) -> list[str]:
        return [f"o.{self.attribute} = {self.kind.structure('v')}"]

    def untouched_lines(self, source: str) -> list[str]:
        return [f"if not ({self.kind.untouched(f'o.{self.attribute}', source)}): return False"]

    @property
    def conforms_names(self) -> dict[str, object]:
        return self.kind.conforms_names

    def conforms_expression(self, value: str) -> str:
        return self.kind.conforms_expression(value)

    def encode(self, held: object, source: object, write: Write) -> object:
        try:
            return self.kind.encode(getattr(held, self.attribute), source, write)
        except UnwritableError as error:
            error.path = f".{self.attribute}{error.path}"
            raise


class PlainObject:
    """A JSON object without its own class: its attributes belong to the object around it."""

    expected = "an object"

    def __init__(self, members: Members) -> None:
        self.members = {
            key: PlainObject(member) if isinstance(member, Mapping) else member for key, member in members.items()
        }
        self._rank = {key: rank for rank, key in enumerate(members)}

    def rows(self) -> Iterator[tuple[str, Member]]:
        """Yield the key and the row of each attribute that is directly in this object."""
        return ((key, member) for key, member in self.members.items() if not isinstance(member, PlainObject))

    def plain_objects(self) -> Iterator[tuple[str, "PlainObject"]]:
        """Yield the key and the node of each nested object without its own class."""
        return ((key, member) for key, member in self.members.items() if isinstance(member, PlainObject))

    def fits(self, source: object) -> bool:
        """Return whether a JSON value can hold the attributes."""
        return type(source) is dict

    def encode(self, held: object, source: object, write: Write) -> object:
        """Return the JSON object with the attributes in it: the source itself if unchanged, ABSENT if now empty."""
        old = source if type(source) is dict else {}
        changes = {}
        for key, member in self.members.items():
            before = old.get(key, ABSENT)
            after = member.encode(held, before, write)
            if after is not before:
                changes[key] = after
        if not changes:
            return source
        new = {key: value for key, value in old.items() if changes.get(key) is not ABSENT}
        for key, value in changes.items():
            if value is not ABSENT:
                new = self.placed(new, key, value)
        return new or ABSENT

    def placed(self, members: dict[str, object], key: str, value: object) -> dict[str, object]:
        """Put a value at its key, or else before the first key that ranks after it."""
        if key in members:
            members[key] = value
            return members
        rank = self._rank[key]
        after = next((other for other in members if self._rank.get(other, -1) > rank), None)
        if after is None:
            members[key] = value
            return members
        placed: dict[str, object] = {}
        for other, item in members.items():
            if other == after:
                placed[key] = value
            placed[other] = item
        return placed


class Table:
    """Which attribute of a class is at which place in its JSON object.

    The order of the members is the order in which the registry writes the keys.
    """

    def __init__(
        self,
        cls: type[Any],
        members: Members,
        *,
        left_empty: frozenset[str] = frozenset(),
        wrapper: type[Any] | None = None,
    ) -> None:
        self.cls = cls
        self.root = PlainObject(members)
        #: The class that wraps the source of an object, as its ``payload``; None if the source is not wrapped.
        self.wrapper = wrapper
        #: Where the registry itself writes empty objects, as JSON pointers.
        self.left_empty = left_empty

    @cached_property
    def places(self) -> dict[str, tuple[tuple[str, ...], Member]]:
        """The place and the row of each attribute."""
        return {row.attribute: (place, row) for place, row in self.rows()}

    def rows(self) -> Iterator[tuple[tuple[str, ...], Member]]:
        """Yield the place and the row of each attribute."""
        yield from _rows(self.root, ())


def _rows(node: PlainObject, place: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Member]]:
    for key, row in node.rows():
        yield (*place, key), row
    for key, inner in node.plain_objects():
        yield from _rows(inner, (*place, key))
