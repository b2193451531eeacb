"""Law 3: set any one attribute of any class, encode, decode: it has that value, and everything else is unchanged."""

import copy
from collections.abc import Iterator
from typing import Any

import attrs
import pytest

from ctmodel.codec.compiling import functions_of
from ctmodel.codec.schema import Table
from ctmodel.codec.writing import unstructure
from ctmodel.formats.ctgov_v2.classes import tables
from tests.laws.samples import full, misfits, values
from tests.laws.strict import same

EVERY = [
    pytest.param(table, attribute.name, id=f"{cls.__name__}.{attribute.name}")
    for cls, table in tables().items()
    for attribute in attrs.fields(cls)
    if attribute.name != "_source"
]


def leaves(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    items = list(value.items() if type(value) is dict else enumerate(value) if type(value) is list else ())
    if not items:
        yield place, value
    for key, item in items:
        yield from leaves(item, (*place, key))


def elsewhere(json: Any, place: tuple[str, ...]) -> list[tuple[tuple[Any, ...], Any]]:
    return [(path, leaf) for path, leaf in leaves(json) if path and path[: len(place)] != place]


def starts(table: Table) -> list[dict[str, Any]]:
    everything = full(table)
    return [everything, {}, {"zz": 1}, misfits(everything)]


@pytest.mark.parametrize(("table", "name"), EVERY)
def test_one_attribute(table: Table, name: str) -> None:
    place, row = next((place, row) for place, row in table.rows() if row.attribute == name)
    nothing: Any = [] if type(getattr(table.cls(), name)) is list else None
    for json in starts(table):
        for value in [*values(row.kind), nothing]:
            held = functions_of(table).structure(copy.deepcopy(json))
            before = functions_of(table).structure(copy.deepcopy(json))
            setattr(held, name, copy.deepcopy(value))
            written = unstructure(table, held)
            again = functions_of(table).structure(written)

            assert getattr(again, name) == value
            for other in attrs.fields(table.cls):
                if other.name not in (name, "_source"):
                    assert getattr(again, other.name) == getattr(before, other.name)
            kept = elsewhere(json, place)
            now = elsewhere(written, place)
            assert len(now) == len(kept)
            assert all(one == other and same(a, b) for (one, a), (other, b) in zip(now, kept, strict=True))


@pytest.mark.parametrize("table", tables().values(), ids=lambda table: table.cls.__name__)
def test_setting_back_gives_the_source_back(table: Table) -> None:
    json = full(table)
    held = functions_of(table).structure(copy.deepcopy(json))
    for _, row in table.rows():
        value = getattr(held, row.attribute)
        setattr(held, row.attribute, values(row.kind)[1])
        setattr(held, row.attribute, value)

    assert same(unstructure(table, held), json)


@pytest.mark.parametrize("table", tables().values(), ids=lambda table: table.cls.__name__)
def test_untouched_gives_the_source_itself(table: Table) -> None:
    for json in starts(table):
        held = functions_of(table).structure(json)
        assert unstructure(table, held) is json
