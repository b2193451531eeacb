"""The texts of a protocol, with the path of each."""

from collections.abc import Iterator
from functools import cache

from ctmodel.codec.leaves import Plain
from ctmodel.codec.nested import Many, One
from ctmodel.codec.table import Row, Table
from ctmodel.ctgov.tables.protocol import TRIAL
from ctmodel.model.sourced import Sourced
from ctmodel.model.trial import Trial


def protocol_texts(trial: Trial) -> Iterator[tuple[str, str]]:
    """Yield path and text of every text in the protocol: titles, names, descriptions, in the order of the record."""
    yield from _texts(TRIAL, trial, "")


def _texts(table: Table, held: Sourced, path: str) -> Iterator[tuple[str, str]]:
    for attribute, below in _textual(table):
        value = getattr(held, attribute)
        if not value:
            continue
        here = f"{path}{attribute}"
        if type(value) is str:
            yield here, value
        elif below is None:
            yield from ((f"{here}[{index}]", text) for index, text in enumerate(value))
        elif type(value) is list:
            for index, item in enumerate(value):
                yield from _texts(below, item, f"{here}[{index}].")
        else:
            yield from _texts(below, value, f"{here}.")


@cache
def _textual(table: Table) -> tuple[tuple[str, Table | None], ...]:
    """The attributes of a class that hold text or have text below them, with the table of what is below."""
    found: list[tuple[str, Table | None]] = []
    for _, row in table.rows():
        if isinstance(row, Row):
            kind = row.kind.item if isinstance(row.kind, Many) else row.kind
            if isinstance(kind, One):
                found.append((row.attribute, kind.table))
            elif isinstance(kind, Plain) and str in kind.types:
                found.append((row.attribute, None))
    return tuple(found)
