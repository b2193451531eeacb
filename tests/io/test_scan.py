"""Which values a scan finds, and what it makes of them."""

import json
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctmodel.codec.json_pointer import parents_of
from ctmodel.io.json_tokens import TokenError
from ctmodel.io.scan import Place, scan
from ctmodel.io.spans import spans
from tests.conftest import members
from tests.io.test_text import JSON

TEXT = '{"a": [1, {"b": 2, "b": 3}], "c/d": {"~": [[]]}, "e": {"f": 4}}'
ALL = ["/a/0", "/a/1/b", "/a/1/b", "/a/1", "/a", "/c~1d/~0/0", "/c~1d/~0", "/c~1d", "/e/f", "/e", ""]


def places_of(text: str, wanted: Iterable[str] | None = None) -> list[Place]:
    places: list[Place] = []
    scan(text, places.append, wanted)
    return places


#: Where a value begins and ends, in characters, and its key.
Where = tuple[int, int, int | None]


def cut(text: str, wanted: Iterable[str]) -> dict[str, Where]:
    """Return where a parser finds values, by pointer."""
    data = text.encode()
    before = [len(data[:index].decode(errors="ignore")) for index in range(len(data) + 1)]
    return {
        pointer: (before[span.start], before[span.end], None if span.key is None else before[span.key])
        for pointer, span in spans(data, wanted).items()
    }


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (None, ALL),
        (ALL, ALL),
        ([], ["/a/1/b", ""]),
        (["/c~1d/~0"], ["/a/1/b", "/c~1d/~0", "/c~1d", ""]),
        (["/a/1/b", "/x/y", "/e/f/g"], ["/a/1/b", "/a/1/b", "/a/1", "/a", "/e/f", "/e", ""]),
    ],
)
def test_what_is_found(wanted: list[str] | None, expected: list[str]) -> None:
    assert [place.pointer for place in places_of(TEXT, wanted)] == expected


def test_what_is_repeated_is_wanted_only_where_a_pointer_leads_to_it() -> None:
    places = places_of('{"a": 1, "b": 2, "b": 3, "a": 4}', ["/a"])
    assert [(place.pointer, place.repeated, place.wanted) for place in places] == [
        ("/a", False, True), ("/b", True, False), ("/a", True, True), ("", False, True),
    ]  # fmt: skip


def assert_cut_alike(text: str, wanted: set[str]) -> None:
    """Assert that a parser that cuts the text finds the same places."""
    every = {place.pointer: place for place in places_of(text)}
    around = {parent for pointer in wanted for parent in parents_of(pointer)} | {""}
    expected = {pointer: every[pointer] for pointer in wanted | around if pointer in every}
    assert {place.pointer: place for place in places_of(text, wanted)} == expected
    assert cut(text, wanted) == {name: (place.start, place.end, place.key) for name, place in expected.items()}


@given(JSON, st.sampled_from([None, 1, 2]), st.booleans(), st.sampled_from(["", "\n", " \r\n\t"]), st.data())
def test_the_same_places(value: Any, indent: int | None, ascii_only: bool, blanks: str, data: st.DataObject) -> None:
    text = blanks + json.dumps(value, indent=indent, ensure_ascii=ascii_only) + blanks
    assert_cut_alike(text, data.draw(st.sets(st.sampled_from([place.pointer for place in places_of(text)]))))


@pytest.mark.parametrize("pointer", ["/z", "/a/0", "/b/2", "/b/x", "/b/-1", "/c/d", "/c/0", "/a/", "/b/01"])
def test_what_is_around_what_is_not_there(pointer: str) -> None:
    assert_cut_alike('{"a": "text", "b": [1, {}], "c": []}', {pointer, "/b/1"})


def test_keys_that_look_like_values() -> None:
    text = '{"a\\"b": "a\\"b", "\\u00e9~/": {"é": "é"}}'
    wanted = {'/a"b', "/é~0~1/é"}
    assert cut(text, wanted) == {
        "": (0, 40, None),
        '/a"b': (9, 15, 1),
        "/é~0~1": (29, 39, 17),
        "/é~0~1/é": (35, 38, 30),
    }
    assert_cut_alike(text, wanted)


def test_integers_of_any_length() -> None:
    text = f'{{"a": {"1" * 5_000}, "b": 1}}'
    assert cut(text, ["/b"])["/b"] == (len(text) - 2, len(text) - 1, len(text) - 7)
    with pytest.raises(TokenError, match="more than 4,300 digits"):
        places_of(text, ["/b"])


@pytest.mark.corpus
def test_the_same_places_in_real_records(corpus: Path) -> None:
    random = Random(7)
    for _, data in islice(members(corpus / "ctgov_v2.zip"), 0, None, 20):
        for text in (data.decode(), msgspec.json.format(data, indent=2).decode()):
            every = sorted({place.pointer for place in places_of(text)})
            assert_cut_alike(text, set(random.sample(every, 5)))
