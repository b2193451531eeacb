"""``ctmodel schema`` prints the JSON Schema of a study, or writes it to a file."""

import json
import sys
from pathlib import Path

import pytest

import ctmodel
from ctmodel.cli import main


def run(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> object:
    monkeypatch.setattr(sys, "argv", ["ctmodel", "schema", *map(str, arguments)])
    with pytest.raises(SystemExit) as left:
        main()
    return left.value.code


def test_it_prints_the_schema(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch) == 0
    out, err = capsys.readouterr()
    assert json.loads(out) == ctmodel.schema()
    assert out.isascii()
    assert out.endswith("}\n")
    assert err == ""


def test_it_writes_a_file(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "study.schema.json"
    file.write_text("old")
    assert run(monkeypatch, "--output", file) == 0
    assert json.loads(file.read_bytes()) == ctmodel.schema()
    assert capsys.readouterr() == ("", "")


def test_a_file_that_cannot_be_written_is_an_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(monkeypatch, "--output", tmp_path / "absent" / "study.schema.json") == 2
    out, err = capsys.readouterr()
    assert (out, err) == ("", f"ctmodel: {tmp_path}/absent/study.schema.json: No such file or directory\n")


def test_it_takes_no_path(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch, "study.json") == 2
    assert "unexpected extra argument" in capsys.readouterr().err
