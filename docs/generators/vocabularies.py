"""The page about the vocabularies: the terms of each, and the fields that use it."""

import inspect
from collections.abc import Iterator

from ctmodel import terms
from ctmodel.codec.leaves import OneOf
from ctmodel.terms import Term
from generators.fields import Row, rows
from generators.markup import anchor, cell, code, markdown, table

PAGE = """# Vocabularies

The registry's enumerations, each a class of {{py:mod}}`ctmodel.terms`. A known term is a member of its class and equal
to its text: `trial.overall_status == "COMPLETED"`. {{py:func}}`ctmodel.label` returns what the registry displays.
Vocabularies are open: an unknown term stays a plain text, and [`STR005`](rules/STR005.md) reports it.

{vocabularies}
"""
SECTION = """({anchor})=

## {name}

{says} Used by {fields}.

{terms}
"""


def pages() -> Iterator[tuple[str, str]]:
    """Yield the page."""
    held = [getattr(terms, name) for name in terms.__all__]
    found = [each for each in held if inspect.isclass(each) and issubclass(each, Term) and each is not Term]
    yield "vocabularies.md", PAGE.format(vocabularies="\n".join(map(_section, found)))


def _section(vocabulary: type[Term]) -> str:
    name = vocabulary.__name__
    listed = [(code(term), cell(term.label)) for term in vocabulary]
    says = markdown(inspect.getdoc(vocabulary) or "")
    return SECTION.format(
        anchor=name.lower(),
        name=name,
        says=says,
        fields=_fields(vocabulary),
        terms=table(("term", "displayed as"), listed, kind="filtered"),
    )


def _fields(vocabulary: type[Term]) -> str:
    used = [row for row in rows() if isinstance(row.kind, OneOf) and row.kind.vocabulary is vocabulary]
    return ", ".join(map(_link, used)) or "no field"


def _link(row: Row) -> str:
    return f"[{code(row.attribute)}](fields.md#{anchor(row.field.path)})"
