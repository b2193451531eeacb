"""Reading standard input: one document, or one a line."""

import io
import json
from collections.abc import Iterator

import pytest

from ctmodel import ReadError
from ctmodel.io.document import Document
from ctmodel.io.streams import standard_input
from ctmodel.rules.check import Checker

ONE = {"protocolSection": {"identificationModule": {"nctId": "NCT00000001"}}}


def taken(data: bytes, name: str = "-") -> list[Document | ReadError]:
    return list(standard_input(io.BytesIO(data), name))


def lines(*documents: object) -> bytes:
    return b"".join(json.dumps(document).encode() + b"\n" for document in documents)


@pytest.mark.parametrize(
    "data", [b"", b"{}", json.dumps(ONE, indent=2).encode(), b'[{"a": 1}\n,{"b": 2}]', b'[{}\n{"a": 1}]', b"[\n{}\n]"]
)
def test_one_document(data: bytes) -> None:
    assert taken(data) == [Document(data, "-")]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b" \n"])
def test_lines_are_told_apart_by_what_they_hold(end: bytes) -> None:
    data = b'{"a": 1}' + end + b'{"b": 2}' + end
    assert taken(data, "given") == [Document(b'{"a": 1}', "given", line=1), Document(b'{"b": 2}', "given", line=2)]


def test_a_broken_first_line_hides_no_other() -> None:
    assert [document.line for document in taken(b'{"a": \n{"b": 2}\n{"c": 3}') if isinstance(document, Document)] == [
        1, 2, 3,
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["a.jsonl", "A.NDJSON"])
def test_the_name_says_that_they_are_lines(name: str) -> None:
    assert taken(b'[1]\n"x"\n', name) == [Document(b"[1]", name, line=1), Document(b'"x"', name, line=2)]


def test_it_is_bounded_as_files_are(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("streams", "text"):
        monkeypatch.setattr(f"ctmodel.io.{module}.MAX_BYTES", 40)
    (error,) = taken(b'"' + b"x" * 100)
    assert isinstance(error, ReadError)
    assert (error.code, error.path) == ("STR016", "-")

    many = taken(json.dumps([{"a": number} for number in range(20)]).encode())
    assert [document.pointer for document in many if isinstance(document, Document)] == [f"/{n}" for n in range(20)]

    long = taken(lines(*({"a": number} for number in range(20)), {"a": "x" * 100}, {"b": 1}))
    assert [document.code for document in long if isinstance(document, ReadError)] == ["STR016"]
    assert [document.line for document in long if isinstance(document, Document)] == [*range(1, 21), 22]


def test_no_more_is_read_than_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("streams", "text"):
        monkeypatch.setattr(f"ctmodel.io.{module}.MAX_BYTES", 40)

    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            return (b'{"a": 1}\n' * (size // 9 + 1))[:size]

    found: Iterator[Document | ReadError] = standard_input(Endless())  # type: ignore[arg-type]
    assert isinstance(next(found), Document)


def test_it_can_be_checked() -> None:
    checker = Checker(select=["STR007"], as_of="2026-01-01")
    study = {"protocolSection": {"identificationModule": {"acronym": None}}}
    first, second = checker.check_documents(standard_input(io.BytesIO(lines(ONE, study)), "piped"))
    assert first.findings == []
    assert [(found.code, found.file, found.line) for found in second.findings] == [("STR007", "piped", 2)]
