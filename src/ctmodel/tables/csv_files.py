"""Trials as CSV: a folder with one file a table."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ctmodel.io.replace import replacing
from ctmodel.io.spreadsheets import FORMULA
from ctmodel.model.trial import Trial
from ctmodel.tables.read_me import COLUMNS_READ_ME, explained, summary
from ctmodel.tables.schema.choice import chosen
from ctmodel.tables.writing import Chosen, Reading, Sink, schema_of, write

if TYPE_CHECKING:
    import pyarrow as pa

#: A number or a telephone number, to RE2: digits and what separates them, and no letter except that of an exponent.
#: Without letters there is no function, no address of a cell, and no name of a program.
NUMBER: Final = "^[+-]?[(]?(?:[0-9]|[.][0-9])[0-9 .,()/-]*(?:[eE][+-]?[0-9]+)?%?$"
#: What tells Excel that a file is UTF-8.
BOM: Final = "\ufeff".encode()

#: The name of the file that says what CSV loses.
READ_ME: Final = "read_me.txt"

_LOST: Final = """
CSV has no types. Text is in quotes, numbers and dates are not, but few readers care. Texts can contain line breaks.
A reader that treats NA as an empty cell loses values of the registry.
A spreadsheet that opens a file by double click changes what looks like a date or a number: 2010-09 becomes Sep-10, and
000159 loses its zeros. Import the file with all columns as text, or use the Excel workbook.
"""
_DEFUSED: Final = """
These files are for spreadsheets (--excel-safe): texts that a spreadsheet could run as a formula, and that are not
numbers, have an apostrophe in front. It is not in the record, and nothing removes it. Each file begins with a byte
order mark. For analysis, use Parquet, or CSV without this option.
"""


def write_csv(
    trials: Iterable[Trial],
    folder: str | PathLike[str],
    only: Iterable[str] | None = None,
    *,
    columns: Iterable[str] | None = None,
    excel_safe: bool = False,
    source_of: Callable[[Trial], str | None] | None = None,
    as_of: dt.date | None = None,
    on_error: Callable[[ValueError | TypeError], object] | None = None,
) -> dict[str, int]:
    """Write trials to a folder as CSV, one file a table, and return the number of rows by table.

    Files are UTF-8 without byte order mark, with LF line ends. Text is in quotes, null is an empty cell, dates are as
    in ISO 8601, truth values are ``true`` and ``false``. ``columns_read_me.csv`` explains the columns, ``read_me.txt``
    says what CSV loses. Memory does not grow with the number of trials. Each file gets its name when all are complete.

    Args:
        trials: the trials, which are read one by one.
        folder: the folder, which is made if it does not exist.
        only: the names of the tables; None for all but ``contacts`` and ``findings``.
        columns: columns, as ``trials.phase``: a table that is named here has only these and its key.
        excel_safe: whether the files are for a spreadsheet: with a byte order mark, and with an apostrophe before text
            that it could run as a formula and that is not a number. This changes values.
        source_of: as for :func:`chunks`.
        as_of: as for :func:`rows`.
        on_error: as for :func:`chunks`.

    Raises:
        ValueError: there is no table or column of a name, or an attribute holds a value that cannot be written.
        TypeError: an attribute holds a value of the wrong type.
        OSError: a file cannot be written.

    Example:
        >>> import ctmodel
        >>> from ctmodel.tables import write_csv
        >>> write_csv(ctmodel.read_many("*.json"), "csv", only=["arms"], columns=["arms.label"])
        {'arms': 1}
        >>> from pathlib import Path
        >>> Path("csv/arms.csv").read_text(encoding="utf-8").splitlines()[0]
        '"record","trial_id","pointer","position","label"'
    """
    asked = chosen(only, columns)
    opened = _opened(Path(folder), asked, excel_safe=excel_safe)
    return write(trials, asked, opened, Reading(source_of=source_of, as_of=as_of, on_error=on_error))


@contextmanager
def _opened(folder: Path, asked: Chosen, *, excel_safe: bool) -> Iterator[Sink]:
    from pyarrow import csv

    folder.mkdir(parents=True, exist_ok=True)
    rows = dict.fromkeys(asked, 0)
    # All writers are closed, and so all files complete, before the first file gets its name.
    with ExitStack() as files, ExitStack() as opened:

        def begun(name: str, schema: "pa.Schema") -> "csv.CSVWriter":
            file = files.enter_context(replacing(folder / name))
            if excel_safe:
                file.write(BOM)
            return opened.enter_context(csv.CSVWriter(file, schema))

        def sink(chunk: "Mapping[str, pa.Table]") -> None:
            for name, table in chunk.items():
                writers[name].write_table(defused(table) if excel_safe else table)
                rows[name] += table.num_rows

        read_me = files.enter_context(replacing(folder / READ_ME))
        described = explained(asked)
        begun(f"{COLUMNS_READ_ME}.csv", described.schema).write_table(described)
        writers = {name: begun(f"{name}.csv", schema_of(name, columns)) for name, columns in asked.items()}
        yield sink
        read_me.write(("\n".join(summary(rows)) + "\n" + _LOST + (_DEFUSED if excel_safe else "")).encode())


def defused(table: "pa.Table") -> "pa.Table":
    """Return a table in which texts that a spreadsheet could run, and that are not numbers, follow an apostrophe."""
    import pyarrow as pa
    import pyarrow.compute

    pc: Any = pyarrow.compute  # whose functions are made when it is imported

    def safe(column: "pa.ChunkedArray") -> "pa.ChunkedArray":
        if not pa.types.is_string(column.type):
            return column
        is_number = pc.match_substring_regex(column, NUMBER)
        is_formula = pc.and_(pc.match_substring_regex(column, FORMULA), pc.invert(is_number))
        return pc.if_else(is_formula, pc.binary_join_element_wise("'", column, ""), column)

    return pa.Table.from_arrays([safe(column) for column in table.columns], schema=table.schema)
