"""Text that is not JSON is named for what it is, with the place."""

import bz2
import gzip
import io
import json
import lzma
import zipfile
from pathlib import Path

import pytest

import ctmodel
from tests.cli.test_commands import CLEAN, Command, ctmodel_command

__all__ = ["ctmodel_command"]

TEXT = '{"a": 1}'
NO_VALUE, NO_KEY = "not JSON: there is no JSON value here", "not JSON: a key is missing: keys are text in double quotes"
HTML = f"{NO_VALUE} (this is an HTML page, probably an error page from a server)"
SINGLE = "JSON has double quotes, no single ones"


def converted(encoding: str) -> str:
    return f"not UTF-8 text, which JSON is, but {encoding}: convert it, as with iconv -f {encoding} -t UTF-8"


def zipped() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(zipfile.ZipInfo("a.json"), TEXT)
    return held.getvalue()


@pytest.mark.parametrize(
    ("text", "reason", "line", "column"),
    [
        (TEXT.encode("utf-16"), converted("UTF-16"), 1, 1),
        (TEXT.encode("utf-16-le"), converted("UTF-16LE"), 1, 1),
        (TEXT.encode("utf-16-be"), converted("UTF-16BE"), 1, 1),
        (TEXT.encode("utf-32"), converted("UTF-32"), 1, 1),
        (TEXT.encode("utf-32-le"), converted("UTF-32LE"), 1, 1),
        (TEXT.encode("utf-32-be"), converted("UTF-32BE"), 1, 1),
        (gzip.compress(TEXT.encode(), mtime=0), "not JSON: gzip data: its name must end in .gz", 1, 1),
        (zipped(), "not JSON: a zip archive: its name must end in .zip", 1, 1),
        (bz2.compress(b"1"), "not JSON: bzip2 data: unpack it", 1, 1),
        (lzma.compress(b"1"), "not JSON: xz data: unpack it", 1, 1),
        (b"%PDF-1.7", "not JSON: a PDF document", 1, 1),
        (
            b"\xef\xbb\xbf" + TEXT.encode(),
            "begins with a byte order mark, which JSON does not allow; ctmodel validate --fix removes it", 1, 1,
        ),
        ('{"a": NaN}', f"{NO_VALUE} (NaN is not a number in JSON; what is not known is null)", 1, 7),
        ('{"a": -Infinity}', f"{NO_VALUE} (-Infinity is not a number in JSON; what is not known is null)", 1, 7),
        ('{"a": Nancy}', NO_VALUE, 1, 7),
        ('{"a": True}', f"{NO_VALUE} (True is a word of Python; JSON has true)", 1, 7),
        ('{"a": None}', f"{NO_VALUE} (None is a word of Python; JSON has null)", 1, 7),
        ('{"a": undefined}', f"{NO_VALUE} (undefined is a word of JavaScript; JSON has null)", 1, 7),
        ("{'a': 1}", f"{NO_KEY} ({SINGLE})", 1, 2),
        ('{"a":\n\'x\'}', f"{NO_VALUE} ({SINGLE})", 2, 1),
        ('{"a": 1,}', f"{NO_KEY} (the comma before it is one too many)", 1, 9),
        ("[1, ]", f"{NO_VALUE} (the comma before it is one too many)", 1, 5),
        ("[]]", "not JSON: text after the end of the document", 1, 3),
        ('{"a": 1 // one\n}', "not JSON: a comma or a closing brace is missing (JSON has no comments)", 1, 9),
        ('{"a": 1, /* one */ "b": 2}', f"{NO_KEY} (JSON has no comments)", 1, 10),
        ("# one\n{}", f"{NO_VALUE} (JSON has no comments)", 1, 1),
        ('{"a": 1}\n{"a": 2}', "not JSON: text after the end of the document (one document a line is for .jsonl files)", 2, 1),
        ('{"a": 1}{"a": 2}', "not JSON: text after the end of the document (one document a line is for .jsonl files)", 1, 9),
        ("\n<!DOCTYPE HTML><p>", HTML, 2, 1),
        ("<html lang='en'>", HTML, 1, 1),
        ("<?xml version='1.0'?>", f"{NO_VALUE} (this looks like XML)", 1, 1),
        ("NCT Number,Title,Status\nNCT1,b,c", f"{NO_VALUE} (this looks like a table (CSV))", 1, 1),
        ("NCT Number\tTitle\tStatus\n", f"{NO_VALUE} (this looks like a table (CSV))", 1, 1),
        ('"NCT Number","Title","Status"', "not JSON: text after the end of the document (this looks like a table (CSV))", 1, 13),
        ("NCT00000001", NO_VALUE, 1, 1),
        (b"Caf\xe9", "not UTF-8 text: byte 0xE9", 1, 4),
    ],
)  # fmt: skip
def test_what_it_is(text: str | bytes, reason: str, line: int, column: int) -> None:
    with pytest.raises(ctmodel.ReadError) as caught:
        ctmodel.loads(text)
    assert (caught.value.reason, caught.value.line, caught.value.column) == (reason, line, column)
    assert caught.value.code == "STR001"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
def test_a_study_in_another_encoding_is_not_passed_over_in_a_folder(
    ctmodel_command: Command, tmp_path: Path, encoding: str
) -> None:
    (tmp_path / "a.json").write_bytes('{"nctId": "NCT00000001"}'.encode(encoding))
    code, out, _ = ctmodel_command.checked(tmp_path)
    assert (code, "not UTF-8 text, which JSON is, but UTF-" in out) == (1, True)


MARK = b"\xef\xbb\xbf"
STUDY = json.dumps(CLEAN).encode()


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a.json", MARK + STUDY, STUDY),
        ("a.json", MARK + b"\n" + STUDY + b"\r\n", b"\n" + STUDY + b"\r\n"),
        ("a.jsonl", MARK + STUDY + b"\n" + STUDY, STUDY + b"\n" + STUDY),
        ("a.jsonl", MARK + STUDY + b'\n{"protocolSection": {"identificationModule": {"acronym": null}}}',
         STUDY + b'\n{"protocolSection": {"identificationModule": {}}}'),
        ("a.json", MARK + b'{"a": ', b'{"a": '),
        ("a.json", MARK + MARK + STUDY, STUDY),
    ],
)  # fmt: skip
def test_a_byte_order_mark_can_be_removed(
    ctmodel_command: Command, tmp_path: Path, name: str, before: bytes, after: bytes
) -> None:
    file = tmp_path / name
    file.write_bytes(before)
    code, out, _ = ctmodel_command("validate", "--isolated", "--select", "STR", "--diff", file)
    assert code == 1
    assert out.splitlines()[:5] == [f"# --- {file}", f"# +++ {file}", "# @@ -1 +1 @@", "# -\\ufeff", "# +"]
    assert file.read_bytes() == before
    ctmodel_command("validate", "--isolated", "--select", "STR", "--fix", file)
    assert file.read_bytes() == after


def test_it_stays_where_nothing_is_fixed(ctmodel_command: Command, tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    for data in (MARK + STUDY, b'{"a": '):
        file.write_bytes(data)
        assert ctmodel_command("validate", "--isolated", "--select", "STR", "--ignore", "STR001", "--fix", file)[0] == 0
        assert file.read_bytes() == data
