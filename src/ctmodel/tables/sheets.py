"""The sheets of a workbook: cells by type, within the limits of Excel."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self, final

if TYPE_CHECKING:
    import pyarrow as pa

#: Rows of a sheet below its header.
ROWS: Final = 1_048_575
#: UTF-16 units of text in a cell.
UNITS: Final = 32_767
#: The largest whole number that a cell holds exactly.
LARGEST: Final = 2**53
#: The first day that all spreadsheets agree on: to Excel, 1900 has a 29 February.
FIRST_DAY: Final = dt.date(1900, 3, 1)

CUT: Final = "cut"
#: The columns of this sheet, with their types.
CUT_COLUMNS: Final = {"trial_id": "string", "table": "string", "column": "string", "length": "int64"}

#: What a workbook loses.
LOST: Final = (
    f"Texts of more than {UNITS:,} UTF-16 units, the limit of a cell, are cut and end in …; the sheet {CUT}, which is"
    " there if any is, lists them with their length.",
    f"A sheet has at most {ROWS:,} rows below its header; others continue in a sheet such as events_2.",
    f"Whole numbers above {LARGEST:,}, and days before {FIRST_DAY}, are text. Numbers with decimals keep 16 digits.",
    "Dates as written are text; their earliest and latest days are dates of Excel.",
    "Control characters are written as Excel escapes them, such as _x000B_.",
)

#: Widths of columns in characters.
_WIDTHS: Final = {"string": 24, "int64": 10, "double": 10, "bool": 8, "date32[day]": 12}
#: Room for the arrow of the filter beside a heading.
_ARROW: Final = 4
_WIDEST: Final = 40


def fitting(text: str) -> tuple[str, int | None]:
    """Return a text as a cell can hold it, and its length in UTF-16 units if it had to be cut."""
    if len(text) <= UNITS // 2:  # no character has more than two units
        return text, None
    written = text.encode("utf-16-le")
    units = len(written) // 2
    if units <= UNITS:
        return text, None
    # The last character may be cut in the middle.
    return f"{written[: 2 * (UNITS - 1)].decode('utf-16-le', 'ignore')}…", units


def _put_whole_number(sheet: Any, row: int, column: int, value: int, _: Any) -> int:
    if abs(value) <= LARGEST:
        return sheet.write_number(row, column, value)  # type: ignore[no-any-return]
    return sheet.write_string(row, column, str(value))  # type: ignore[no-any-return]


def _put_day(sheet: Any, row: int, column: int, value: dt.date, day: Any) -> int:
    if value >= FIRST_DAY:
        return sheet.write_datetime(row, column, value, day)  # type: ignore[no-any-return]
    return sheet.write_string(row, column, value.isoformat())  # type: ignore[no-any-return]


#: How cells of each type are written, given the sheet, row, column, value, and the format of dates; they return 0, or a
#: code for what was wrong.
_PUTS: Final[Mapping[str, Callable[[Any, int, int, Any, Any], int]]] = {
    "string": lambda sheet, row, column, value, _: sheet.write_string(row, column, value),
    "int64": _put_whole_number,
    "double": lambda sheet, row, column, value, _: sheet.write_number(row, column, value),
    "bool": lambda sheet, row, column, value, _: sheet.write_boolean(row, column, value),
    "date32[day]": _put_day,
}


def see_written(code: int) -> None:
    """See that a cell was written: XlsxWriter raises nothing where it writes another value, or none.

    Raises:
        RuntimeError: it was not.
    """
    if code:
        raise RuntimeError(f"a cell was not written as it is: code {code} of XlsxWriter")


@final
class _Sheet:
    """The sheet of a table that is being filled: the first one, or one that continues it."""

    def __init__(self, name: str, book: Any, columns: Mapping[str, str], header: Any) -> None:
        self._name = name
        self._book = book
        self._columns = columns
        self._header = header
        self._number = 0
        self._begin()

    def _begin(self) -> None:
        self._number += 1
        self.row = 0
        #: The sheet of XlsxWriter.
        self.held = self._book.add_worksheet(self._name if self._number == 1 else f"{self._name}_{self._number}")
        self.held.freeze_panes(1, 0)
        for index, (name, type) in enumerate(self._columns.items()):
            see_written(self.held.set_column(index, index, min(max(_WIDTHS[type], len(name) + _ARROW), _WIDEST)))
            see_written(self.held.write_string(0, index, name, self._header))

    def next_row(self) -> int:
        """Return the index of the next row; if this sheet is full, it is of another."""
        if self.row == ROWS:
            self.finish()
            self._begin()
        self.row += 1
        return self.row

    def finish(self) -> None:
        """Give the sheet its filters."""
        see_written(self.held.autofilter(0, 0, self.row, len(self._columns) - 1) or 0)


@final
class Sheets:
    """The sheets of a workbook, by table. Rows are written as they come, and none is held.

    Args:
        book: the workbook of XlsxWriter.
    """

    def __init__(self, book: Any) -> None:
        self._book = book
        self._sheets: dict[str, _Sheet] = {}
        self._header = book.add_format({"bold": True})
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Write the workbook, unless something went wrong; leave no file open."""
        try:
            if error is None:
                for sheet in self._sheets.values():
                    sheet.finish()
                self._book.close()
        finally:
            for held in self._book.worksheets():
                held.row_data_fh.close()

    def begin(self, name: str, columns: Mapping[str, str]) -> None:
        """Begin the sheet of a table, given the Arrow types of its columns by name."""
        self._sheets[name] = _Sheet(name, self._book, columns, self._header)

    def write(self, name: str, table: "pa.Table") -> None:
        """Write rows of a table."""
        sheet, day = self._sheets[name], self._day
        puts = [_PUTS[str(field.type)] for field in table.schema]
        for cells in zip(*self._columns(name, table), strict=True):
            row = sheet.next_row()
            held = sheet.held
            for index, value in enumerate(cells):
                if value is not None:
                    see_written(puts[index](held, row, index, value, day))

    def _columns(self, name: str, table: "pa.Table") -> Iterator[list[Any]]:
        """Yield the cells of each column; texts as they fit, and cut ones are listed."""
        for field, column in zip(table.schema, table.columns, strict=True):
            values = column.to_pylist()
            if str(field.type) == "string":
                for row, value in enumerate(values):
                    if value is not None and len(value) > UNITS // 2:
                        values[row], units = fitting(value)
                        if units is not None:
                            self._list_cut(table.column("trial_id")[row].as_py(), name, field.name, units)
            yield values

    def _list_cut(self, *cut: Any) -> None:
        if CUT not in self._sheets:
            self.begin(CUT, CUT_COLUMNS)
        sheet = self._sheets[CUT]
        row = sheet.next_row()
        for index, (value, type) in enumerate(zip(cut, CUT_COLUMNS.values(), strict=True)):
            if value is not None:
                see_written(_PUTS[type](sheet.held, row, index, value, self._day))
