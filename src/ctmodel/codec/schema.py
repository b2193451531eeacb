"""The schema of a format, as data: the place of each attribute of a class in its JSON object."""

from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from functools import cached_property
from typing import Any, Final, Protocol, Union

from attrs import frozen


class _Absent(Enum):
    ABSENT = "absent"


#: The value of a key that an object does not have.
ABSENT: Final = _Absent.ABSENT

#: Returns the JSON object of an object that has the given table; see :func:`ctmodel.codec.writing.written`.
Write = Callable[["Table", Any], dict[str, Any]]


class UnwritableError(Exception):
    """A value in the model that cannot be written; its path grows while the call unwinds."""

    def __init__(self, error: Exception) -> None:
        super().__init__(error)
        self.error = error
        self.path = ""


@frozen(eq=False)
class Generated:
    """A function that is generated from a table: what the lines of other generated functions call."""

    #: Returns the table.
    table: Callable[[], "Table"]
    #: Its name among :class:`ctmodel.codec.compiling.Functions`.
    name: str
    #: Whether it is generated when it is first called, since its table is imported then.
    at_first_call: bool = False


class Kind(Protocol):
    """What an attribute can stand for in a payload.

    A kind does three things.
    It writes the expressions that the generated functions are made of (``test``, ``convert``, ``untouched``),
    it judges a JSON value (``fits``, ``conforms_expression``), and it turns an attribute back into JSON (``encode``).
    """

    @property
    def expected(self) -> str:
        """Say in words what a payload must hold to fit."""
        ...

    @property
    def structure_names(self) -> dict[str, object]:
        """Return what the expressions that structure refer to."""
        ...

    @property
    def untouched_names(self) -> dict[str, object]:
        """Return what the expression ``untouched`` refers to."""
        ...

    def test(self, value: str) -> str:
        """Write the expression that tells whether a JSON value is of the right type."""
        ...

    def convert(self, value: str) -> str:
        """Write the expression that turns a JSON value of the right type into the attribute's."""
        ...

    def structure(self, value: str) -> str:
        """Write the expression that turns any JSON value into the attribute's."""
        ...

    def untouched(self, value: str, source: str) -> str:
        """Write a cheap expression that is true only if encoding the attribute gives its source back."""
        ...

    def fits(self, source: object) -> bool:
        """Tell whether a JSON value can be held by the attribute."""
        ...

    @property
    def conforms_names(self) -> dict[str, object]:
        """Return what the expression ``conforms_expression`` refers to."""
        ...

    def conforms_expression(self, value: str) -> str:
        """Write the expression that tells whether there is nothing to say about a JSON value."""
        ...

    def encode(self, value: Any, source: object, write: Write) -> object:
        """Return the JSON of an attribute: its source itself if unchanged, ABSENT if there is nothing to write."""
        ...


class Member(Protocol):
    """An attribute in a table: a row, or a section that is structured at first use."""

    @property
    def attribute(self) -> str:
        """Return the name of the attribute."""
        ...

    @property
    def kind(self) -> Kind:
        """Return what the attribute stands for."""
        ...

    @property
    def structure_names(self) -> dict[str, object]:
        """Return what the lines that structure refer to."""
        ...

    @property
    def untouched_names(self) -> dict[str, object]:
        """Return what the lines that compare refer to."""
        ...

    @property
    def conforms_names(self) -> dict[str, object]:
        """Return what the expression that judges refers to."""
        ...

    def structure_lines(self) -> list[str]:
        """Write how the attribute is made from the JSON value ``v``."""
        ...

    def untouched_lines(self, source: str) -> list[str]:
        """Write how to leave with False where the attribute was changed."""
        ...

    def conforms_expression(self, value: str) -> str:
        """Write the expression that tells whether there is nothing to say about a JSON value."""
        ...

    def encode(self, held: object, source: object, write: Write) -> object:
        """Return the JSON of the attribute; its source itself if unchanged."""
        ...


#: A table as it is written: JSON keys, with a member or a nested object for each.
Members = Mapping[str, Union[Member, "Members"]]


@frozen(eq=False, repr=False)
class Row:
    """An attribute and what it stands for."""

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
    """A JSON object that has no class of its own: its attributes belong to the object around it."""

    expected = "an object"

    def __init__(self, members: Members) -> None:
        self.members = {
            key: PlainObject(member) if isinstance(member, Mapping) else member for key, member in members.items()
        }
        self._rank = {key: rank for rank, key in enumerate(members)}

    def rows(self) -> Iterator[tuple[str, Member]]:
        """Yield key and row of the attributes that belong to this object itself."""
        return ((key, member) for key, member in self.members.items() if not isinstance(member, PlainObject))

    def plain_objects(self) -> Iterator[tuple[str, "PlainObject"]]:
        """Yield key and node of the nested objects that have no class of their own."""
        return ((key, member) for key, member in self.members.items() if isinstance(member, PlainObject))

    def fits(self, source: object) -> bool:
        """Tell whether a JSON value can hold the attributes."""
        return type(source) is dict

    def encode(self, held: object, source: object, write: Write) -> object:
        """Return the JSON object with the attributes in it: the source itself if unchanged, ABSENT if emptied."""
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
                new = self._with(new, key, value)
        return new or ABSENT

    def _with(self, members: dict[str, object], key: str, value: object) -> dict[str, object]:
        """Put a value in its place: where its key is, else before the first key that ranks after it."""
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
    """The place of each attribute of a class in its JSON object.

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
        #: What wraps the JSON object that an object of the class keeps, as ``payload``; None where it keeps it bare.
        self.wrapper = wrapper
        #: Where the registry itself writes objects with nothing in them, as JSON pointers.
        self.left_empty = left_empty

    @cached_property
    def places(self) -> dict[str, tuple[tuple[str, ...], Member]]:
        """Place and row of each attribute."""
        return {row.attribute: (place, row) for place, row in self.rows()}

    def rows(self) -> Iterator[tuple[tuple[str, ...], Member]]:
        """Yield the place and the row of each attribute."""
        yield from _rows(self.root, ())


def _rows(node: PlainObject, place: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Member]]:
    for key, row in node.rows():
        yield (*place, key), row
    for key, inner in node.plain_objects():
        yield from _rows(inner, (*place, key))
