"""The table of a class: which attribute stands at which place of its JSON object, in the order of the keys."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from importlib import import_module
from typing import Any, Union

from attrs import define, field, frozen

from ctmodel.codec.generate import conforms, list_conforms, list_structurer, list_untouched, structurer, untouched
from ctmodel.codec.kinds import ABSENT, Kind, UnwritableError
from ctmodel.codec.nested import One

#: A table as it is written: JSON keys, with a row or a nested object for each.
Members = Mapping[str, Union["Row", "LazySection", "Members"]]


@frozen(eq=False, repr=False)
class Row:
    """An attribute and what it stands for."""

    attribute: str
    kind: Kind

    @property
    def structure_names(self) -> dict[str, object]:
        """Return what the lines that structure refer to."""
        return self.kind.structure_names

    @property
    def untouched_names(self) -> dict[str, object]:
        """Return what the lines that compare refer to."""
        return self.kind.untouched_names

    def structure_lines(self) -> list[str]:
        """Write how the attribute is made from the JSON value ``v``."""
        return [f"o.{self.attribute} = {self.kind.structure('v')}"]

    def untouched_lines(self, source: str) -> list[str]:
        """Write how to leave with False where the attribute was changed."""
        return [f"if not ({self.kind.untouched(f'o.{self.attribute}', source)}): return False"]

    @property
    def conforms_names(self) -> dict[str, object]:
        """Return what the expression that judges refers to."""
        return self.kind.conforms_names

    def conforms_expression(self, value: str) -> str:
        """Write the expression that tells whether there is nothing to say about a JSON value."""
        return self.kind.conforms_expression(value)

    def encode(self, held: object, source: object) -> object:
        """Return the JSON of the attribute; its source itself if unchanged."""
        try:
            return self.kind.encode(getattr(held, self.attribute), source)
        except UnwritableError as error:
            error.path = f".{self.attribute}{error.path}"
            raise


@define(eq=False, repr=False)
class LazySection:
    """An attribute that is structured at first use, and the place of its table."""

    attribute: str
    _place: str
    _kind: One | None = field(default=None, init=False)

    @property
    def kind(self) -> One:
        """What the attribute stands for; imports the table."""
        if self._kind is None:
            module, name = self._place.split(":")
            self._kind = One(getattr(import_module(module), name))
        return self._kind

    @property
    def structure_names(self) -> dict[str, object]:
        """Return what the lines that structure refer to: nothing, since the table is imported later."""
        return {}

    @property
    def untouched_names(self) -> dict[str, object]:
        """Return what the lines that compare refer to; nothing that imports the table."""
        return {f"untouched_section_{self.attribute}": self._untouched}

    def structure_lines(self) -> list[str]:
        """Write that the slot stays without a value where there is an object to structure later."""
        return [f"if type(v) is not dict: o.{self.attribute} = None"]

    def untouched_lines(self, source: str) -> list[str]:
        """Write how to leave with False where the section was used and changed."""
        return [
            f"try: v = getattribute(o, {self.attribute!r})",
            "except AttributeError: pass",
            "else:",
            f"    if not untouched_section_{self.attribute}(v, {source}): return False",
        ]

    @property
    def conforms_names(self) -> dict[str, object]:
        """Return what the expression that judges refers to; nothing that imports the table."""
        return {f"section_conforms_{self.attribute}": self._conforms}

    def conforms_expression(self, value: str) -> str:
        """Write the expression that tells whether there is nothing to say about a JSON value."""
        return f"section_conforms_{self.attribute}({value})"

    def _conforms(self, value: Any) -> bool:
        return type(value) is dict and bool(value) and self.kind.table.conforms(value)

    def _untouched(self, value: Any, source: object) -> bool:
        if value is None:
            return type(source) is not dict
        table = self.kind.table
        return isinstance(value, table.cls) and value._source is source and table.untouched(value)

    def encode(self, held: object, source: object) -> object:
        """Return the JSON of the section; its source itself if unchanged, or if nobody has used it."""
        try:
            object.__getattribute__(held, self.attribute)
        except AttributeError:
            return source
        return Row(self.attribute, self.kind).encode(held, source)


class PlainObject:
    """A JSON object that has no class of its own: its attributes belong to the object around it."""

    expected = "an object"

    def __init__(self, members: Members) -> None:
        self.members = {
            key: member if isinstance(member, Row | LazySection) else PlainObject(member)
            for key, member in members.items()
        }
        self._rank = {key: rank for rank, key in enumerate(members)}

    def rows(self) -> Iterator[tuple[str, "Row | LazySection"]]:
        """Yield key and row of the attributes that stand in this very object."""
        return ((key, member) for key, member in self.members.items() if not isinstance(member, PlainObject))

    def plain_objects(self) -> Iterator[tuple[str, "PlainObject"]]:
        """Yield key and node of the nested objects that have no class of their own."""
        return ((key, member) for key, member in self.members.items() if isinstance(member, PlainObject))

    def fits(self, source: object) -> bool:
        """Tell whether a JSON value can hold the attributes."""
        return type(source) is dict

    def encode(self, held: object, source: object) -> object:
        """Return the JSON object with the attributes in it: the source itself if unchanged, ABSENT if emptied."""
        old = source if type(source) is dict else {}
        changes = {}
        for key, member in self.members.items():
            before = old.get(key, ABSENT)
            after = member.encode(held, before)
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
        """Put a value in its place: where its key stands, else before the first key that ranks after it."""
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
    """Which attribute of a class stands at which place of its JSON object.

    The order of the members is the order in which the registry writes the keys.
    """

    def __init__(self, cls: type[Any], members: Members, left_empty: frozenset[str] = frozenset()) -> None:
        self.cls = cls
        self.root = PlainObject(members)
        #: Where the registry itself writes objects with nothing in them, as JSON pointers.
        self.left_empty = left_empty

    @cached_property
    def structure(self) -> Callable[[dict[str, Any]], Any]:
        """The generated function that makes an object of the class from a JSON object, which it keeps."""
        return structurer(self)

    @cached_property
    def untouched(self) -> Callable[[Any], bool]:
        """The generated function that tells whether an object and all below it are as structured."""
        return untouched(self)

    @cached_property
    def structure_all(self) -> Callable[[list[Any]], list[Any]]:
        """The generated function that makes objects of the class from the objects of a JSON array."""
        return list_structurer(self)

    @cached_property
    def all_untouched(self) -> Callable[[Any, Any], bool]:
        """The generated function that tells whether a list of objects is as structured from its array."""
        return list_untouched(self)

    @cached_property
    def conforms(self) -> Callable[[dict[str, Any]], bool]:
        """The generated function that tells whether the tables expect all that a JSON object holds."""
        return conforms(self)

    @cached_property
    def all_conform(self) -> Callable[[list[Any]], bool]:
        """The generated function that tells the same of all objects in a JSON array."""
        return list_conforms(self)

    @cached_property
    def places(self) -> dict[str, tuple[tuple[str, ...], Row | LazySection]]:
        """Place and row of each attribute."""
        return {row.attribute: (place, row) for place, row in self.rows()}

    def rows(self) -> Iterator[tuple[tuple[str, ...], Row | LazySection]]:
        """Yield the place and the row of each attribute."""
        yield from _rows(self.root, ())

    def written(self, held: Any) -> dict[str, Any]:
        """Return the JSON object of an object of the class: its source itself if nothing was changed.

        Raises:
            UnwritableError: an attribute holds a value that it cannot have.
        """
        source = held._source if type(held._source) is dict else ABSENT
        if source is not ABSENT and self.untouched(held):
            return held._source  # type: ignore[no-any-return]
        json = self.root.encode(held, source)
        return json if isinstance(json, dict) else {}

    def unstructure(self, held: Any) -> dict[str, Any]:
        """Return the JSON object of an object of the class, sharing what was not changed with its source.

        Raises:
            TypeError: an attribute holds a value of a wrong type; the message begins with its path.
            ValueError: an attribute holds a value that the format cannot have.
        """
        try:
            return self.written(held)
        except UnwritableError as unwritable:
            error = unwritable.error
            raise type(error)(f"{unwritable.path.lstrip('.')}: {error}") from None


def _rows(node: PlainObject, place: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Row | LazySection]]:
    for key, row in node.rows():
        yield (*place, key), row
    for key, inner in node.plain_objects():
        yield from _rows(inner, (*place, key))
