"""The tables against the registry's own lists: every field, every vocabulary, the order of keys."""

import csv
import json
import typing
from collections.abc import Iterator
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Any

import attrs
import pytest

import ctmodel
from ctmodel.codec.leaves import FixedForm, OneOf, Plain
from ctmodel.codec.nested import Many, One
from ctmodel.codec.schema import Kind, PlainObject, Table
from ctmodel.formats.ctgov_v2.classes import table_of, tables
from ctmodel.formats.ctgov_v2.fields import RETIRED, fields
from ctmodel.terms import protocol as protocol_terms
from ctmodel.terms import results as results_terms
from ctmodel.terms.term import Term
from tests.laws.types import held_type

DATA = Path(__file__).parent / "data"


def nodes(node: PlainObject, place: str = "") -> Iterator[tuple[str, Any]]:
    """Yield path and kind of every node of the study's tree, as the field list writes paths."""
    for key, member in node.members.items():
        path = f"{place}.{key}" if place else key
        if isinstance(member, PlainObject):
            yield path, None
            yield from nodes(member, path)
            continue
        kind: Kind = member.kind
        if isinstance(kind, Many):
            path, kind = f"{path}[]", kind.item
        yield path, kind
        if isinstance(kind, One):
            yield from nodes(kind.table.root, path)


NODES = dict(nodes(table_of(ctmodel.Trial).root))


def test_all_nodes_are_modelled_and_none_is_invented() -> None:
    listed = {field.path for field in fields().values()}
    assert len(listed - RETIRED) >= 457  # those of API 2.0.5: fields are added, and none is lost
    assert set(NODES) == listed


def test_kinds_are_those_of_the_list() -> None:
    expected: dict[str, tuple[type, ...] | str] = {
        "text": (str,), "markup": (str,), "nct": (str,), "GeoName": (str,), "boolean": (bool,),
        "integer": (int,), "long": (int,), "number": (float, int),
        "NormalizedDate": "date", "PartialDate": "partial_date", "DateTimeMinutes": "date_time",
    }  # fmt: skip
    for path, kind in NODES.items():
        field = fields()[path]
        if field.vocabulary:
            assert isinstance(kind, OneOf), path
            assert kind.vocabulary.__name__ == field.vocabulary
        elif field.is_object:
            assert kind is None or isinstance(kind, One), path
        elif field.type == "NormalizedTime":
            assert kind.name == ("age" if path.endswith("Age") else "duration"), path
        elif isinstance(kind, Plain):
            assert kind.types == expected[field.type], path
        else:
            assert isinstance(kind, FixedForm), path
            assert kind.name == expected[field.type], path


def test_keys_stand_in_the_order_of_real_records() -> None:
    learned = json.loads((DATA / "key_order.json").read_text())
    for path, keys in learned.items():
        node = _node_at(path)
        known = [key for key in keys if key in node.members]
        assert [key for key in node.members if key in known] == known, path


def _node_at(path: str) -> PlainObject:
    node = table_of(ctmodel.Trial).root
    for step in path.split(".") if path else ():
        member = node.members.get(step.removesuffix("[]"))
        if member is None:
            return PlainObject({})  # a field that is not the registry's
        if isinstance(member, PlainObject):
            node = member
        else:
            kind: Any = member.kind.item if isinstance(member.kind, Many) else member.kind
            node = kind.table.root
    return node


def test_keys_that_no_record_shows_come_last_in_the_order_of_the_list() -> None:
    learned = json.loads((DATA / "key_order.json").read_text())
    listed = list(fields())
    for table in tables().values():
        path = next((path for path, kind in NODES.items() if isinstance(kind, One) and kind.table is table), "")
        rest = [key for key in table.root.members if key not in learned.get(path, table.root.members)]
        paths = [next(p for p in (f"{path}.{key}", f"{path}.{key}[]") if p in fields()) for key in rest]
        assert paths == sorted(paths, key=listed.index)


@pytest.mark.parametrize("module", [protocol_terms, results_terms])
def test_vocabularies_are_the_registrys(module: Any) -> None:
    published = json.loads((DATA / "vocabularies.json").read_text())
    for name, cls in vars(module).items():
        if isinstance(cls, type) and issubclass(cls, Term) and cls is not Term:
            assert {term.value: term.label for term in cls} == published[name]
            assert [term.name for term in cls] == [term.value for term in cls]


def test_every_vocabulary_is_there() -> None:
    published = json.loads((DATA / "vocabularies.json").read_text())
    assert set(published) == {field.vocabulary for field in fields().values() if field.vocabulary}
    for name in published:
        assert issubclass(getattr(ctmodel.terms, name), Term)


@pytest.mark.parametrize("table", tables().values(), ids=lambda table: table.cls.__name__)
def test_rows_and_attributes_are_the_same(table: Table) -> None:
    rows = {row.attribute: row.kind for _, row in table.rows()}
    assert list(rows) == sorted(rows, key=list(rows).index)
    assert set(rows) == {attribute.name for attribute in attrs.fields(table.cls)} - {"_source"}
    hints = typing.get_type_hints(table.cls)
    for name, kind in rows.items():
        assert hints[name] == _declared(kind), name
    assert held_type(table.cls)["_source"](object())


def _declared(kind: Kind) -> Any:
    if isinstance(kind, Many):
        options = [option for option in typing.get_args(_declared(kind.item)) if option is not type(None)]
        return list[reduce(or_, options)]  # type: ignore[misc]
    if isinstance(kind, One):
        return kind.table.cls | None
    if isinstance(kind, OneOf):
        return kind.vocabulary | str | None
    if isinstance(kind, FixedForm):
        return kind.cls | None
    assert isinstance(kind, Plain)
    return reduce(or_, (*kind.types, None))


def test_trial_stays_below_a_hundred_attributes() -> None:
    assert len(attrs.fields(ctmodel.Trial)) < 100


@pytest.mark.corpus
def test_the_lists_are_those_of_the_reference(corpus: Path) -> None:
    reference = corpus.parent / "reference"
    with (reference / "v2_fields.tsv").open(encoding="utf-8") as file:
        listed = [row["json_path"] for row in csv.DictReader(file, delimiter="\t")]
    assert [path for path in fields() if path not in RETIRED] == listed
    order = json.loads((reference / "v2_key_order.json").read_text())
    assert json.loads((DATA / "key_order.json").read_text()) == order
    enums = json.loads((reference / "v2_enums.json").read_text())
    published = json.loads((DATA / "vocabularies.json").read_text())
    assert published == {name: enums[name]["values"] for name in published}
