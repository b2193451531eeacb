"""Read the leaves of a record by a table, and account for each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, final

from attrs import frozen

from ctmodel.formats.format import Left, Refused
from ctmodel.formats.records import Leaf
from ctmodel.formats.rows import Rest, name_of, plain
from ctmodel.formats.scope import Scope
from ctmodel.formats.study_payload import study_payload
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
    return RecordReading(reader, reader.arrange(leaves) if reader.arrange else leaves).reading()


@final
class RecordReading:
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
        Scope(self, values, "", "", self.leaves, 0, self.reader.elements).read(self.reader.rows)
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
