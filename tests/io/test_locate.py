"""Places found by going down are those found by looking at everything."""

import json
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctmodel.codec.json_pointer import parents_of
from ctmodel.io.locate import locate
from ctmodel.io.scan import Place, scan
from tests.conftest import members
from tests.io.test_text import JSON


def places_of(data: bytes) -> dict[str, Place]:
    found: list[Place] = []
    scan(data.decode(), found.append)
    return {place.pointer: place for place in found}


def assert_located(data: bytes, wanted: set[str]) -> None:
    places = places_of(data)
    around = {parent for pointer in wanted for parent in parents_of(pointer)} | {""}
    assert {place.pointer: place for place in locate(data, wanted)} == {
        pointer: places[pointer] for pointer in wanted | around if pointer in places
    }


@given(JSON, st.sampled_from([None, 1, 2]), st.booleans(), st.sampled_from(["", "\n", " \r\n\t"]), st.data())
def test_the_same_places(value: Any, indent: int | None, ascii_only: bool, blanks: str, data: st.DataObject) -> None:
    text = (blanks + json.dumps(value, indent=indent, ensure_ascii=ascii_only) + blanks).encode()
    assert_located(text, data.draw(st.sets(st.sampled_from(sorted(places_of(text))))))


@pytest.mark.parametrize("pointer", ["/z", "/a/0", "/b/2", "/b/x", "/b/-1", "/c/d", "/c/0", "/a/"])
def test_what_is_around_what_is_not_there(pointer: str) -> None:
    assert_located(b'{"a": "text", "b": [1, {}], "c": []}', {pointer, "/b/1"})


def test_keys_that_look_like_values() -> None:
    data = '{"a\\"b": "a\\"b", "\\u00e9~/": {"é": "é"}}'.encode()
    assert {place.pointer: (place.key, place.start, place.end) for place in locate(data, {'/a"b', "/é~0~1/é"})} == {
        "": (None, 0, 40),
        '/a"b': (1, 9, 15),
        "/é~0~1": (17, 29, 39),
        "/é~0~1/é": (30, 35, 38),
    }


@pytest.mark.corpus
def test_the_same_places_in_real_records(corpus: Path) -> None:
    random = Random(7)
    for _, data in islice(members(corpus / "ctgov_v2.zip"), 0, None, 20):
        for text in (data, msgspec.json.format(data, indent=2)):
            assert_located(text, set(random.sample(sorted(places_of(text)), 5)))
