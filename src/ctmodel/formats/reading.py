"""Read the leaves of a record by a table, and account for each.

A leaf that repeats another one is silent. A leaf that contradicts another one is in conflict, and left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, final

from attrs import frozen

from ctmodel.codec.nested import Many
from ctmodel.formats.format import Left, Refused
from ctmodel.formats.records import Leaf
from ctmodel.formats.rows import NO_PLACE, NOTHING, REFUSED, Each, InPart, Rest, Row, plain
from ctmodel.formats.study_payload import fits, kind_at, study_payload
from ctmodel.values.registry_numbers import recognise

if TYPE_CHECKING:
    from ctmodel.formats.reader import Reader


@final
@frozen
class Reading:
    """The result of reading a record."""

    payload: dict[str, Any]
    carried: dict[str, tuple[str, ...]]
    left: dict[str, Left]
    silent: dict[str, str]
    refused: tuple[Refused, ...]
    #: The leaf that filled each attribute, by the path of the attribute.
    filled_by: dict[str, Leaf]
    #: The registry of the record, and its number there.
    registry: str | None
    number: str | None


def read_record(reader: Reader, leaves: Sequence[Leaf]) -> Reading:
    """Read the leaves of a record by the table of a reader."""
    leaves = [reader.as_in_table(leaf) for leaf in leaves]
    return _Record(reader, reader.arrange(leaves) if reader.arrange else leaves).reading()


@lru_cache(maxsize=20_000)
def _names_below(
    names: tuple[str, ...], depth: int, elements: frozenset[str]
) -> tuple[str, tuple[tuple[str, int], ...]]:
    """Return the name of a leaf in an element, and the elements around it that have rows, with the end of their names.

    ``depth`` is how many names lead to the element.
    """
    ends = range(depth + 1, len(names) + 1)
    return name_of(names[depth:]), tuple((name, end) for end in ends if (name := name_of(names[depth:end])) in elements)


@lru_cache(maxsize=20_000)
def name_of(names: tuple[str, ...]) -> str:
    """Return the normalised name of a leaf or element."""
    return plain("/".join(names))


@final
class _Record:
    """The reading of one record."""

    def __init__(self, reader: Reader, leaves: Sequence[Leaf]) -> None:
        self.reader = reader
        self.leaves = leaves
        self.filled_by: dict[str, Leaf] = {}
        self.carried: dict[str, tuple[str, ...]] = {}
        self.left: dict[str, Left] = {}
        self.silent = {leaf.place: "empty" for leaf in leaves if not leaf.text or leaf.text.isspace()}
        self.refused: dict[str, Refused] = {}
        #: Leaves that apply to what is around them, by name and how much of it they share with their elements.
        self._around: dict[tuple[str, int], dict[tuple[int, ...], Leaf]] = {}
        number = self._last(reader.number)
        self.registry = self._last(reader.register) or self._registry_of(number)
        self.number = reader.number_form.format(number) if number else None

    def _registry_of(self, number: str | None) -> str | None:
        """Return the registry that has given a number."""
        recognised = recognise(number) if number and self.reader.registers else None
        return self.reader.registers.get(recognised.kind) if recognised else None

    def _last(self, name: str | None) -> str | None:
        """Return the text of the last leaf with a name."""
        texts = [leaf.text.strip() for leaf in self.leaves if name_of(leaf.names) == name and not self.is_done(leaf)]
        return texts[-1] if texts else None

    def around(self, name: str, inside: Leaf, depth: int) -> Leaf | None:
        """Return the leaf with a name that applies to an element, given by a leaf inside and its depth."""
        steps = name.split("/")
        common = 0
        while common < depth and common < len(steps) and plain(inside.names[common]) == steps[common]:
            common += 1
        key = name, common
        if key not in self._around:
            named = (leaf for leaf in self.leaves if name_of(leaf.names) == name)
            self._around[key] = {leaf.indexes[:common]: leaf for leaf in named}
        return self._around[key].get(inside.indexes[:common])

    def is_done(self, leaf: Leaf) -> bool:
        """Whether it is known what becomes of a leaf."""
        place = leaf.place
        return place in self.carried or place in self.left or place in self.silent

    def reading(self) -> Reading:
        values: dict[str, Any] = {}
        _Scope(self, values, "", "", self.leaves, 0, self.reader.elements).read(self.reader.rows)
        if self.reader.complete:
            self.reader.complete(values)
        for leaf in self.leaves:
            name = name_of(leaf.names)
            if name == self.reader.number and leaf.place in self.carried:
                self.carried[leaf.place] += ("registry_id",)
            elif name == self.reader.register:
                self.carried[leaf.place] = ("registry",)
            elif not self.is_done(leaf):
                self._rest(leaf, name)
        return Reading(
            study_payload(values), self.carried, self.left, self.silent,
            tuple(refused for place, refused in self.refused.items() if place in self.left),
            self.filled_by, self.registry, self.number,
        )  # fmt: skip

    def _rest(self, leaf: Leaf, name: str) -> None:
        """Note a leaf that no row has accepted."""
        rest = self.reader.rest(name)
        refused = self.refused.get(leaf.place)
        if refused is not None:
            why = "no place" if refused.expected is None else f"refused: cannot be read as {refused.expected}"
            self.left[leaf.place] = Left(leaf.value, why)
        elif rest is None:
            why = "no place" if self.reader.is_known(name) else "unknown"
            self.left[leaf.place] = Left(leaf.value, why)
        elif self._says_nothing(leaf, rest):
            self.silent[leaf.place] = rest.why
        else:
            self.left[leaf.place] = Left(leaf.value, rest.why if rest.silent is None else "no place")

    @cached_property
    def _texts(self) -> dict[str, set[str]]:
        """The texts of all leaves with a name, of those that others refer to."""
        texts: dict[str, set[str]] = {}
        for leaf in self.leaves:
            name = name_of(leaf.names)
            if name.startswith(self.reader.referred_to):
                texts.setdefault(name, set()).add(leaf.text.strip())
        return texts

    def _says_nothing(self, leaf: Leaf, rest: Rest) -> bool:
        text = leaf.text.strip()
        if rest.refers_to is not None:
            wanted = plain(rest.refers_to)
            if wanted.endswith("/*"):
                wanted = wanted[:-1] + name_of(leaf.names)[len(plain(rest.source)) - 1 :]
            return text in self._texts.get(wanted, ())
        return rest.silent is not None and (not rest.silent or text in rest.silent)


@final
class _Scope:
    """The leaves of a record, or of an element whose rows fill an object, and the values that they fill."""

    def __init__(
        self,
        record: _Record,
        values: dict[str, Any],
        base: str,
        path: str,
        leaves: Sequence[Leaf],
        depth: int,
        elements: frozenset[str],
    ) -> None:
        self._record = record
        self._values = values
        #: What the attributes of rows begin with, in ``values`` and as paths of the model.
        self._base = base
        self._path = path
        self._leaves = leaves
        #: How many names lead to the element from the root of the record.
        self._depth = depth
        #: The leaves by name, and those inside each element that has rows of its own, by name and indexes.
        self._by_name: dict[str, list[Leaf]] = {}
        self._elements: dict[str, dict[tuple[int, ...], list[Leaf]]] = {name: {} for name in elements}
        for leaf in leaves:
            name, around = _names_below(leaf.names, depth, elements)
            for element, end in around:
                self._elements[element].setdefault(leaf.indexes[depth:end], []).append(leaf)
            if leaf.place not in record.silent:
                self._by_name.setdefault(name, []).append(leaf)

    def read(self, rows: Sequence[Row | Each]) -> None:
        """Apply rows to the leaves."""
        registry = self._record.registry
        for held in rows:
            is_for = not held.registers or registry in held.registers
            if is_for and all(self._values.get(self._base + name) == value for name, value in held.given.items()):
                if isinstance(held, Each):
                    self._each(held)
                elif held.inherits:
                    self._inherit(held)
                else:
                    self._try(held)

    def _each(self, held: Each) -> None:
        """Read elements by rows of their own."""
        attribute, path = self._base + held.attribute, self._path + held.attribute
        depth, record = self._depth + held.steps, self._record
        found = [leaves for leaves in self._elements[held.plain_name].values() if not all(map(record.is_done, leaves))]
        if not found:
            return
        is_list = isinstance(kind_at(_unindexed(path)), Many)
        for leaves in held.chosen(found, depth):
            if not is_list:
                scope = _Scope(record, self._values, f"{attribute}.", f"{path}.", leaves, depth, held.inner)
                scope.read(held.rows)
                continue
            item: dict[str, Any] = {}
            at = f"{path}[{len(self._values.get(attribute, ()))}]."
            _Scope(record, item, "", at, leaves, depth, held.inner).read(held.rows)
            if item and (same := self._same(held, item)) is not None:
                self._drop(leaves, at, item, *same)
            elif item:
                self._values.setdefault(attribute, []).append(item)

    def _same(self, held: Each, item: dict[str, Any]) -> tuple[str, dict[str, Any]] | None:
        """Return what has said the key of an item before, if anything has: the path of the key, and its item."""
        value = item.get(held.key) if held.key else None
        if value is None:
            return None
        for at, other in enumerate(self._values.get(self._base + held.attribute, ())):
            if other.get(held.key) == value:
                return f"{self._path}{held.attribute}[{at}].{held.key}", other
        return (held.unless, {held.key: value}) if held.unless and self._values.get(held.unless) == value else None

    def _drop(self, leaves: list[Leaf], at: str, item: dict[str, Any], path: str, other: dict[str, Any]) -> None:
        """Note the leaves of an element whose key another one has: they add what it lacks, repeat it or contradict it.

        Without an item to add to, what it lacks has no place.
        """
        record = self._record
        around = path[: path.rfind(".") + 1] if path.startswith(at[: at.rfind("[")]) else ""
        for leaf in leaves:
            filled = record.carried.pop(leaf.place, ())
            names = [name.removeprefix(at).partition("[")[0] for name in filled]
            new = [name for name in names if name not in other] if around else []
            for name in filled:
                record.filled_by.pop(name, None)
            for name in new:
                other[name] = item[name]
                record.filled_by[around + name] = leaf
            if not names:
                continue
            if conflicts := [name for name in names if name in other and other[name] != item[name]]:
                why = ", ".join(f"{around}{name} is {other[name]!r}" for name in conflicts)
                record.left[leaf.place] = Left(leaf.value, f"in conflict: {why}")
            elif new:
                record.carried[leaf.place] = tuple(around + name for name in names)
            elif all(name in other for name in names):
                record.silent[leaf.place] = f"repeats {record.filled_by[path].place}"
            else:
                record.left[leaf.place] = Left(leaf.value, "no place")

    def _try(self, held: Row) -> None:
        names = held.names
        if self._by_name.keys().isdisjoint(names):
            return
        waiting = [[leaf for leaf in self._by_name.get(name, ()) if not self._record.is_done(leaf)] for name in names]
        if held.gathers:
            self._gather(held, waiting)
        elif len(names) > 1:
            self._join(held, [leaves[0] if leaves else None for leaves in waiting])
        else:
            for leaf in waiting[0]:
                self._take(held, [leaf], leaf.text)

    def _inherit(self, held: Row) -> None:
        """Apply a row to a leaf outside of the element, if there is no value yet."""
        leaf = self._record.around(held.names[0], self._leaves[0], self._depth)
        if leaf is None or self._base + held.attribute in self._values:
            return
        value = held.conversion.convert(leaf.text)
        if self._by_attribute(held, value) is not None:
            (path,) = self._fill(held.attribute, value, [leaf])
            self._record.carried[leaf.place] = (*self._record.carried.get(leaf.place, ()), str(path))

    def _gather(self, held: Row, leaves: list[list[Leaf]]) -> None:
        """Apply a row to all leaves of some names. A leaf without information by itself is silent."""
        for index, group in enumerate(leaves):
            for leaf in group:
                alone = [[leaf.text] if other == index else [] for other in range(len(leaves))]
                if held.conversion.convert(alone) is NOTHING:
                    self._record.silent[leaf.place] = "no information"
        saying = [[leaf for leaf in group if not self._record.is_done(leaf)] for group in leaves]
        if any(saying):
            self._take(held, [*chain.from_iterable(saying)], [[leaf.text for leaf in group] for group in saying])

    def _join(self, held: Row, leaves: list[Leaf | None]) -> None:
        """Apply a row to several leaves. A leaf without information by itself is silent."""
        texts: list[str | None] = [None] * len(leaves)
        for index, leaf in enumerate(leaves):
            if leaf is not None:
                texts[index] = leaf.text
                alone = [leaf.text if other is leaf else None for other in leaves]
                if held.conversion.convert(alone) is NOTHING:
                    self._record.silent[leaf.place] = "no information"
                    texts[index] = None
        saying = [leaf for leaf, text in zip(leaves, texts, strict=True) if leaf is not None and text is not None]
        if saying:
            self._take(held, saying, texts)

    def _take(self, held: Row, leaves: list[Leaf], texts: Any) -> None:
        """Apply a row to leaves: fill its attributes, or note why not."""
        record = self._record
        value = held.conversion.convert(texts)
        if value is NOTHING:
            record.silent |= dict.fromkeys([leaf.place for leaf in leaves], "no information")
            return
        if value is NO_PLACE:
            self._note_refused(held, leaves, None)
            return
        without = None
        if isinstance(value, InPart):
            value, without = value.value, value.without
        values = self._by_attribute(held, value)
        if values is None:
            self._note_refused(held, leaves, held.conversion.expected)
            return
        if held.again:
            if self._values.get(self._base + held.attribute) == value:
                self._again(leaves[0], values)
            return
        paths = [path for attribute, item in values.items() for path in self._fill(attribute, item, leaves)]
        for leaf in leaves:
            record.refused.pop(leaf.place, None)
            if None in paths:
                self._again(leaf, values)
            elif without is not None and (held.gathers or leaf is leaves[0]):  # of joined leaves, the first says more
                record.left[leaf.place] = Left(leaf.value, f"in part: {without}")
            else:
                record.carried[leaf.place] = tuple(path for path in paths if path is not None)

    def _by_attribute(self, held: Row, value: Any) -> dict[str, Any] | None:
        """Return the values of a row by attribute, or None if an attribute cannot hold its value."""
        if value is REFUSED:
            return None
        values = {held.attribute: value} if held.attribute else dict(value)
        for name, item in values.items():
            kind = kind_at(_unindexed(self._path + name))
            if isinstance(kind, Many) and type(item) is not list:
                values[name] = item = _Added([item])
            if not fits(kind, [*item] if isinstance(item, list) else item):
                return None
        return values | {name: item for name, item in held.also.items() if self._base + name not in self._values}

    def _note_refused(self, held: Row, leaves: list[Leaf], expected: str | None) -> None:
        if not held.again:
            fills = tuple(sorted(self._path + name for name in held.fills))
            for leaf in leaves:
                known = self._record.refused.get(leaf.place)
                if known is not None and known.expected is None:
                    continue  # one row knows the words, which is more precise than a refusal by another
                self._record.refused[leaf.place] = Refused(leaf.place, leaf.text, fills, expected)

    def _fill(self, attribute: str, value: Any, leaves: list[Leaf]) -> Iterator[str | None]:
        """Set an attribute or add to a list, and yield the paths that are filled; None if it is set already."""
        key, filled_by = self._base + attribute, self._record.filled_by
        if isinstance(value, list):
            items = self._values.setdefault(key, [])
            others = [] if isinstance(value, _Added) else items[:]
            for item in value:
                # What another leaf has added is not added again.
                at = others.index(item) if item in others else len(items)
                if at == len(items):
                    items.append(item)
                path = f"{self._path}{attribute}[{at}]"
                parts = {f".{name}": text for name, text in item.items()} if isinstance(item, dict) else {"": item}
                for part, text in parts.items():
                    filled_by.setdefault(path + part, _said_by(leaves, text))
                    yield path + part
        elif key in self._values:
            yield None
        else:
            self._values[key] = value
            filled_by[self._path + attribute] = leaves[0]
            yield self._path + attribute

    def _again(self, leaf: Leaf, values: Mapping[str, Any]) -> None:
        """Note a leaf for attributes that another leaf has filled."""
        record = self._record
        conflicts = [name for name, value in values.items() if self._values[self._base + name] != value]
        if conflicts:
            why = ", ".join(f"{self._path}{name} is {self._values[self._base + name]!r}" for name in conflicts)
            record.left[leaf.place] = Left(leaf.value, f"in conflict: {why}")
        else:
            first = record.filled_by[self._path + next(iter(values))].place
            record.silent[leaf.place] = f"repeats {first}"


class _Added(list[Any]):
    """An item that a leaf adds to a list, even if the list has an equal one."""


_INDEX: Final = re.compile(r"\[[0-9]+\]")


def _unindexed(path: str) -> str:
    """Return a path of the model with ``[]`` for each index."""
    return _INDEX.sub("[]", path) if "[" in path else path


def _said_by(leaves: list[Leaf], value: object) -> Leaf:
    """Return the leaf that a value comes from, of those that a row has joined."""
    return next((leaf for leaf in leaves if str(value) in leaf.text), leaves[0])
