"""Apply the rows of a table to the leaves of a record, or of an element in it.

A leaf that repeats another one is silent. A leaf that contradicts another one is in conflict, and left.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, Final, final

from ctmodel.codec.nested import Many
from ctmodel.formats.accounting import Accounting
from ctmodel.formats.format import Left, Refused
from ctmodel.formats.records import Leaf
from ctmodel.formats.rows import NO_PLACE, NOTHING, REFUSED, Each, InPart, Row, name_of
from ctmodel.formats.study_payload import fits, kind_at

#: A name, and the elements around it with the end of their names.
_Below = tuple[str, tuple[tuple[str, int], ...]]
_INDEX: Final = re.compile(r"\[[0-9]+\]")


@final
class Scope:
    """The leaves of a record, or of an element whose rows fill an object, and the values that they fill."""

    def __init__(
        self,
        record: Accounting,
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
        #: The path with ``[]`` for each index, by which the kinds of attributes are known.
        self._unindexed = _INDEX.sub("[]", path)
        self._leaves = leaves
        #: How many names lead to the element from the root of the record.
        self._depth = depth
        #: The leaves by name, and those inside each element that has rows of its own, by name and indexes.
        self._by_name: dict[str, list[Leaf]] = {}
        self._elements: dict[str, dict[tuple[int, ...], list[Leaf]]] = {name: {} for name in elements}
        names_below = _below if record.has_long_names else _cached_below
        for leaf in leaves:
            name, around = names_below(leaf.names, depth, elements)
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
        is_list = isinstance(kind_at(self._unindexed + held.attribute), Many)
        for leaves in held.chosen(found, depth):
            if not is_list:
                scope = Scope(record, self._values, f"{attribute}.", f"{path}.", leaves, depth, held.inner)
                scope.read(held.rows)
                continue
            item: dict[str, Any] = {}
            at = f"{path}[{len(self._values.get(attribute, ()))}]."
            Scope(record, item, "", at, leaves, depth, held.inner).read(held.rows)
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
            kind = kind_at(self._unindexed + name)
            if isinstance(kind, Many) and type(item) is not list:
                values[name] = item = _Added([item])
            if not fits(kind, [*item] if isinstance(item, list) else item):
                return None
        also = {name: item for name, item in held.also.items() if self._base + name not in self._values}
        return values | also if also else values

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


def _below(names: tuple[str, ...], depth: int, elements: frozenset[str]) -> _Below:
    """Return the name of a leaf in an element, and the elements around it that have rows, with the end of their names.

    ``depth`` is how many names lead to the element.
    """
    ends = range(depth + 1, len(names) + 1)
    return name_of(names[depth:]), tuple((name, end) for end in ends if (name := name_of(names[depth:end])) in elements)


_cached_below: Final = lru_cache(maxsize=20_000)(_below)


class _Added(list[Any]):
    """An item that a leaf adds to a list, even if the list has an equal one."""


def _said_by(leaves: list[Leaf], value: object) -> Leaf:
    """Return the leaf that a value comes from, of those that a row has joined."""
    return next((leaf for leaf in leaves if str(value) in leaf.text), leaves[0])
