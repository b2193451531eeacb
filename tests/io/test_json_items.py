"""Splitting documents that are too large to hold."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ctmodel
from ctmodel.formats.native import is_page
from ctmodel.io.json_items import Item, JsonItemsError, held_items, json_items


def parts(text: str, most: int = 1 << 30, head: int = 5) -> list[Any]:
    data = text.encode()
    stream = io.BytesIO(data[head:])

    def read(size: int) -> bytes:
        return stream.read(3)  # a few bytes at a time, so that every token is cut somewhere

    found = list(json_items(data[:head], read, most))
    lines = text.split("\n")
    for item in found:
        assert lines[item.line - 1][item.column - 1] == "{"
    return [(item.pointer, json.loads(item.data)) for item in found]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)
STUDIES = st.lists(st.dictionaries(st.text(), VALUES, max_size=3), max_size=4)


@given(STUDIES, st.sampled_from([None, 1]), st.booleans(), st.integers(0, 9))
def test_lists_and_pages(studies: list[Any], indent: int | None, ascii_only: bool, head: int) -> None:
    expected = [(f"/{index}", study) for index, study in enumerate(studies)]
    assert parts(json.dumps(studies, indent=indent, ensure_ascii=ascii_only), head=head) == expected
    page = {"a": [{"studies": [{}]}], "studies": studies, "b": "studies", "c": ["}]"]}
    expected = [(f"/studies{pointer}", study) for pointer, study in expected]
    assert parts(json.dumps(page, indent=indent, ensure_ascii=ascii_only), head=head) == expected


@pytest.mark.parametrize(
    ("text", "reason", "line", "column"),
    [
        ("[{}, five]", "no JSON value here", 1, 6),
        ("[{},\n é", "no JSON value here", 2, 2),
        ("[{}", "ends too early", 1, 4),
        ('[{"a": [', "ends too early", 1, 9),
        ('[{"a": "x', "ends too early", 1, 10),
        ('{"studies": [{}]', "ends too early", 1, 17),
        ("[{}] x", "after the end", 1, 6),
        ("x", "neither a list nor an object", 1, 1),
        ('{"a": [1]}', "no key 'studies' with an array", 1, 10),
        ("[{} {}]", "a comma or a closing bracket is missing", 1, 5),
        ("[{},]", "a comma with nothing after it", 1, 5),
        ("[{},,{}]", "no JSON value here", 1, 5),
        ('{"a" 5}', "a colon is missing", 1, 6),
        ('{"a": nonsense}', "no JSON value", 1, 7),
        ('{"a": ,"studies": []}', "no JSON value", 1, 7),
        ("{5: 5}", "a key, which is text in double quotes, is missing", 1, 2),
        ('{"a": 5 "b": 6}', "a comma or a closing bracket is missing", 1, 9),
        ('{"a"', "ends too early", 1, 5),
        ("{", "ends too early", 1, 2),
        ('{"a": 5', "ends too early", 1, 8),
    ],
)
def test_what_is_wrong(text: str, reason: str, line: int, column: int) -> None:
    with pytest.raises(JsonItemsError, match=reason) as caught:
        parts(text)
    assert (caught.value.line, caught.value.column) == (line, column)


def test_a_study_has_a_limit() -> None:
    with pytest.raises(JsonItemsError, match="more than 0 MiB in one study"):
        list(json_items(b"[{", io.BytesIO(b'"x":"' + b"y" * (3 << 20)).read, 1000))


def test_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("streams", "text"):
        monkeypatch.setattr(f"ctmodel.io.{module}.MAX_BYTES", 300)
    studies = [
        {"protocolSection": {"identificationModule": {"nctId": f"NCT{n:08}", "acronym": 5 if n == 7 else "A"}}}
        for n in range(20)
    ]
    path = tmp_path / "ctg-studies.json"
    path.write_text(json.dumps(studies, indent=2))
    assert [trial.nct_id for trial in ctmodel.read_many(path)] == [f"NCT{n:08}" for n in range(20)]
    (finding,) = ctmodel.validate_path(path, select=["STR004"])
    assert finding.pointer == "/7/protocolSection/identificationModule/acronym"
    assert path.read_text().splitlines()[(finding.line or 0) - 1][(finding.column or 0) - 1 :] == '"acronym": 5'

    path.write_text(json.dumps(studies) + "[")
    errors: list[ctmodel.ReadError] = []
    assert len(list(ctmodel.read_many(path, on_error=errors.append))) == 20
    assert [(error.code, "after the end" in error.reason) for error in errors] == [("STR016", True)]


@pytest.mark.parametrize("study", ['"' + "b" * 64_000 + '"', "[" + "1, " * 20_000 + "1]"], ids=["text", "numbers"])
def test_a_long_study_is_copied_a_few_times_only(monkeypatch: pytest.MonkeyPatch, study: str) -> None:
    monkeypatch.setattr("ctmodel.io.json_items._CHUNK", 64)
    data = f'[{{"a": {study}}}, {{"a": 1}}]'.encode()
    stream = io.BytesIO(data)
    asked: list[int] = []

    def read(size: int) -> bytes:
        asked.append(size)
        return stream.read(size)

    assert [len(item.data) for item in json_items(b"", read, len(data))] == [len(study) + 7, 8]
    assert len(asked) < 16


@pytest.mark.parametrize(("more", "fits"), [(-1, True), (0, True), (200, False)])
def test_what_is_read_ahead_does_not_count(monkeypatch: pytest.MonkeyPatch, more: int, fits: bool) -> None:
    monkeypatch.setattr("ctmodel.io.json_items._CHUNK", 64)
    studies = ["b" * 900, "b" * (1_000 + more - 9), "b" * 900]
    stream = io.BytesIO(json.dumps([{"a": study} for study in studies], separators=(",", ":")).encode())
    asked: list[int] = []

    def read(size: int) -> bytes:
        asked.append(size)
        return stream.read(size)

    if fits:
        assert len([*json_items(b"", read, 1_000)]) == 3
    else:
        with pytest.raises(JsonItemsError, match="more than"):
            [*json_items(b"", read, 1_000)]
    assert max(asked) <= 1_064


def cut(data: bytes, monkeypatch: pytest.MonkeyPatch, *, careful: bool) -> list[Item]:
    """Return the studies of a page, with a parser that cuts ahead or without one."""
    with monkeypatch.context() as patched:
        if careful:
            patched.setattr("ctmodel.io.json_items._Text.ahead", lambda _: [])
        return list(json_items(b"", io.BytesIO(data).read, 1 << 26))


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("ahead", [100, 1_000, 1 << 20])
def test_a_parser_cuts_the_same_studies(monkeypatch: pytest.MonkeyPatch, indent: int | None, ahead: int) -> None:
    studies = [
        {"protocolSection": {"number": number, "text": 'é "}, {" ' * (number % 9)}, "arms": [{}, {"a": []}]}
        for number in range(300)
    ]
    monkeypatch.setattr("ctmodel.io.json_items._AHEAD", ahead)
    for document in (studies, {"next": "{", "studies": studies, "count": 300}):
        data = json.dumps(document, indent=indent, ensure_ascii=False).encode()
        expected = cut(data, monkeypatch, careful=True)
        assert [json.loads(item.data) for item in expected] == studies
        assert cut(data, monkeypatch, careful=False) == expected
        held = held_items(b" " + data + b"\n", is_page)
        assert held is not None
        assert [(item.data, item.pointer) for item in held] == [(item.data, item.pointer) for item in expected]


def test_a_parser_that_fails_leaves_the_studies_to_the_tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctmodel.io.json_items._AHEAD", 1_000)
    studies = [b'{"protocolSection": {"a": %d}}' % number for number in range(400)]
    studies[150] = b'{"protocolSection": {"a": nil}}'
    data = b"[%b]" % b", ".join(studies)
    assert [item.data for item in cut(data, monkeypatch, careful=False)] == studies


@pytest.mark.parametrize(
    "text",
    [
        '{"studies": [{}], "studies": [{}]}',
        '{"studies": [{}], "a": 1, "a": 1}',
        '{"studies": {}}',
        '{"a": [{}]}',
        '{"studies": [{}], "protocolSection": {}}',
        '{"studies": [{}]',
        "[{},]",
        "[nil]",
        '"studies"',
        "",
    ],
)
def test_what_is_read_whole(text: str) -> None:
    assert held_items(text.encode(), is_page) is None


def test_empty_lists_and_pages() -> None:
    for data in (b"[]", b'{"studies": [ ]}'):
        held = held_items(data, is_page)
        assert held is not None
        assert list(held) == []
