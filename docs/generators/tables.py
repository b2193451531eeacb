"""The page about the tables: what a row of each is, and all columns."""

from collections.abc import Iterable, Iterator

from ctmodel.tables import NO_COLUMN, TABLES, VERSION, Column, Table
from ctmodel.tables.read_me import source_of
from ctmodel.tables.schema.column import HEAD, UNSAID
from generators.markup import WIDE, cell, code, codes, table

PAGE = """# Tables

The columns of all tables, version {version} of the schema. [The guide](../tables.md) says which table answers what.
{listed}

## In every table

{head}

Types are those of Arrow, which files keep as they are. "Null" is empty where it has the usual meaning: {unsaid}.

{sections}

## Without a column

These attributes are in no table:

{left_out}
"""
SECTION = """({anchor})=

## `{name}`

A row is {about}.{on_request}

{columns}
"""
ON_REQUEST = " Written only on request (`--only {name}`)."
COLUMNS = ("column", "type", "unit", "attribute", "how", "null", "source")


def pages() -> Iterator[tuple[str, str]]:
    """Yield the page."""
    yield (
        "tables.md",
        WIDE
        + PAGE.format(
            version=VERSION,
            listed=", ".join(f"[`{name}`](#{_anchor(name)})" for name in TABLES),
            head=_columns(HEAD),
            unsaid=UNSAID,
            sections="\n".join(map(_section, TABLES.values())),
            left_out="\n".join(f"* {code(attribute)}: {why}" for attribute, why in NO_COLUMN.items()),
        ),
    )


def _section(held: Table) -> str:
    return SECTION.format(
        anchor=_anchor(held.name),
        name=held.name,
        about=held.about,
        on_request=ON_REQUEST.format(name=held.name) if held.on_request else "",
        columns=_columns(held.columns[len(HEAD) :]),
    )


def _columns(columns: Iterable[Column]) -> str:
    return table(COLUMNS, map(_row, columns), kind="filtered wide")


def _row(column: Column) -> tuple[str, ...]:
    return (
        code(column.name),
        column.type,
        column.unit or "",
        codes(column.of),
        cell(column.how or ""),
        cell("" if column.null == UNSAID else column.null),
        codes(filter(None, (source_of(column) or "").split(", "))),
    )


def _anchor(name: str) -> str:
    return f"table-{name.replace('_', '-')}"
