"""The command ``tables``: what it writes, refuses and tells, with bounded memory."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

import ctmodel
from ctmodel.cli.tables import IN_FOLDERS
from ctmodel.formats import formats
from ctmodel.tables import TABLES, tables, wanted
from ctmodel.tables.csv_files import READ_ME
from tests.cli.test_convert import CSV, STUDY, XML, run
from tests.tables.records import FULL

Monkey = pytest.MonkeyPatch
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: Monkey) -> Path:
    """A folder with a folder of records, where the command works."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.xml").write_text(XML)
    (tmp_path / "in/b.csv").write_text(CSV)
    (tmp_path / "in/c.json").write_text(json.dumps(STUDY))
    (tmp_path / "full.jsonl").write_text("\n".join(map(json.dumps, FULL)))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def column(file: str | Path, name: str) -> list[Any]:
    values: list[Any] = pq.read_table(file).column(name).to_pylist()
    return values


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def names(folder: str) -> list[str]:
    return sorted(path.name for path in Path(folder).iterdir())


def test_parquet(folder: Path, monkeypatch: Monkey, capsys: Captured) -> None:
    assert run(monkeypatch, "tables", "full.jsonl", "--out", "new/out") == 0
    assert {file.name for file in (folder / "new/out").iterdir()} == {f"{name}.parquet" for name in wanted(None)}
    made = tables(map(ctmodel.structure, FULL), source_of=lambda _: "full.jsonl")
    for name, table in made.items():
        assert pq.read_table(folder / f"new/out/{name}.parquet").equals(table)
    rows = sum(table.num_rows for table in made.values())
    assert capsys.readouterr().err == f"ctmodel: wrote 2 trials to new/out: {rows:,} rows in {len(made)} tables\n"


def test_foreign_formats_can_be_mixed(folder: Path, monkeypatch: Monkey, capsys: Captured) -> None:
    assert run(monkeypatch, "tables", "in", "--out", "out", "--only", "trials") == 0
    assert capsys.readouterr().err == "ctmodel: wrote 4 trials to out: 4 rows in 1 table\n"
    assert column("out/trials.parquet", "trial_id") == ["NCT99000001", "NCT99000002", "NCT99000002", "NCT99000003"]
    assert column("out/trials.parquet", "format") == ["ctgov-xml", "ctgov-csv", "ctgov-csv", "ctgov-v2"]
    assert [Path(name).name for name in column("out/trials.parquet", "source")] == ["a.xml", "b.csv", "b.csv", "c.json"]
    assert column("out/trials.parquet", "brief_title") == [None, "Pears", "Pears again", None]


def test_each_kind(folder: Path, monkeypatch: Monkey) -> None:
    duckdb = pytest.importorskip("duckdb", reason="no DuckDB")
    openpyxl = pytest.importorskip("openpyxl", reason="no openpyxl")
    for options in (["a.duckdb"], ["a.XLSX"], ["csv", "--format=csv"], ["safe/", "--format", "csv", "--excel-safe"]):
        assert run(monkeypatch, "tables", "full.jsonl", "--only=arms", "--out", *options) == 0
    with duckdb.connect("a.duckdb", read_only=True) as con:
        labels = [row[0] for row in con.execute("select label from arms").fetchall()]
    sheet = openpyxl.load_workbook("a.XLSX")["arms"]
    assert [row[4].value for row in sheet.iter_rows(min_row=2)] == labels
    assert names("csv") == names("safe") == ["arms.csv", "columns_read_me.csv", READ_ME]
    assert all(f'"{label}"' in Path("csv/arms.csv").read_text() for label in labels)
    assert Path("safe/arms.csv").read_bytes() == "\ufeff".encode() + Path("csv/arms.csv").read_bytes()


def test_a_choice_of_tables_and_columns(folder: Path, monkeypatch: Monkey) -> None:
    arguments = [
        "--only",
        "arms, links",
        "--only=trials",
        "--columns",
        "arms.label,trials.phase",
        "--columns=arms.type",
    ]
    assert run(monkeypatch, "tables", "full.jsonl", "--out=out", *arguments) == 0
    assert names("out") == ["arms.parquet", "links.parquet", "trials.parquet"]
    assert pq.read_schema("out/arms.parquet").names == ["record", "trial_id", "pointer", "position", "label", "type"]
    assert pq.read_schema("out/trials.parquet").names == ["record", "trial_id", "pointer", "phase"]
    assert pq.read_schema("out/links.parquet").names == [held.name for held in TABLES["links"].columns]


def test_contacts_and_findings_on_request(folder: Path, monkeypatch: Monkey) -> None:
    assert run(monkeypatch, "tables", "full.jsonl", "--out=out", "--format=csv") == 0
    texts = content(folder / "out")
    assert not {"contacts.csv", "findings.csv"} & set(texts)
    personal = {contact.email for trial in map(ctmodel.structure, FULL) for contact in trial.central_contacts} - {None}
    assert personal
    assert not any(str(email).encode() in text for email in personal for text in texts.values())
    assert run(monkeypatch, "tables", "full.jsonl", "--out=people", "--only=contacts,findings") == 0
    assert names("people") == ["contacts.parquet", "findings.parquet"]
    assert personal <= set(column("people/contacts.parquet", "email"))
    assert set(column("people/findings.parquet", "file")) == {"full.jsonl"}


def test_the_format_of_inputs(folder: Path, monkeypatch: Monkey, capsys: Captured) -> None:
    """The names of formats that are read and of kinds that are written differ, so that one option takes both."""
    assert not set(IN_FOLDERS) & set(formats())
    assert run(monkeypatch, "tables", "in/a.xml", "--out=out", "--format=ctgov-xml", "--format=csv") == 0
    assert (folder / "out/trials.csv").exists()
    assert run(monkeypatch, "tables", "in/a.xml", "--out=other", "--format=ctgov-csv") == 1
    assert "other" not in names(".")
    for options, said in (
        (["--format=csv", "--format=parquet"], "--format csv and --format parquet: there can be only one of them"),
        (["--format=ctgov-xml", "--format=ctgov-v2"], "--format ctgov-xml and --format ctgov-v2: there can be only"),
        (["--format=xml"], "there is no format 'xml'"),
    ):
        assert run(monkeypatch, "tables", "in/a.xml", "--out=other", *options) == 2
        assert said in capsys.readouterr().err


def test_what_cannot_be_read_is_told(folder: Path, monkeypatch: Monkey, capsys: Captured) -> None:
    (folder / "bad.json").write_text("{")
    assert run(monkeypatch, "tables", "in", "bad.json", "full.jsonl", "--out=out", "--only=trials") == 1
    err = capsys.readouterr().err
    assert "bad.json:1:2: not JSON" in err
    assert "wrote 6 trials" in err
    assert run(monkeypatch, "tables", "none.json", "in/a.xml", "--out=out") == 2
    assert "none.json: No such file" in capsys.readouterr().err
    assert column("out/trials.parquet", "trial_id") == ["NCT99000001"]


def test_a_trial_that_cannot_be_written_is_told(folder: Path, monkeypatch: Monkey, capsys: Captured) -> None:
    """No reader yields one; a value that is changed on the way is as good."""
    from ctmodel.cli.inputs import Inputs

    def broken(inputs: Inputs) -> Any:
        yield ctmodel.Trial(nct_id="NCT1")
        inputs.file = "x.json"
        yield ctmodel.Trial(nct_id="NCT2", brief_title="\ud800")
        yield ctmodel.Trial(nct_id="NCT3")

    monkeypatch.setattr(Inputs, "trials", broken)
    assert run(monkeypatch, "tables", "in", "--out=out", "--only=trials") == 1
    err = capsys.readouterr().err
    assert "x.json: /protocolSection/identificationModule/briefTitle" in err
    assert "wrote 2 trials" in err
    assert column("out/trials.parquet", "trial_id") == ["NCT1", "NCT3"]


@pytest.mark.parametrize("target", ["out", "out.duckdb", "out.xlsx"])
def test_without_a_trial_nothing_is_written(target: str, folder: Path, monkeypatch: Monkey, capsys: Captured) -> None:
    (folder / "empty.json").write_text("[]")
    (folder / "bad.json").write_text("{")
    for path, code, said in (
        ("empty.json", 2, "holds no study"),
        ("bad.json", 1, "not JSON"),
        ("no", 2, "No such file"),
    ):
        assert run(monkeypatch, "tables", path, "--out", target) == code
        assert said in capsys.readouterr().err
    assert target not in names(".")


def test_standard_input(folder: Path, monkeypatch: Monkey) -> None:
    for target in ("out", "."):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(XML.encode())))
        assert run(monkeypatch, "tables", "-", "--out", target, "--only=trials") == 0
        assert column(f"{target}/trials.parquet", "source") == ["-"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--out=x.csv"], "--out takes a folder, or a file that ends in .duckdb or .xlsx; not 'x.csv'"),
        (["--out=x.parquet"], "not 'x.parquet'"),
        (["--out="], "not ''"),
        (["--out=full.jsonl"], "not 'full.jsonl'"),
        (["--out=x.duckdb", "--format=csv"], "--format csv writes a folder, and x.duckdb is a DuckDB file"),
        (["--out=x.xlsx", "--format=parquet"], "--format parquet writes a folder, and x.xlsx is an Excel workbook"),
        (["--out=none/x.xlsx"], "there is no folder none for x.xlsx"),
        (["--out=x", "--excel-safe"], "--excel-safe is for CSV"),
        (["--out=x.xlsx", "--excel-safe"], "--excel-safe is for CSV"),
        (["--out=x", "--only=arms,nothing"], "there is no table 'nothing'; the tables are trials,"),
        (["--out=x", "--columns=arms.nothing"], "the table arms has no column 'nothing'"),
        (["--out=x", "--columns=arms"], "a column is named as TABLE.COLUMN"),
        (["--out=x", "--columns=contacts.email"], "contacts.email is of a table that is not asked for"),
        (["--out=in"], "is read by this run, and nothing is written over it or into it"),
        (["--out=in/x"], "is read by this run"),
        (["--out=in/x.xlsx"], "is read by this run"),
        (["--out=."], "is read by this run"),
        ([], "Missing option '--out'"),
    ],
)
def test_wrong_usage(arguments: list[str], said: str, folder: Path, monkeypatch: Monkey, capsys: Captured) -> None:
    before = content(folder)
    assert run(monkeypatch, "tables", "in", *arguments) == 2
    assert said in capsys.readouterr().err
    assert content(folder) == before


@pytest.mark.parametrize("path", ["**/*.csv", "*/trials.csv"])
def test_an_input_that_a_pattern_finds_is_not_replaced(
    path: str, folder: Path, monkeypatch: Monkey, capsys: Captured
) -> None:
    (folder / "out").mkdir()
    (folder / "out/trials.csv").write_text(CSV)
    before = content(folder)
    assert run(monkeypatch, "tables", path, "--out=out", "--format=csv") == 2
    assert "trials.csv is read by this run, and nothing is written over it" in capsys.readouterr().err
    assert content(folder) == before


def test_an_input_that_is_linked_or_redirected_is_not_replaced(folder: Path, monkeypatch: Monkey) -> None:
    (folder / "real.xlsx").write_text(XML)
    (folder / "link.xml").symlink_to("real.xlsx")
    before = content(folder)
    assert run(monkeypatch, "tables", "link.xml", "--out=real.xlsx") == 2
    with (folder / "real.xlsx").open() as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        assert run(monkeypatch, "tables", "-", "--out=real.xlsx") == 2
    assert content(folder) == before


@pytest.mark.parametrize(
    ("library", "out", "said"),
    [
        ("pyarrow", "x", "Error: tables need pyarrow: install ctmodel[tables]"),
        ("xlsxwriter", "x.xlsx", "Error: Excel workbooks need XlsxWriter: install ctmodel[tables]"),
        ("duckdb", "x.duckdb", "Error: DuckDB files need duckdb: install ctmodel[duckdb]"),
    ],
)
def test_a_missing_extra(library: str, out: str, said: str, folder: Path) -> None:
    code = f"import sys; sys.modules[{library!r}] = None; from ctmodel.cli import main; sys.argv[1:] = ['tables', 'in', '--out', {out!r}]; main()"
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (made.returncode, made.stdout) == (2, "")
    assert made.stderr.splitlines()[-1] == said
    assert out not in names(".")


def test_names_from_records_lead_nowhere(folder: Path, monkeypatch: Monkey, capsys: Captured) -> None:
    """Control characters in what is told are escaped, and no name of a file comes from a record."""
    (folder / "a\x1b[31m.json").write_text("{")
    run(monkeypatch, "tables", folder, "--out", folder.parent / f"{folder.name}-out")
    assert "\x1b" not in capsys.readouterr().err


MEASURED = """
import resource, sys
from ctmodel.cli import main
try:
    main()
finally:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured in KiB, as Linux counts")
@pytest.mark.parametrize("target", ["out", "out.csv/", "out.duckdb", "out.xlsx"])
def test_memory_does_not_grow_with_the_number_of_trials(target: str, tmp_path: Path) -> None:
    """What is held all the time would be 120 MB of text more for five times the trials.

    DuckDB holds 2,048 rows until it compresses them.
    """
    least = 2_500 if target == "out.duckdb" else 1_000
    pytest.importorskip("duckdb", reason="no DuckDB")
    peaks = []
    for number in (least, 5 * least):
        lines = tmp_path / f"{number}.jsonl"
        with lines.open("w") as file:
            for index in range(number):
                text = f"{index} is a number. " + "".join(map(chr, range(97, 123))) * 1_150
                file.write(ctmodel.dumps(ctmodel.Trial(nct_id=f"NCT{index:08}", detailed_description=text)) + "\n")
        options = ["--format=csv"] if target == "out.csv/" else []
        (tmp_path / f"{number}").mkdir()
        out = f"{tmp_path}/{number}/{target}"
        command = [sys.executable, "-c", MEASURED, "tables", str(lines), "--out", out, *options]
        made = subprocess.run(command, capture_output=True, text=True, check=True)
        assert f"wrote {number:,} trials" in made.stderr
        peaks.append(int(made.stdout))
    assert peaks[1] <= 1.2 * peaks[0], peaks
