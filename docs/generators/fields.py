"""The page about the fields of the ClinicalTrials.gov API: the attribute that holds each, and its type."""

from collections.abc import Iterator
from functools import cache

from attrs import frozen

import ctmodel
from ctmodel.codec.leaves import OneOf
from ctmodel.codec.nested import Many, One
from ctmodel.codec.schema import Kind, PlainObject
from ctmodel.formats.ctgov_v2.classes import table_of
from ctmodel.formats.ctgov_v2.fields import RETIRED, Field, fields
from generators.markup import WIDE, anchor, cell, code, table

PAGE = """# Fields and attributes

Where a field of the ClinicalTrials.gov API v2 (2.0.5) is in a `Trial`: {count} fields, {retired} of them retired.
Paths are relative to the module of their section; `[]` is an item of a list. Names of data elements link to the
registry's definitions, vocabularies to [their terms](vocabularies.md).

{sections}
"""
SECTION = """({anchor})=

## {title}

{place}

{rows}
"""
COLUMNS = ("JSON path", "attribute", "type", "data element")


@frozen
class Row:
    """A field, and what holds it."""

    field: Field
    #: Path in the model; empty for an object without a class.
    attribute: str
    #: What reads the value; None for an object without a class.
    kind: Kind | None

    @property
    def module(self) -> str:
        """The path of the field's module, such as ``protocolSection.designModule``; empty for a section."""
        section, _, below = self.field.path.partition(".")
        return f"{section}.{below.partition('.')[0]}" if below else ""


@cache
def rows() -> tuple[Row, ...]:
    """Return a row for each field, in the order of the tables."""
    return tuple(_rows(table_of(ctmodel.Trial).root, "", ""))


def pages() -> Iterator[tuple[str, str]]:
    """Yield the page."""
    modules: dict[str, list[Row]] = {"": []}
    for row in rows():
        modules.setdefault(row.module, []).append(row)
    sections = "\n".join(_section(path, held) for path, held in modules.items())
    yield "fields.md", WIDE + PAGE.format(count=len(rows()), retired=len(RETIRED), sections=sections)


def _section(path: str, held: list[Row]) -> str:
    own = [row for row in held if row.field.path == path]
    title, place = "The record", "The sections of a record."
    for row in own:
        title = row.field.data_element or row.field.piece
        place = f"{code(path)}, in {code(row.attribute)}, {_type(row)}" if row.attribute else code(path)
    cells = [_cells(row, path) for row in held if row not in own]
    return SECTION.format(
        anchor=anchor(path) or "the-record", title=title, place=place, rows=table(COLUMNS, cells, kind="filtered wide")
    )


def _cells(row: Row, module: str) -> tuple[str, ...]:
    path = row.field.path
    relative = path.removeprefix(f"{module}.")
    place = f"{code(relative)}{{#{anchor(path)}}}"
    return place, code(row.attribute) if row.attribute else "", _type(row), _element(row.field)


def _type(row: Row) -> str:
    if row.kind is None:
        return "an object without a class"
    if isinstance(row.kind, One):
        cls = row.kind.table.cls
        return f"{{py:class}}`~{cls.__module__}.{cls.__name__}`"
    if isinstance(row.kind, OneOf):
        name = row.kind.vocabulary.__name__
        return f"[{code(name)}](vocabularies.md#{name.lower()})"
    most = row.field.max_chars
    return f"{row.kind.expected}, at most {most:,}" if most else row.kind.expected


def _element(field: Field) -> str:
    if field.path in RETIRED:
        return "retired"
    name = cell(field.data_element) or code(field.piece)
    return f"[{name}]({field.definition})" if field.definition else name


def _rows(hop: PlainObject, place: str, path: str) -> Iterator[Row]:
    for key, member in hop.members.items():
        here = f"{place}.{key}" if place else key
        if isinstance(member, PlainObject):
            yield Row(fields()[here], "", None)
            yield from _rows(member, here, path)
            continue
        attribute = f"{path}.{member.attribute}".removeprefix(".")
        kind: Kind = member.kind
        if isinstance(kind, Many):
            here, attribute, kind = f"{here}[]", f"{attribute}[]", kind.item
        yield Row(fields()[here], attribute, kind)
        if isinstance(kind, One):
            yield from _rows(kind.table.root, here, attribute)
