"""Trials as an Excel workbook: one sheet a table."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ctmodel.io.replace import replacing
from ctmodel.model.trial import Trial
from ctmodel.tables.extra import extra
from ctmodel.tables.read_me import COLUMNS_READ_ME, explained, summary
from ctmodel.tables.schema.choice import chosen
from ctmodel.tables.sheets import LOST, Sheets, see_written
from ctmodel.tables.writing import Chosen, Reading, Sink, folder_beside, schema_of, write

if TYPE_CHECKING:
    import pyarrow as pa


def write_excel(
    trials: Iterable[Trial],
    file: str | PathLike[str],
    only: Iterable[str] | None = None,
    *,
    columns: Iterable[str] | None = None,
    source_of: Callable[[Trial], str | None] | None = None,
    as_of: dt.date | None = None,
    on_error: Callable[[ValueError | TypeError], object] | None = None,
) -> dict[str, int]:
    """Write trials to an Excel workbook, one sheet a table, and return the number of rows by table.

    The sheet ``read_me`` says what the workbook loses, and ``columns_read_me`` explains the columns. Text stays text:
    it becomes neither a formula nor a link nor a number. A text that is too long for a cell is cut, and listed in the
    sheet ``cut``; rows that are too many for a sheet continue in another one, such as ``events_2``. Memory does not
    grow with the number of trials. The file gets its name when it is complete.

    Args:
        trials: the trials, which are read one by one.
        file: the file.
        only: the names of the tables; None for all but ``contacts`` and ``findings``.
        columns: columns, as ``trials.phase``: a table that is named here has only these and its key.
        source_of: as for :func:`chunks`.
        as_of: as for :func:`rows`.
        on_error: as for :func:`chunks`.

    Raises:
        ImportError: XlsxWriter is not installed.
        ValueError: there is no table or column of a name, or an attribute holds a value that cannot be written.
        TypeError: an attribute holds a value of the wrong type.
        OSError: the file cannot be written, or is larger than a workbook can be.

    Example:
        >>> import ctmodel
        >>> from ctmodel.tables import write_excel
        >>> write_excel(ctmodel.read_many("*.json"), "trials.xlsx", only=["trials", "arms"])
        {'trials': 1, 'arms': 1}
    """
    xlsxwriter = extra("xlsxwriter")
    asked = chosen(only, columns)
    reading = Reading(source_of=source_of, as_of=as_of, on_error=on_error)
    try:
        return write(trials, asked, _opened(Path(file), asked, xlsxwriter), reading)
    except xlsxwriter.exceptions.FileSizeError as error:
        raise OSError(f"{file}: a workbook cannot be so large: choose tables, or write Parquet") from error
    except xlsxwriter.exceptions.FileCreateError as error:
        raise OSError(f"{file}: {error}") from error


@contextmanager
def _opened(target: Path, asked: Chosen, xlsxwriter: Any) -> Iterator[Sink]:
    rows = dict.fromkeys(asked, 0)
    with replacing(target) as file, folder_beside(target) as folder:
        book = xlsxwriter.Workbook(file, {"constant_memory": True, "tmpdir": str(folder)})
        with Sheets(book) as sheets:
            read_me = book.add_worksheet("read_me")
            described = explained(asked)
            sheets.begin(COLUMNS_READ_ME, _types(described.schema))
            sheets.write(COLUMNS_READ_ME, described)
            for name, columns in asked.items():
                sheets.begin(name, _types(schema_of(name, columns)))

            def sink(chunk: "Mapping[str, pa.Table]") -> None:
                for name, table in chunk.items():
                    sheets.write(name, table)
                    rows[name] += table.num_rows

            yield sink
            read_me.set_column(0, 0, 120)
            for row, line in enumerate([*summary(rows), *LOST]):
                see_written(read_me.write_string(row, 0, line))


def _types(schema: "pa.Schema") -> dict[str, str]:
    return {field.name: str(field.type) for field in schema}
