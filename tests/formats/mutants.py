"""Break the table of a reader in known ways."""

from collections.abc import Iterator
from typing import Any

from attrs import evolve

from ctmodel.formats.reader import Reader
from ctmodel.formats.rows import Conversion, InPart, Row


def all_mutants(reader: Reader) -> Iterator[tuple[str, Reader]]:
    """Yield what is broken, and the broken reader."""
    rows = reader.rows
    for index, held in enumerate(rows):
        name = f"{index} {' '.join(held.sources)}"
        yield f"{name}: removed", _with(reader, [*rows[:index], *rows[index + 1 :]])
        if index and _exchangeable(rows[index - 1], held):
            before = rows[index - 1]
            swapped = [evolve(held, sources=before.sources), evolve(before, sources=held.sources)]
            yield f"{name}: sources swapped", _with(reader, [*rows[: index - 1], *swapped, *rows[index + 1 :]])
    yield "texts cut to 20 characters", _with(reader, [_converted(held, _cut) for held in rows])
    yield "lists cut to one item", _with(reader, [_converted(held, _first) for held in rows])
    yield "nothing taken in part", _with(reader, [_converted(held, _whole) for held in rows])


def _with(reader: Reader, rows: list[Row]) -> Reader:
    return Reader(rows, reader.rests.values(), register=reader.register, number=reader.number)


def _exchangeable(first: Row, second: Row) -> bool:
    # The sources of two rows that do the same can change places.
    same = evolve(first, sources=second.sources) == second
    return len(first.sources) == len(second.sources) and first.sources != second.sources and not same


def _converted(held: Row, change: Any) -> Row:
    convert = held.conversion.convert
    changed = Conversion(lambda text: change(convert(text)), held.conversion.expected, held.conversion.keeps_words)
    return evolve(held, conversion=changed)


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
