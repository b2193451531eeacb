"""The edges of what formats share: characters, dates, recognition, and places of what no leaf filled."""

from pathlib import Path

import pytest

import ctmodel
from ctmodel import ReadError
from ctmodel.formats.conversions import day, unescaped, whole_number
from ctmodel.formats.registry import document_format, view_of
from ctmodel.formats.rows import REFUSED

SAMPLES = Path(__file__).parent


@pytest.mark.parametrize(
    ("text", "character"),
    [
        ("&#65;", "A"),
        ("&#x41;", "A"),
        ("&#x10FFFF;", "\U0010ffff"),
        ("&#x110000;", "&#x110000;"),
        ("&#0;", "&#0;"),
        ("&#1;", "\x01"),
        ("&#xD7FF;", "\ud7ff"),
        ("&#xD800;", "&#xD800;"),
        ("&amp;", "&"),
    ],
)
def test_references_to_characters(text: str, character: str) -> None:
    assert unescaped(f"a{text}b") == f"a{character}b"


@pytest.mark.parametrize(("text", "date"), [("28/02/2026", "2026-02-28"), ("30/02/2026", REFUSED), ("1.2", REFUSED)])
def test_days_that_do_not_exist_are_refused(text: str, date: object) -> None:
    assert day("d/m/y").convert(text) == date


@pytest.mark.parametrize(("text", "number"), [("999999999", 999_999_999), ("1000000000", REFUSED), ("1.5", REFUSED)])
def test_whole_numbers(text: str, number: object) -> None:
    assert whole_number(text) == number


def test_a_document_is_recognised_by_its_content() -> None:
    xml = (SAMPLES / "ctgov_xml" / "samples" / "trial.xml").read_bytes()
    found = document_format(xml)
    assert found is not None
    assert found.name == "ctgov-xml"
    assert document_format(b' {"a": 1}') is None
    assert document_format(xml, "ctgov-v2") is None
    assert document_format(xml, "ctis-json") is None
    assert document_format(xml, "ctgov-xml") is found
    with pytest.raises(ValueError, match="none"):
        document_format(xml, "none")
    with pytest.raises(ReadError, match="first element is 'other'"):
        document_format(b"<other/>")


def test_other_documents_are_no_download() -> None:
    csv = document_format((SAMPLES / "ctgov_csv" / "samples" / "all.csv").read_bytes())
    assert csv is not None
    assert not any(csv.recognises(data) for data in (b"", b"{", b"[", b"<a"))


def test_the_view_of_a_foreign_record() -> None:
    trial = next(iter(ctmodel.read_many(SAMPLES / "ctgov_xml" / "samples" / "trial.xml")))
    view = view_of(trial)
    assert view.missing_parts() == []
    assert view.place("brief_title").endswith("/brief_title")
    assert view.place("target_duration.none") == ""
    assert list(view.anomalies()) == []
