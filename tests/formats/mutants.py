"""Break the table of a reader in known ways."""

from collections.abc import Iterator
from copy import copy
from typing import Any, NamedTuple

from attrs import evolve

from ctmodel.formats.reader import Reader
from ctmodel.formats.rows import Conversion, Each, InPart, Row, elements_in

Rows = tuple[Row | Each, ...]


class Mutant(NamedTuple):
    """A broken reader."""

    what: str
    reader: Reader
    #: The values that were changed so far; None if rows are broken, not values.
    changed: list[object] | None = None


def all_mutants(reader: Reader) -> Iterator[Mutant]:
    """Yield the reader, broken in each way."""
    for what, rows in _broken(reader.rows, ""):
        yield Mutant(what, _with(reader, rows))
    for what, change in _CHANGES.items():
        changed: list[object] = []
        yield Mutant(what, _with(reader, _all_converted(reader.rows, change, changed)), changed)
    if reader.arrange is not None:
        yield Mutant("not arranged", _with(reader, reader.rows, arrange=None))
    if reader.complete is not None:
        yield Mutant("not completed", _with(reader, reader.rows, complete=None))


def _broken(rows: Rows, around: str) -> Iterator[tuple[str, Rows]]:
    """Yield rows with one of them, also inside elements, removed or exchanged with the one before."""
    for index, held in enumerate(rows):
        before, after = rows[:index], rows[index + 1 :]
        own = held.name if isinstance(held, Each) else " ".join(held.sources)
        name = f"{around}{index} {own}"
        yield f"{name}: removed", (*before, *after)
        if isinstance(held, Each):
            for what, inner in _broken(held.rows, f"{name} "):
                yield what, (*before, evolve(held, rows=inner), *after)
        elif index and isinstance(first := rows[index - 1], Row) and _exchangeable(first, held):
            swapped = evolve(held, sources=first.sources), evolve(first, sources=held.sources)
            yield f"{name}: sources swapped", (*before[:-1], *swapped, *after)


def _with(reader: Reader, rows: Rows, **changes: Any) -> Reader:
    broken = copy(reader)
    broken.rows, broken.elements = rows, elements_in(rows)
    for name, value in changes.items():
        setattr(broken, name, value)
    return broken


def _all_converted(rows: Rows, change: Any, changed: list[object]) -> Rows:
    return tuple(
        evolve(held, rows=_all_converted(held.rows, change, changed))
        if isinstance(held, Each)
        else _converted(held, change, changed)
        for held in rows
    )


def _exchangeable(first: Row, second: Row) -> bool:
    # The sources of two rows that do the same can change places.
    same = evolve(first, sources=second.sources, tells=second.tells) == second
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
