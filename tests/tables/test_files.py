"""CSV and DuckDB files, and what all kinds of files share; what other programs read in them."""

import datetime as dt
import re
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import ctmodel
from ctmodel.tables import TABLES, columns_read_me, tables, wanted, write_csv, write_duckdb, write_excel, write_parquet
from ctmodel.tables.csv_files import READ_ME, defused
from tests.tables.hostile import FORMULAS, NUMBERS, OTHERS, TEXTS, trial
from tests.tables.records import FULL

duckdb = pytest.importorskip("duckdb", reason="no DuckDB")

Write = Callable[..., dict[str, int]]
Rows = list[dict[str, Any]]

NO_FINDINGS = [name for name in TABLES if name != "findings"]
FOLDERS: dict[str, Write] = {"parquet": write_parquet, "csv": write_csv}
WHOLE: dict[str, Write] = {"duckdb": write_duckdb, "xlsx": write_excel}


def full() -> Iterator[ctmodel.Trial]:
    return map(ctmodel.structure, FULL)


def read_pandas(file: Path) -> Rows:
    pandas = pytest.importorskip("pandas", reason="pandas has no wheel here")
    held = pandas.read_csv(file, keep_default_na=False, na_values=[""], dtype_backend="pyarrow")
    return [
        {name: None if value is pandas.NA or value is pandas.NaT else value for name, value in row.items()}
        for row in held.to_dict("records")
    ]


def read_polars(file: Path) -> Rows:
    polars = pytest.importorskip("polars", reason="polars has no wheel here")
    rows: Rows = polars.read_csv(file, infer_schema_length=None).to_dicts()
    return rows


def read_duckdb(file: Path) -> Rows:
    con = duckdb.connect()
    # Without these, a column with no other values than YES and NO is BOOLEAN.
    types = "['BIGINT', 'DOUBLE', 'DATE', 'VARCHAR']"
    found = con.execute(f"select * from read_csv('{file}', auto_type_candidates = {types})")  # noqa: S608
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def read_pyarrow(file: Path) -> Rows:
    from pyarrow import csv

    convert = csv.ConvertOptions(strings_can_be_null=True, null_values=[""])
    rows: Rows = csv.read_csv(
        file, parse_options=csv.ParseOptions(newlines_in_values=True), convert_options=convert
    ).to_pylist()
    return rows


READERS = {"pandas": read_pandas, "polars": read_polars, "duckdb": read_duckdb, "pyarrow": read_pyarrow}


def meant(value: Any) -> Any:
    """Return what a value means, whatever type a reader found in it: 00100 is 100 to those that guess."""
    if value is None or isinstance(value, bool):
        return value
    text = str(value)
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    for read in (float, dt.datetime.fromisoformat):
        try:
            return read(text)
        except ValueError:
            continue
    return text


def meant_by(rows: Rows) -> Rows:
    return [{name: meant(value) for name, value in row.items()} for row in rows]


@pytest.fixture(scope="module")
def csv_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("csv")
    write_csv(full(), folder, only=NO_FINDINGS)
    return folder


@pytest.mark.parametrize("reader", READERS)
def test_all_tables_are_read_again(reader: str, csv_folder: Path) -> None:
    for name, table in tables(full(), only=NO_FINDINGS).items():
        read = READERS[reader](csv_folder / f"{name}.csv")
        assert list(read[0]) == table.column_names
        assert meant_by(read) == meant_by(table.to_pylist()), name


@pytest.mark.parametrize("reader", READERS)
def test_hostile_texts_are_read_again(reader: str, tmp_path: Path) -> None:
    assert write_csv([trial(*TEXTS)], tmp_path, only="conditions") == {"conditions": len(TEXTS)}
    assert tuple(row["condition"] for row in READERS[reader](tmp_path / "conditions.csv")) == TEXTS


def test_bytes_of_csv(tmp_path: Path) -> None:
    write_csv([ctmodel.Trial(nct_id="NCT1", has_results=True, brief_title='a "b"\nc')], tmp_path,
              only=["trials", "arms"], columns=["trials.brief_title", "trials.has_results", "trials.acronym"])  # fmt: skip
    text = (tmp_path / "trials.csv").read_bytes().decode()
    header, _, row = text.partition("\n")
    assert header == '"record","trial_id","pointer","brief_title","acronym","has_results"'
    assert re.fullmatch(r'"r[0-9a-f]{16}","NCT1",,"a ""b""\nc",,true\n', row)
    assert (tmp_path / "arms.csv").read_text().count("\n") == 1


def test_the_read_me_of_csv(tmp_path: Path) -> None:
    write_csv(full(), tmp_path / "plain", only=["arms"], columns=["arms.label"])
    write_csv(full(), tmp_path / "safe", only=["arms"], excel_safe=True)
    assert sorted(file.name for file in (tmp_path / "plain").iterdir()) == ["arms.csv", "columns_read_me.csv", READ_ME]
    columns = READERS["pyarrow"](tmp_path / "plain" / "columns_read_me.csv")
    assert [row["column"] for row in columns] == ["record", "trial_id", "pointer", "position", "label"]
    assert columns[-1] == columns_read_me(["arms"]).to_pylist()[4]
    plain, safe = ((tmp_path / name / READ_ME).read_text() for name in ("plain", "safe"))
    assert re.search(r"^arms, \d rows\. A row is ", plain, re.MULTILINE)
    assert "apostrophe" not in plain
    assert "apostrophe" in safe


def test_excel_safe_csv(tmp_path: Path) -> None:
    write_csv([trial(*TEXTS)], tmp_path, only="conditions", excel_safe=True)
    for file in tmp_path.glob("*.csv"):
        assert file.read_bytes().startswith(b"\xef\xbb\xbf" + b'"'), file
    expected = tuple(f"'{text}" for text in FORMULAS) + NUMBERS + OTHERS
    assert "{=1}" in OTHERS  # no spreadsheet takes it for a formula
    assert tuple(row["condition"] for row in READERS["polars"](tmp_path / "conditions.csv")) == expected
    # Numbers are no text.
    write_csv([ctmodel.structure({"protocolSection": {"contactsLocationsModule": {"locations": [{"geoPoint": {"lat": -1.5}}]}}})],
              tmp_path, only="locations", excel_safe=True)  # fmt: skip
    assert READERS["polars"](tmp_path / "locations.csv")[0]["latitude"] == -1.5


def test_defusing_keeps_schema_and_nulls() -> None:
    made = tables(full(), only=NO_FINDINGS)
    for table in made.values():
        safe = defused(table)
        assert safe.schema.equals(table.schema, check_metadata=True)
        assert [column.null_count for column in safe.columns] == [column.null_count for column in table.columns]
    empty = made["arms"].schema.empty_table()
    assert defused(empty).equals(empty)


def test_duckdb(tmp_path: Path) -> None:
    file = tmp_path / "all.duckdb"
    numbers = write_duckdb(full(), file, only=NO_FINDINGS)
    made = tables(full(), only=NO_FINDINGS)
    types = {"string": "VARCHAR", "int64": "BIGINT", "float64": "DOUBLE", "bool": "BOOLEAN", "date32": "DATE"}
    with duckdb.connect(str(file), read_only=True) as con:
        found = {row[0] for row in con.execute("select table_name from duckdb_tables()").fetchall()}
        assert found == {*NO_FINDINGS, "columns_read_me"}
        for name, table in made.items():
            read = con.execute(f"select * from {name}")  # noqa: S608
            assert read.fetchall() == [tuple(row.values()) for row in table.to_pylist()]
            assert numbers[name] == table.num_rows
            columns = "select column_name, data_type from duckdb_columns() where table_name = ?"
            declared = con.execute(columns, [name]).fetchall()
            assert dict(declared) == {column.name: types[column.type] for column in TABLES[name].columns}
        assert con.execute("select count(*) from columns_read_me where \"table\" = 'arms'").fetchone() == (
            len(TABLES["arms"].columns),
        )
    assert [path.name for path in tmp_path.iterdir()] == ["all.duckdb"]


def test_duckdb_with_hostile_texts_and_few_columns(tmp_path: Path) -> None:
    file = tmp_path / "some.duckdb"
    write_duckdb([trial(*TEXTS)], file, only="conditions", columns=["conditions.condition"])
    write_duckdb([trial(*TEXTS)], file, only="conditions", columns=["conditions.condition"])
    with duckdb.connect(str(file), read_only=True) as con:
        found = con.execute("select condition from conditions order by position").fetchall()
    assert tuple(row[0] for row in found) == TEXTS


def test_names_need_no_quotes(tmp_path: Path) -> None:
    write_duckdb(full(), tmp_path / "a.duckdb", only=TABLES)
    with duckdb.connect(str(tmp_path / "a.duckdb"), read_only=True) as con:
        for name, table in TABLES.items():
            con.execute(f"select {', '.join(column.name for column in table.columns)} from {name}")  # noqa: S608


@pytest.mark.parametrize("kind", FOLDERS)
def test_folders_are_complete_or_as_before(kind: str, tmp_path: Path) -> None:
    write = FOLDERS[kind]
    write(full(), tmp_path / "made" / "here")
    assert {file.stem for file in (tmp_path / "made" / "here").glob(f"*.{kind}")} - {"columns_read_me"} == set(
        wanted(None)
    )
    check_interrupted(write, tmp_path / "made" / "here")


@pytest.mark.parametrize("kind", WHOLE)
def test_files_are_complete_or_as_before(kind: str, tmp_path: Path) -> None:
    file = tmp_path / f"a.{kind}"
    WHOLE[kind](full(), file, only=["arms"])
    file.chmod(0o640)
    WHOLE[kind](full(), file, only=["arms"])
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    check_interrupted(WHOLE[kind], file)
    check_interrupted(WHOLE[kind], tmp_path / f"new.{kind}")


def check_interrupted(write: Write, target: Path) -> None:
    def broken() -> Iterator[ctmodel.Trial]:
        for _ in range(300):
            yield from full()
        raise KeyboardInterrupt

    before = {path: path.read_bytes() for path in target.parent.rglob("*") if path.is_file()}
    with pytest.raises(KeyboardInterrupt):
        write(broken(), target, only=["arms", "links"])
    assert {path: path.read_bytes() for path in target.parent.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("kind", [*FOLDERS, *WHOLE])
def test_what_cannot_be_written_loses_no_other(kind: str, tmp_path: Path) -> None:
    """A lone surrogate is no text; the trial that has it is told and left out."""
    trials = [trial("a"), trial("\ud800"), trial("b")]
    with pytest.raises(ValueError, match="surrogate"):
        ({**FOLDERS, **WHOLE})[kind](trials, tmp_path / f"x.{kind}", only="conditions")
    errors: list[Exception] = []
    number = ({**FOLDERS, **WHOLE})[kind](trials, tmp_path / f"x.{kind}", only="conditions", on_error=errors.append)
    assert number == {"conditions": 2}
    assert [type(error) for error in errors] == [ValueError]


def test_what_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a file")
    for write in FOLDERS.values():
        with pytest.raises(OSError, match="a"):
            write(full(), tmp_path / "a", only="arms")
    for kind, write in WHOLE.items():
        with pytest.raises(OSError, match="none"):
            write(full(), tmp_path / "none" / f"a.{kind}", only="arms")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_full_disk_is_an_error_of_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(*_: object, **__: object) -> None:
        raise duckdb.IOException("disk full")

    monkeypatch.setattr(duckdb, "connect", full_disk)
    with pytest.raises(OSError, match="disk full"):
        write_duckdb(full(), tmp_path / "a.duckdb")
    assert list(tmp_path.iterdir()) == []
