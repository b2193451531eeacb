"""Excel workbooks: read again by openpyxl, at the edge of each limit, and with all that spreadsheets get wrong."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import xlsxwriter

import ctmodel
from ctmodel.tables import TABLES, tables, write_excel
from ctmodel.tables import sheets as limits
from ctmodel.tables.sheets import FIRST_DAY, LARGEST, ROWS, UNITS, Sheets, fitting, see_written
from tests.tables.hostile import TEXTS, trial
from tests.tables.records import FULL

openpyxl = pytest.importorskip("openpyxl", reason="no openpyxl")

NO_FINDINGS = [name for name in TABLES if name != "findings"]
EMOJI = "\U0001f600"


def unescaped(text: str) -> str:
    """Return a text as Excel shows it; openpyxl leaves the escapes."""
    return re.sub(r"_x([0-9A-F]{4})_", lambda match: chr(int(match[1], 16)), text)


def rows_of(sheet: Any) -> list[tuple[Any, ...]]:
    """Return the rows below the header."""
    return [
        tuple(unescaped(value) if isinstance(value, str) else value for value in row)
        for row in sheet.iter_rows(min_row=2, values_only=True)
    ]


def in_a_cell(value: Any) -> Any:
    """Return a value as a cell has it."""
    if isinstance(value, dt.date):
        return dt.datetime.combine(value, dt.time())
    return value


def written(file: Path, trials: list[ctmodel.Trial], *only: str, **options: Any) -> Any:
    write_excel(trials, file, only=only, **options)
    return openpyxl.load_workbook(file)


def test_all_tables_are_read_again(tmp_path: Path) -> None:
    trials = [*map(ctmodel.structure, FULL)]
    book = written(tmp_path / "a.xlsx", trials, *NO_FINDINGS)
    assert book.sheetnames == ["read_me", "columns_read_me", *NO_FINDINGS]
    for name, table in tables(trials, only=NO_FINDINGS).items():
        sheet = book[name]
        assert [cell.value for cell in sheet[1]] == table.column_names
        assert rows_of(sheet) == [tuple(map(in_a_cell, row.values())) for row in table.to_pylist()]
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == f"A1:{openpyxl.utils.get_column_letter(table.num_columns)}{table.num_rows + 1}"
        assert 8 <= sheet.column_dimensions["A"].width <= 41
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def test_types_of_cells(tmp_path: Path) -> None:
    study = {
        "protocolSection": {
            "identificationModule": {"nctId": "NCT1"},
            "statusModule": {"startDateStruct": {"date": "2010-09"}},
            "designModule": {"enrollmentInfo": {"count": 50}},
            "oversightModule": {"oversightHasDmc": True},
        }
    }
    names = ("start_date", "start_date_earliest", "start_date_latest", "enrollment", "has_dmc", "brief_title")
    book = written(
        tmp_path / "a.xlsx", [ctmodel.structure(study)], "trials", columns=[f"trials.{name}" for name in names]
    )
    cells = {header.value: cell for header, cell in zip(book["trials"][1], book["trials"][2], strict=True)}
    assert [cells[name].data_type for name in names] == ["s", "d", "d", "n", "b", "n"]
    assert [cells[name].value for name in names] == [
        "2010-09", dt.datetime(2010, 9, 1), dt.datetime(2010, 9, 30), 50, True, None,
    ]  # fmt: skip
    assert cells["start_date_latest"].number_format == "yyyy-mm-dd"


def test_hostile_texts(tmp_path: Path) -> None:
    book = written(tmp_path / "a.xlsx", [trial(*TEXTS)], "conditions")
    column = [cell.value for cell in book["conditions"][1]].index("condition")
    cells = [row[column] for row in book["conditions"].iter_rows(min_row=2)]
    assert tuple(unescaped(cell.value) for cell in cells) == TEXTS
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)


@pytest.mark.parametrize(
    ("text", "shown", "length"),
    [
        ("x" * UNITS, "x" * UNITS, None),
        ("x" * (UNITS + 1), "x" * (UNITS - 1) + "…", UNITS + 1),
        (EMOJI * 16_383, EMOJI * 16_383, None),
        (EMOJI * 16_383 + "x", EMOJI * 16_383 + "x", None),
        (EMOJI * 16_384, EMOJI * 16_383 + "…", UNITS + 1),
        ("x" + EMOJI * 16_383, "x" + EMOJI * 16_383, None),
        ("x" + EMOJI * 16_384, "x" + EMOJI * 16_382 + "…", UNITS + 2),
    ],
    ids=lambda held: str(len(held)) if isinstance(held, str) else str(held),
)
def test_long_texts_are_cut_and_listed(text: str, shown: str, length: int | None, tmp_path: Path) -> None:
    assert fitting(text) == (shown, length)
    made = ctmodel.Trial(nct_id="=NCT1", conditions=["short", text])
    book = written(tmp_path / "a.xlsx", [made, made], "conditions")
    assert [row[-1] for row in rows_of(book["conditions"])] == ["short", shown] * 2
    assert ("cut" in book.sheetnames) == (length is not None)
    if length is not None:
        assert [cell.value for cell in book["cut"][1]] == ["trial_id", "table", "column", "length"]
        assert rows_of(book["cut"]) == [("=NCT1", "conditions", "condition", length)] * 2
        assert book["cut"]["A2"].data_type == "s"


def test_a_draft_with_a_long_text(tmp_path: Path) -> None:
    book = written(tmp_path / "a.xlsx", [ctmodel.Trial(conditions=["x" * 40_000])], "conditions")
    assert rows_of(book["cut"]) == [(None, "conditions", "condition", 40_000)]


@pytest.mark.parametrize(("number", "sheets"), [(3, {"keywords": 3}), (4, {"keywords": 3, "keywords_2": 1}),
                                               (7, {"keywords": 3, "keywords_2": 3, "keywords_3": 1})])  # fmt: skip
def test_rows_over_the_limit_continue(
    number: int, sheets: dict[str, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trials = [ctmodel.Trial(nct_id="NCT1", keywords=[str(index)]) for index in range(number)]
    monkeypatch.setattr(limits, "ROWS", 3)
    with monkeypatch.context() as patch:
        # The schema as a table is longer; it is no subject of this test.
        patch.setattr("ctmodel.tables.excel.explained", lambda _: pa.table({"table": ["x"]}))
        book = written(tmp_path / "a.xlsx", trials, "keywords")
    assert {name: len(rows_of(book[name])) for name in book.sheetnames if name.startswith("keywords")} == sheets
    found = [row[-1] for name in sheets for row in rows_of(book[name])]
    assert found == [str(index) for index in range(number)]
    for name, rows in sheets.items():
        assert book[name]["A1"].value == "record"
        assert book[name].freeze_panes == "A2"
        assert book[name].auto_filter.ref == f"A1:E{rows + 1}"


def test_limits_are_those_of_the_library() -> None:
    book = xlsxwriter.Workbook("unwritten.xlsx")
    sheet = book.add_worksheet()
    assert (sheet.xls_rowmax, sheet.xls_strmax) == (ROWS + 1, UNITS)
    assert max(len(table.columns) for table in TABLES.values()) <= sheet.xls_colmax
    # Names of sheets have at most 31 characters, with the number of a sheet that continues another.
    assert max(map(len, TABLES)) + len("_999") <= 31
    book.fileclosed = True


@pytest.mark.parametrize(
    ("type", "value", "expected"),
    [
        ("int64", LARGEST, LARGEST),
        ("int64", -LARGEST, -LARGEST),
        ("int64", LARGEST + 1, str(LARGEST + 1)),
        ("int64", -LARGEST - 1, str(-LARGEST - 1)),
        ("int64", 0, 0),
        ("float64", -0.25, -0.25),
        ("float64", 1e300, 1e300),
        ("bool", False, False),
        ("date32", FIRST_DAY, dt.datetime(1900, 3, 1)),
        ("date32", FIRST_DAY - dt.timedelta(1), "1900-02-28"),
        ("date32", dt.date(1, 1, 1), "0001-01-01"),
        ("date32", dt.date(9999, 12, 31), dt.datetime(9999, 12, 31)),
    ],
)
def test_numbers_and_days_at_the_edge(type: str, value: Any, expected: Any, tmp_path: Path) -> None:
    with Sheets(xlsxwriter.Workbook(tmp_path / "a.xlsx", {"constant_memory": True})) as sheets:
        table = pa.table({"x": pa.array([value, None], pa.type_for_alias(type))})
        sheets.begin("t", {"x": str(table.schema.field(0).type)})
        sheets.write("t", table)
    read = openpyxl.load_workbook(tmp_path / "a.xlsx")["t"]["A2"].value
    assert (read, read.__class__) == (expected, expected.__class__)


def test_a_cell_that_is_refused_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    see_written(0)
    with pytest.raises(RuntimeError, match="code -2"):
        see_written(-2)
    monkeypatch.setattr(limits, "UNITS", UNITS + 1)
    with pytest.raises(RuntimeError, match="code -2"):
        write_excel([trial("x" * (UNITS + 1))], tmp_path / "a.xlsx", only="conditions")
    assert list(tmp_path.iterdir()) == []


def test_what_a_workbook_says_of_itself(tmp_path: Path) -> None:
    book = written(tmp_path / "a.xlsx", [trial("a", "b")], "conditions", columns=["conditions.position"])
    lines = [row[0].value for row in book["read_me"].iter_rows()]
    assert "conditions, 2 rows. A row is a condition that is studied." in lines
    assert any("32,767" in line for line in lines)
    assert [row[1] for row in rows_of(book["columns_read_me"])] == ["record", "trial_id", "pointer", "position"]


@pytest.mark.parametrize("name", ["FileSizeError", "FileCreateError"])
def test_what_the_library_cannot_write_is_an_error_of_the_system(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise getattr(xlsxwriter.exceptions, name)("too much")

    monkeypatch.setattr(xlsxwriter.Workbook, "_store_workbook", fail)
    with pytest.raises(OSError, match=r"a\.xlsx: "):
        write_excel([trial("a")], tmp_path / "a.xlsx", only="conditions")
    assert list(tmp_path.iterdir()) == []
