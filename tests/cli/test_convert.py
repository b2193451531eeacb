"""The command ``convert``, and the verb: trials of any format as JSON of the API v2, and what was lost."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

import ctmodel
from ctmodel.cli import main
from ctmodel.formats import formats

XML = (
    "<clinical_study><id_info><nct_id>NCT99000001</nct_id></id_info><number_of_arms>2</number_of_arms></clinical_study>"
)
CSV = "NCT Number,Study Title\nNCT99000002,Pears\nNCT99000002,Pears again\n"
STUDY: dict[str, Any] = {"protocolSection": {"identificationModule": {"nctId": "NCT99000003", "zz": 1}}}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.xml").write_text(XML)
    (folder / "b.csv").write_text(CSV)
    (folder / "c.json").write_text(json.dumps(STUDY))
    return folder


def run(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    monkeypatch.setattr(sys, "argv", ["ctmodel", *map(str, arguments)])
    try:
        return main() or 0
    except SystemExit as error:
        return int(error.code or 0)


def numbers(text: str) -> list[str]:
    return [json.loads(line)["protocolSection"]["identificationModule"]["nctId"] for line in text.splitlines()]


def test_formats_can_be_mixed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "convert", folder, "--to=ctgov-v2") == 0
    out, err = capsys.readouterr()
    assert numbers(out) == ["NCT99000001", "NCT99000002", "NCT99000002", "NCT99000003"]
    assert json.loads(out.splitlines()[-1]) == STUDY
    assert err == (
        "ctmodel: converted 4 trials to ctgov-v2, without 1 value that it cannot hold; --losses lists them\n"
    )


def test_a_folder_gets_a_file_for_each_trial(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out, losses = tmp_path / "out" / "new", tmp_path / "losses.jsonl"
    assert run(monkeypatch, "convert", folder, "--to=ctgov-v2", "-o", out, "--losses", losses) == 0
    names = ["NCT99000001.json", "NCT99000002-2.json", "NCT99000002.json", "NCT99000003.json"]
    assert sorted(path.name for path in out.iterdir()) == names
    assert ctmodel.read(out / "NCT99000002-2.json").brief_title == "Pears again"
    assert list(map(json.loads, losses.read_text().splitlines())) == [
        {"record": "NCT99000001", "path": "/clinical_study/number_of_arms", "value": "2", "reason": "no place"}
    ]


def test_a_number_that_leads_elsewhere_is_only_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"protocolSection": {"identificationModule": {"nctId": "../../NCT1/.."}}}))
    assert run(monkeypatch, "convert", path, "--to=ctgov-v2", "-o", tmp_path / "out") == 0
    assert [file.name for file in tmp_path.rglob("*.json")] == ["a.json", "NCT1.json"]


def test_lines_and_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(CSV.encode())))
    assert run(monkeypatch, "convert", "-", "--to=ctgov-v2", "-o", tmp_path / "out.jsonl") == 0
    assert numbers((tmp_path / "out.jsonl").read_text()) == ["NCT99000002", "NCT99000002"]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(XML.encode())))
    assert run(monkeypatch, "show", "-") == 0
    assert "NCT99000001" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--to=bib"], 2, "--to takes ctgov-v2, ctgov-csv, ris, not 'bib'"),
        (["--to=ctgov-xml"], 2, "--to takes ctgov-v2, ctgov-csv, ris, not 'ctgov-xml'"),
        (["--to=ris", "--format=ris"], 2, "ris is only written; the formats that are read are ctgov-v2, "),
        (["--to=ris", "-o", "all.jsonl"], 2, "--output all.jsonl: name a folder, or a file that ends in .ris for ris"),
        (["--to=ris", "-o", "all.CSV"], 2, "--output all.CSV: name a folder, or a file that ends in .ris for ris"),
        (["--to=ctgov-csv", "-o", "all.ris"], 2, "or a file that ends in .csv for ctgov-csv"),
        (["--to=ctgov-v2", "-o", "all.csv"], 2, "or a file that ends in .jsonl or .ndjson for ctgov-v2"),
        (["--to=ctgov-v2", "-o", "all.json"], 2, "or a file that ends in .jsonl or .ndjson for ctgov-v2"),
        (["--to=ctgov-v2", "--format=x"], 2, "there is no format 'x'"),
        (["--to=ctgov-v2", "-o", "a.xml"], 2, "nothing is written over it"),
        (["--to=ctgov-v2", "-o", "."], 2, "nothing is written over it"),
        (["--to=ctgov-v2", "-o", "out", "--losses", "../in/a.xml"], 2, "nothing is written over it"),
        (["--to=ctgov-v2", "none.json"], 2, "none.json: No such file or directory"),
        (["--to=ctgov-v2", "bad.json"], 1, "bad.json:1:1: not JSON"),
    ],
)
def test_what_goes_wrong(
    arguments: list[str], code: int, said: str, folder: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(folder)
    Path("bad.json").write_text("?")
    assert run(monkeypatch, "convert", "a.xml", *arguments) == code
    assert said in capsys.readouterr().err


def test_the_verb() -> None:
    (trial,) = map(formats()["ctgov-xml"].trial, formats()["ctgov-xml"].records(XML.encode()))  # type: ignore[attr-defined]
    converted = ctmodel.convert(trial, "ctgov-v2")
    assert ctmodel.loads(converted.document) == trial
    assert converted.losses == [ctmodel.Loss("/clinical_study/number_of_arms", "2", "no place")]
    assert ctmodel.convert(ctmodel.structure(STUDY), "ctgov-v2") == ctmodel.Converted(
        json.dumps(STUDY).replace(" ", ""), []
    )
    with pytest.raises(
        ValueError, match=r"ctgov-xml is only read; the formats that are written are ctgov-v2, ctgov-csv, ris$"
    ):
        ctmodel.convert(trial, "ctgov-xml")
    with pytest.raises(ValueError, match="there is no format 'bib'"):
        ctmodel.convert(trial, "bib")


def test_the_list_of_formats(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch, "formats") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "ctgov-v2         rw  .json .jsonl .ndjson   -  ClinicalTrials.gov API v2, JSON"
    assert lines[1] == "ctgov-csv        rw  .csv                   -  ClinicalTrials.gov download since 2024, CSV"
    assert (
        lines[-1] == "ris              -w  .ris                   -  RIS, for reference managers and systematic reviews"
    )
    assert [line.split()[0] for line in lines] == list(formats())


def test_ris_on_standard_output_and_in_a_file(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(monkeypatch, "convert", folder, "--to=ris") == 0
    out, err = capfdbinary.readouterr()
    assert [line for line in out.split(b"\r\n") if line[:2] in (b"AN", b"ER", b"TI")] == [
        b"AN  - NCT99000001", b"ER  - ", b"TI  - Pears", b"AN  - NCT99000002", b"ER  - ",
        b"TI  - Pears again", b"AN  - NCT99000002", b"ER  - ", b"AN  - NCT99000003", b"ER  - ",
    ]  # fmt: skip
    assert b"\n" not in out.replace(b"\r\n", b"")
    assert b"converted 4 trials to ris, without 2 values that it cannot hold" in err
    assert run(monkeypatch, "convert", folder, "--to=ris", "-o", tmp_path / "all.RIS") == 0
    assert (tmp_path / "all.RIS").read_bytes() == out


def test_one_csv_file_has_one_line_with_columns(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    out = tmp_path / "all.csv"
    assert run(monkeypatch, "convert", folder, "--to=ctgov-csv", "-o", out, "--losses", tmp_path / "lost") == 0
    lines = out.read_bytes().split(b"\r\n")
    assert lines[0].startswith(b"NCT Number,Study Title,")
    assert [line.split(b",")[0] for line in lines[1:]] == [
        b"NCT99000001", b"NCT99000002", b"NCT99000002", b"NCT99000003", b""
    ]  # fmt: skip
    capfdbinary.readouterr()
    assert run(monkeypatch, "convert", folder, "--to=ctgov-csv") == 0
    assert capfdbinary.readouterr().out == out.read_bytes()
    assert list(map(json.loads, (tmp_path / "lost").read_text().splitlines())) == [
        {"record": "NCT99000001", "path": "/clinical_study/number_of_arms", "value": "2", "reason": "no place"},
        {"record": "NCT99000003", "path": "/protocolSection/identificationModule/zz", "value": 1, "reason": "no place"},
    ]


@pytest.mark.parametrize(("to", "suffix"), [("ris", ".ris"), ("ctgov-csv", ".csv")])
def test_files_in_a_folder_are_whole(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, to: str, suffix: str
) -> None:
    out = tmp_path / f"folder{suffix}"
    out.mkdir()
    assert run(monkeypatch, "convert", folder, f"--to={to}", "-o", out) == 0
    names = [f"NCT9900000{name}{suffix}" for name in ("1", "2-2", "2", "3")]
    assert sorted(path.name for path in out.iterdir()) == names
    (trial,) = (trial for trial in ctmodel.read_many(folder) if trial.nct_id == "NCT99000003")
    assert (out / f"NCT99000003{suffix}").read_bytes() == ctmodel.convert(trial, to).document.encode()


def test_a_terminal_gets_no_control_characters(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.json"
    path.write_text(
        json.dumps({"protocolSection": {"identificationModule": {"nctId": "NCT1", "briefTitle": "a\x1b[2J"}}})
    )
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert run(monkeypatch, "convert", path, "--to=ctgov-csv") == 0
    out = capsys.readouterr().out
    assert "a\\x1b[2J" in out
    assert "\x1b" not in out
    assert "\r" not in out
