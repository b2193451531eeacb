"""Break the table of a reader in known ways."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from attrs import evolve

from ctmodel.formats.reader import Reader
from ctmodel.formats.rows import Conversion, InPart, Row


class Mutant(NamedTuple):
    """A broken reader."""

    what: str
    reader: Reader
    #: The values that were changed so far; None if rows are broken, not values.
    changed: list[object] | None = None


def all_mutants(reader: Reader) -> Iterator[Mutant]:
    """Yield the reader, broken in each way."""
    rows = reader.rows
    for index, held in enumerate(rows):
        name = f"{index} {' '.join(held.sources)}"
        yield Mutant(f"{name}: removed", _with(reader, [*rows[:index], *rows[index + 1 :]]))
        if index and _exchangeable(rows[index - 1], held):
            before = rows[index - 1]
            swapped = [evolve(held, sources=before.sources), evolve(before, sources=held.sources)]
            mutant = _with(reader, [*rows[: index - 1], *swapped, *rows[index + 1 :]])
            yield Mutant(f"{name}: sources swapped", mutant)
    for what, change in _CHANGES.items():
        changed: list[object] = []
        yield Mutant(what, _with(reader, [_converted(held, change, changed) for held in rows]), changed)


def _with(reader: Reader, rows: list[Row]) -> Reader:
    return Reader(rows, reader.rests.values(), register=reader.register, number=reader.number)


def _exchangeable(first: Row, second: Row) -> bool:
    # The sources of two rows that do the same can change places.
    same = evolve(first, sources=second.sources) == second
    return len(first.sources) == len(second.sources) and first.sources != second.sources and not same


def _converted(held: Row, change: Any, changed: list[object]) -> Row:
    def convert(text: Any) -> Any:
        value = held.conversion.convert(text)
        if change(value) != value:
            changed.append(value)
        return change(value)

    conversion = Conversion(convert, held.conversion.expected, held.conversion.keeps_words)
    return evolve(held, conversion=conversion)


def _cut(value: Any) -> Any:
    if isinstance(value, InPart):
        return InPart(_cut(value.value), value.without)
    if isinstance(value, str):
        return value[:20]
    if isinstance(value, list):
        return [_cut(item) for item in value]
    return {name: _cut(item) for name, item in value.items()} if isinstance(value, dict) else value


def _first(value: Any) -> Any:
    return value[:1] if isinstance(value, list) else value


def _whole(value: Any) -> Any:
    return value.value if isinstance(value, InPart) else value


_CHANGES = {"texts cut to 20 characters": _cut, "lists cut to one item": _first, "nothing taken in part": _whole}
