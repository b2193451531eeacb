"""The page of each format with a table: what becomes of each leaf of its records, and what is written where."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ctmodel.formats.foreign import ForeignFormat
from ctmodel.formats.reader import Filler
from ctmodel.formats.registry import foreign_formats, written_formats
from ctmodel.formats.targets import Target
from ctmodel.formats.writer import Writer
from generators.markup import WIDE, cell, code, codes, percent, table

#: Shares of leaves in percent, measured by ``python -m tests.formats.shares`` where the records are.
SHARES = json.loads((Path(__file__).parents[1] / "shares.json").read_text(encoding="utf-8"))

PAGE = """# {title}

The format `{name}`. Each row is a leaf of a record, the attributes that it fills, and what it is read as. Rows are
tried in this order, and the first match is used; a leaf can have several rows. "In records" is the share of records
that have the leaf.

{shares}

{rows}

## No place yet

{left_out}
"""
ONLY_WRITTEN = """# {title}

The format `{name}` is only written, by `ctmodel.convert` and `ctmodel convert`.
"""
WRITTEN = """
## Written

Each row is a place of a document, the attributes that it holds, and how they are written. "Depends on" has attributes
that decide about the text, and that it does not hold. What no row holds of a trial, or only in part, is listed as a
loss when it is converted.

{rows}
"""
MEASURED = """In the {records} records that the table is based on, attributes carry {carried} % of the leaves,
and {part} % in part; {silent} % say nothing, and {left} % are left: `trial.extra` lists them.
Most of these are:

{most}"""
PLACES = ("place", "attributes", "depends on", "written as")
COLUMNS = ("leaf", "attributes", "read as", "registers", "in records")


def pages() -> Iterator[tuple[str, str]]:
    """Yield the pages."""
    for held in foreign_formats():
        yield f"{held.name}.md", WIDE + _page(held) + (_written(held.writer) if held.writer else "")
    for name, other in written_formats().items():
        if not other.is_read and other.writer:
            yield f"{name}.md", WIDE + ONLY_WRITTEN.format(title=other.title, name=name) + _written(other.writer)


def _written(writer: Writer) -> str:
    return WRITTEN.format(rows=table(PLACES, map(_target, writer.targets), kind="filtered wide"))


def _target(row: Target) -> tuple[str, ...]:
    return code(row.place), codes(row.attributes), codes(row.given), cell(row.written_as)


def _page(held: ForeignFormat) -> str:
    measured = SHARES.get(held.name)
    rows = [_row(filler, measured) for filler in held.reader.fillers]
    left = [rest.source for rest in held.reader.rests.values() if rest.silent is None]
    return PAGE.format(
        title=held.title,
        name=held.name,
        shares=_shares(measured) if measured else "Its coverage has not been measured.",
        rows=table(COLUMNS, rows, kind="filtered wide"),
        left_out=f"No attribute can hold these leaves:\n\n{_list(left)}" if left else "Every leaf has a place.",
    )


def _row(filler: Filler, measured: dict[str, Any] | None) -> tuple[str, ...]:
    fills = codes(sorted(map(str, filler.fills)))
    share = percent(max(measured["filled"].get(name, 0) for name in filler.sources), 0) if measured else ""
    return (
        codes(filler.names),
        f"repeats {fills}" if filler.row.again else fills,
        filler.row.conversion.expected,
        ", ".join(sorted(filler.registers)) or "all",
        share,
    )


def _shares(measured: dict[str, Any]) -> str:
    return MEASURED.format(records=measured["records"], most=_list(measured["left"]), **measured["leaves"])


def _list(leaves: list[str]) -> str:
    return "\n".join(f"* {code(leaf)}" for leaf in leaves)
