"""What is JSON and what is not, and where it breaks."""

import json
from math import isinf
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ctmodel
from ctmodel import ReadError
from ctmodel.io.json_tokens import TokenError
from ctmodel.io.scan import Place, check, scan
from ctmodel.io.text import MAX_BYTES, Lines, parse, position, positions, render


@pytest.mark.parametrize(
    ("text", "reason", "line", "column"),
    [
        ("", "empty", 1, 1),
        (" \n ", "empty", 1, 1),
        ("{", "ends too early", 1, 2),
        ('{"a": 1', "ends too early", 1, 8),
        ('{"a": 1,\n "b": }', "no JSON value", 2, 7),
        ('{"a" 1}', "a colon is missing", 1, 6),
        ('{"a": 1 "b": 2}', "a comma or a closing brace is missing", 1, 9),
        ("[1 2]", "a comma or a closing bracket is missing", 1, 4),
        ("[1, 2,]", "no JSON value", 1, 7),
        ("{a: 1}", "a key is missing", 1, 2),
        ("{'a': 1}", "a key is missing", 1, 2),
        ('{"a": NaN}', "no JSON value", 1, 7),
        ('{"a": Infinity}', "no JSON value", 1, 7),
        ('{"a": 1e400}', "too large", 1, 7),
        ('{"a": -1e400}', "too large", 1, 7),
        ('{"a": 01}', "no JSON value", 1, 7),
        ('{"a": 1.}', "no JSON value", 1, 7),
        ('{"a": "x\ny"}', "text that is not closed", 1, 7),
        ('{"a": "\\x"}', "text that is not closed", 1, 7),
        ('{"é": "\\ud800"}', "lone surrogate", 1, 7),
        ('{"a": "\ud800"}', "lone surrogate", 1, 8),
        ("\ufeff{}", "byte order mark", 1, 1),
        ("{} {}", "after the end", 1, 4),
        ("<html>", "no JSON value", 1, 1),
        ("1" + "0" * 4300, "more than 4,300 digits", 1, 1),
        ("[" * 100_000, "more than 250 levels", 1, 251),
        ("[" * 251 + "]" * 251, "more than 250 levels", 1, 251),
        ('{"a":' * 251 + "1" + "}" * 251, "more than 250 levels", 1, 1251),
        (b'{"a": "\xff"}', "not UTF-8 text: byte 0xFF", 1, 8),
        (b'{"\xc3\xa9":\n"\xff"}', "not UTF-8 text: byte 0xFF", 2, 2),
        (b"\x00\x01\x02PK\x03\x04", "no JSON value", 1, 1),
        ('{"a": 1}'.encode("utf-16"), "not UTF-8", 1, 1),
    ],
)
def test_where_it_breaks(text: str | bytes, reason: str, line: int, column: int) -> None:
    with pytest.raises(ReadError, match=reason) as caught:
        ctmodel.loads(text)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert caught.value.code == "STR001"


def test_two_hundred_and_fifty_levels_are_held() -> None:
    text = '{"hasResults":true,"x":' + "[" * 249 + "]" * 249 + "}"
    trial = ctmodel.loads(text)
    assert ctmodel.dumps(trial) == text
    assert ctmodel.unstructure(trial) == json.loads(text)
    with pytest.raises(ValueError, match="more than 250 levels"):
        ctmodel.structure({"x": json.loads("[" * 250 + "]" * 250)})


def test_a_document_has_a_limit() -> None:
    with pytest.raises(ReadError, match="more than 64 MiB") as caught:
        parse(" " * (MAX_BYTES + 1))
    assert caught.value.code == "STR016"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[{"protocolSection": {}}]', "a list of 1 items, not one study: use ctmodel.read_many"),
        ('{"studies": [{}, {}]}', "a page of 2 studies, not one study: use ctmodel.read_many"),
        ("5", "a study is a JSON object, not int"),
        ("null", "a study is a JSON object"),
    ],
)
def test_what_is_not_one_study(text: str, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        ctmodel.loads(text)
    with pytest.raises((ReadError, TypeError), match=message):
        ctmodel.structure(json.loads(text))


def test_a_study_may_have_a_field_of_any_name() -> None:
    assert ctmodel.structure({"studies": 5}).extra == {"/studies": 5}
    assert ctmodel.structure({"studies": {}}).extra == {}
    assert ctmodel.loads('{"hasResults": true, "studies": []}').has_results


@pytest.mark.parametrize("width", [0, 1, 2, 4, 16])
def test_an_indent_has_any_width(width: int) -> None:
    value = {"a": [1, {}, [], " \n  x", {"b": [1.0]}], "é": None}
    assert render(value, width) == json.dumps(value, indent=width, ensure_ascii=False)


@pytest.mark.parametrize("indent", [-1, 17, True, 2.0, "2", "keep"])
def test_what_is_no_indent(indent: Any) -> None:
    with pytest.raises(ValueError, match=f"indent is None or a width from 0 to 16, not {indent!r}"):
        render({}, indent)


@pytest.mark.parametrize(
    ("value", "pointer"),
    [
        ("\ud800", ""),
        ({"a": 1, "b/c": ["x", "é\udfff"]}, "/b~1c/1"),
        ({"a": {"\ud800": 1}}, "/a/\\ud800"),
        ({"a": {"\udc00": {"b": "\ud800"}}}, "/a/\\udc00"),
    ],
)
@pytest.mark.parametrize("indent", [None, 0, 2])
def test_half_of_a_surrogate_pair_is_not_written(value: Any, pointer: str, indent: int | None) -> None:
    with pytest.raises(ValueError, match="lone surrogate") as caught:
        render(value, indent)
    assert str(caught.value).startswith(f"{pointer}: ")
    str(caught.value).encode()


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(JSON, st.sampled_from([None, 1, 2]), st.booleans())
def test_places_are_slices_of_the_text(value: Any, indent: int | None, ascii_only: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    places: list[Place] = []
    scan(text, places.append)

    for place in places:
        here = value
        for token in place.pointer.split("/")[1:]:
            token = token.replace("~1", "/").replace("~0", "~")
            here = here[int(token)] if type(here) is list else here[token]
        assert json.loads(text[place.start : place.end]) == here
        if place.key is not None:
            key, _ = json.JSONDecoder().raw_decode(text[place.key :])
            assert key == place.pointer.rpartition("/")[2].replace("~1", "/").replace("~0", "~")


@given(st.text(st.sampled_from('{}[]",:0123456789.eE+-truefalsn \\u\n')))
def test_the_scanner_and_the_parsers_agree(text: str) -> None:
    def accepted(read: Any) -> bool:
        try:
            read(text)
        except (TokenError, ReadError, ValueError):
            return False
        return True

    assert (
        accepted(check)
        == accepted(parse)
        == accepted(lambda text: json.loads(text, parse_constant=_refuse, parse_float=_finite))
    )


def _refuse(word: str) -> Any:
    raise ValueError(word)


def _finite(number: str) -> float:
    if isinf(float(number)):
        raise ValueError(number)
    return float(number)


def test_repeated_keys_are_seen() -> None:
    places: list[Place] = []
    scan('{"a": 1, "b": {"a": 2, "a": 3}, "\\u0061": 4}', places.append)
    assert [(place.pointer, place.repeated) for place in places] == [
        ("/a", False), ("/b/a", False), ("/b/a", True), ("/b", False), ("/a", True), ("", False),
    ]  # fmt: skip


def test_position_counts_characters() -> None:
    assert position("é\nβx", 3) == (2, 2)
    assert position("", 0) == (1, 1)


@given(st.text(st.sampled_from("a\u00e9\U0001f600\n\r ")), st.data())
def test_positions_of_bytes_are_those_of_characters(text: str, data: st.DataObject) -> None:
    indexes = data.draw(st.lists(st.integers(0, len(text))))
    lines = Lines(text)
    before = {index: len(text[:index].encode()) for index in indexes}
    assert positions(text.encode(), before.values()) == {before[index]: lines.position(index) for index in indexes}
