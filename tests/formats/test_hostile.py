"""Hostile documents of every format: an error with its place, bounded memory, and the other documents are read."""

import gzip
import zipfile
from pathlib import Path

import pytest

import ctmodel
from ctmodel.errors import ReadError

BOMB = """<?xml version="1.0"?>
<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
<clinical_study><brief_title>&c;</brief_title></clinical_study>"""
EXTERNAL = """<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>
<fullTrial><trial><isrctn>&b;</isrctn></trial></fullTrial>"""
DEEP = f"<clinical_study>{'<a>' * 300}{'</a>' * 300}</clinical_study>"
TRUNCATED = "<allTrials><fullTrial><trial><isrctn>90000018</isrctn></trial></fullTrial><fullTrial><trial>"
WIDE = f"<clinical_study>{'<a/>' * 100_001}</clinical_study>"
UNDEFINED = "<clinical_study><brief_title>a&nbsp;b</brief_title></clinical_study>"
GOOD = b"<clinical_study><id_info><nct_id>NCT99000001</nct_id></id_info></clinical_study>"


@pytest.mark.parametrize(
    ("text", "reason", "place"),
    [
        (BOMB, "document type declaration", (2, 1)),
        (EXTERNAL, "document type declaration", (1, 1)),
        (DEEP, "more than 250 levels", (1, 761)),
        (TRUNCATED, "not well-formed XML", (1, 93)),
        (WIDE, "more than 100,000 elements", (1, 400013)),
        (UNDEFINED, "undefined entity", (1, 31)),
        ("NCT Number,Study Title\nNCT99000001,a,b\n", "3 cells, and the header has 2", (2, 1)),
        (f"NCT Number,Study Title\nNCT99000001,{'a' * 140_000}\n", "field larger than field limit", (2, 1)),
        ('NCT Number,Study Title\nNCT99000001,"open\n', "unexpected end of data", (2, 1)),
    ],
)
def test_an_error_says_where_and_what(text: str, reason: str, place: tuple[int, int], tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(text, encoding="utf-8")
    errors: list[ReadError] = []
    list(ctmodel.read_many(path, on_error=errors.append))
    (error,) = errors
    assert error.path == str(path)
    assert reason in error.reason, error.reason
    assert (error.line, error.column) == place


def test_records_before_an_error_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(TRUNCATED, encoding="utf-8")
    errors: list[ReadError] = []
    (trial,) = ctmodel.read_many(path, on_error=errors.append)
    assert trial.registry_id == "ISRCTN90000018"
    assert len(errors) == 1


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<clinical_study><brief_title>\xff\xfe</brief_title></clinical_study>", "not utf-8 text: byte 0xFF"),
        (b'<?xml version="1.0" encoding="utf-7"?><clinical_study/>', "'utf-7' is not supported"),
        (b"NCT Number,Study Title\nNCT99000001,\xe9\n", "not UTF-8 text: byte 0xE9"),
    ],
)
def test_a_wrong_encoding_is_an_error(data: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(data)
    with pytest.raises(ReadError, match=reason):
        ctmodel.read(path)


def test_the_other_documents_of_a_run_are_checked(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(BOMB, encoding="utf-8")
    (tmp_path / "b.xml").write_bytes(GOOD)
    with gzip.open(tmp_path / "c.xml.gz", "wb") as file:
        for _ in range(220):
            file.write(b"<a>" * (1 << 18))
    with zipfile.ZipFile(tmp_path / "d.zip", "w") as archive:
        archive.writestr("e.xml", EXTERNAL)
        archive.writestr("f.xml", GOOD)
    codes = [finding.code for finding in ctmodel.validate_path(tmp_path) if finding.code.startswith("STR01")]
    assert codes == ["STR019", "STR016", "STR019"]
    assert len(list(ctmodel.read_many(tmp_path, on_error=lambda _: None))) == 2


def test_a_huge_element_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    with path.open("wb") as file:
        file.write(b"<clinical_study><brief_title>")
        file.seek(200_000_000)
        file.write(b"</brief_title></clinical_study>")
    with pytest.raises(ReadError, match="more than 64 MiB"):
        ctmodel.read(path)
