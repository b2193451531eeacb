"""The texts of a protocol, with the path of each."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Final

from ctmodel.codec.compiling import compiled, indented
from ctmodel.codec.leaves import Plain
from ctmodel.codec.nested import Many, One
from ctmodel.codec.schema import Row, Table
from ctmodel.formats.native import TRIAL, table_of
from ctmodel.model.results.results import Results
from ctmodel.model.sourced import Sourced
from ctmodel.model.trial import Trial
from ctmodel.rules.quoting import quoted_part


def protocol_texts(trial: Trial) -> list[tuple[str, str]]:
    """Return path and text of every text in the protocol: titles, names, descriptions, in the order of the record."""
    found: list[tuple[str, str]] = []
    _add_texts(TRIAL, [("", trial)], found)
    return found


def results_texts(results: Results) -> list[tuple[str, str]]:
    """Return path and text of every text in the posted results."""
    found: list[tuple[str, str]] = []
    _add_texts(table_of(Results), [("results.", results)], found)
    return found


def _add_texts(table: Table, objects: Iterable[tuple[str, Sourced]], found: list[tuple[str, str]]) -> None:
    """Add the texts of objects of one class, each of which has the beginning of its paths before it."""
    attributes = _textual(table)
    for path, held in objects:
        for attribute, below in attributes:
            value = getattr(held, attribute)
            if not value:
                continue
            here = path + attribute
            if type(value) is str:
                found.append((here, value))
            elif below is None:
                found += [(f"{here}[{index}]", text) for index, text in enumerate(value)]
            elif type(value) is list:
                _add_texts(below, [(f"{here}[{index}].", item) for index, item in enumerate(value)], found)
            else:
                _add_texts(below, [(f"{here}.", value)], found)


@cache
def _textual(table: Table) -> tuple[tuple[str, Table | None], ...]:
    """The attributes of a class that hold text or have text below them, with the table of what is below."""
    found: list[tuple[str, Table | None]] = []
    for _, row in table.rows():
        if isinstance(row, Row):
            kind = row.kind.item if isinstance(row.kind, Many) else row.kind
            if isinstance(kind, One) and _textual(kind.table):
                found.append((row.attribute, kind.table))
            elif isinstance(kind, Plain) and str in kind.types:
                found.append((row.attribute, None))
    return tuple(found)


#: The attributes of a trial that hold text or have text below them, as rules name what they read.
TEXTUAL: Final = " ".join(attribute for attribute, _ in _textual(TRIAL))

# Fields that are there to name people and to say how to reach them.
_OF_PEOPLE: Final = ("central_contacts", "overall_officials", "responsible_party", "locations")


def titles(trial: Trial) -> Iterator[tuple[str, str]]:
    """Yield path and text of the titles of a trial."""
    for name in ("brief_title", "official_title"):
        if title := getattr(trial, name):
            yield name, title


def of_people(path: str) -> bool:
    """Whether a text is that of a contact, an official or a site, which no message quotes."""
    return path.startswith(_OF_PEOPLE)


def strings(trial: Trial) -> tuple[list[str], list[str]]:
    """Return every text in the protocol without its path: those of people and sites apart from the others."""
    others, of_people = list[str](), list[str]()
    _gatherer(TRIAL, _OF_OTHERS)((trial,), others)
    _gatherer(TRIAL, _OF_PEOPLE)((trial,), of_people)
    return others, of_people


def results_strings(results: Results) -> list[str]:
    """Return every text in the posted results without its path."""
    found = list[str]()
    _gatherer(table_of(Results))((results,), found)
    return found


@cache
def _gatherer(table: Table, only: tuple[str, ...] | None = None) -> Callable[[Iterable[object], list[str]], None]:
    """Generate the function that adds the texts of objects of one class to a list."""
    lines: list[str] = []
    names: dict[str, object] = {}
    for attribute, below in _textual(table):
        if only is None or attribute in only:
            many = isinstance(table.places[attribute][1].kind, Many)
            add = "found += v" if many else "found.append(v)"
            if below is not None:
                names[f"texts_of_{below.cls.__name__}"] = _gatherer(below)
                add = f"texts_of_{below.cls.__name__}({'v' if many else '(v,)'}, found)"
            lines += [f"v = o.{attribute}", f"if v: {add}"]
    return compiled(f"texts_of_{table.cls.__name__}", "os, found", ["for o in os:", *indented(lines)], names)


_OF_OTHERS: Final = tuple(attribute for attribute, _ in _textual(TRIAL) if attribute not in _OF_PEOPLE)


def found_in(texts: Iterable[tuple[str, str]], pattern: re.Pattern[str]) -> Iterator[tuple[str, re.Match[str], str]]:
    """Yield the path of each text that a pattern is found in, the first match, and how messages quote it."""
    for path, text in texts:
        match = pattern.search(text)
        if match is not None:
            what = "what is at" if of_people(path) else f"{quoted_part(text, *match.span())} at"
            yield path, match, f"{what} character {match.start()}"
