"""Read the leaves of a record by a table, and account for each."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, final

from attrs import frozen

from ctmodel.formats.accounting import Accounting
from ctmodel.formats.format import Left, Refused
from ctmodel.formats.reader import Reader
from ctmodel.formats.records import Leaf
from ctmodel.formats.rows import Rest, name_of, plain
from ctmodel.formats.scope import Scope
from ctmodel.formats.study_payload import study_payload
from ctmodel.values.registry_numbers import recognise


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
    if reader.renames:
        leaves = [reader.as_in_table(leaf) for leaf in leaves]
    accounting = Accounting(reader.arrange(leaves) if reader.arrange else leaves)
    number = accounting.last(reader.number)
    accounting.registry = accounting.last(reader.register) or _registry_of(reader, number)
    values: dict[str, Any] = {}
    Scope(accounting, values, "", "", accounting.leaves, 0, reader.elements).read(reader.rows)
    if reader.complete:
        reader.complete(values)
    _Others(reader, accounting).note()
    return Reading(
        study_payload(values), accounting.carried, accounting.left, accounting.silent,
        tuple(refused for place, refused in accounting.refused.items() if place in accounting.left),
        accounting.filled_by, accounting.registry, reader.number_form.format(number) if number else None,
    )  # fmt: skip


def _registry_of(reader: Reader, number: str | None) -> str | None:
    """Return the registry that has given a number."""
    recognised = recognise(number) if number and reader.registers else None
    return reader.registers.get(recognised.kind) if recognised else None


@final
class _Others:
    """The leaves that no row has accepted, and those with the registry and the number."""

    def __init__(self, reader: Reader, accounting: Accounting) -> None:
        self._reader = reader
        self._accounting = accounting

    def note(self) -> None:
        """Note what becomes of each leaf."""
        reader, carried = self._reader, self._accounting.carried
        for name, leaf in self._accounting.named:
            if name == reader.number and leaf.place in carried:
                carried[leaf.place] += ("registry_id",)
            elif name == reader.register:
                carried[leaf.place] = ("registry",)
            elif not self._accounting.is_done(leaf):
                self._rest(leaf, name)

    def _rest(self, leaf: Leaf, name: str) -> None:
        """Note a leaf that no row has accepted."""
        rest, left = self._reader.rest(name), self._accounting.left
        refused = self._accounting.refused.get(leaf.place)
        if refused is not None:
            why = "no place" if refused.expected is None else f"refused: cannot be read as {refused.expected}"
            left[leaf.place] = Left(leaf.value, why)
        elif rest is None:
            left[leaf.place] = Left(leaf.value, "no place" if self._reader.is_known(name) else "unknown")
        elif self._says_nothing(leaf, rest):
            self._accounting.silent[leaf.place] = rest.why
        else:
            left[leaf.place] = Left(leaf.value, rest.why if rest.silent is None else "no place")

    @cached_property
    def _texts(self) -> dict[str, set[str]]:
        """The texts of all leaves with a name, of those that others refer to."""
        return {
            name: {leaf.text.strip() for leaf in leaves}
            for name, leaves in self._accounting.by_name.items()
            if name.startswith(self._reader.referred_to)
        }

    def _says_nothing(self, leaf: Leaf, rest: Rest) -> bool:
        text = leaf.text.strip()
        if rest.refers_to is not None:
            wanted = plain(rest.refers_to)
            if wanted.endswith("/*"):
                wanted = wanted[:-1] + name_of(leaf.names)[len(plain(rest.source)) - 1 :]
            return text in self._texts.get(wanted, ())
        return rest.silent is not None and (not rest.silent or text in rest.silent)
