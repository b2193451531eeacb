"""Trials as a DuckDB file: one table a table."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from os import PathLike
from pathlib import Path
from shutil import copyfileobj
from typing import TYPE_CHECKING, Any, Final

from ctmodel.io.replace import replacing
from ctmodel.model.trial import Trial
from ctmodel.tables.extra import extra
from ctmodel.tables.read_me import COLUMNS_READ_ME, explained
from ctmodel.tables.schema.choice import chosen
from ctmodel.tables.writing import Chosen, Reading, Sink, folder_beside, schema_of, write

if TYPE_CHECKING:
    import pyarrow as pa

#: The memory that DuckDB may use; without a limit, most of what there is. A quarter is enough for real records.
MEMORY: Final = "1GB"
#: Rows that DuckDB compresses together, and holds until then. Its default, 122,880, is too many long texts to hold.
_ROW_GROUP: Final = 2048


def write_duckdb(
    trials: Iterable[Trial],
    file: str | PathLike[str],
    only: Iterable[str] | None = None,
    *,
    columns: Iterable[str] | None = None,
    source_of: Callable[[Trial], str | None] | None = None,
    as_of: dt.date | None = None,
    on_error: Callable[[ValueError | TypeError], object] | None = None,
) -> dict[str, int]:
    """Write trials to a DuckDB file, and return the number of rows by table.

    The extra ``duckdb`` installs what is needed. The table ``columns_read_me`` explains the columns. Memory does not
    grow with the number of trials. The file gets its name when it is complete; an old file is replaced, not added to.

    Args:
        trials: the trials, which are read one by one.
        file: the file.
        only: the names of the tables; None for all but ``contacts`` and ``findings``.
        columns: columns, as ``trials.phase``: a table that is named here has only these and its key.
        source_of: as for :func:`chunks`.
        as_of: as for :func:`rows`.
        on_error: as for :func:`chunks`.

    Raises:
        ImportError: DuckDB is not installed.
        ValueError: there is no table or column of a name, or an attribute holds a value that cannot be written.
        TypeError: an attribute holds a value of the wrong type.
        OSError: the file cannot be written.

    Example:
        >>> import ctmodel, duckdb
        >>> from ctmodel.tables import write_duckdb
        >>> write_duckdb(ctmodel.read_many("*.json"), "trials.duckdb", only=["trials", "arms"])
        {'trials': 1, 'arms': 1}
        >>> with duckdb.connect("trials.duckdb", read_only=True) as con:
        ...     con.execute("select trial_id, start_date_latest from trials").fetchall()
        [('NCT01219465', datetime.date(2010, 9, 30))]
    """
    duckdb = extra("duckdb")
    asked = chosen(only, columns)
    reading = Reading(source_of=source_of, as_of=as_of, on_error=on_error)
    try:
        return write(trials, asked, _opened(Path(file), asked, duckdb), reading)
    except duckdb.Error as error:
        raise OSError(f"{file}: {error}") from error


@contextmanager
def _opened(target: Path, asked: Chosen, duckdb: Any) -> Iterator[Sink]:
    with replacing(target) as file, folder_beside(target) as folder:
        made = folder / "made.duckdb"

        def add(tables: "Mapping[str, pa.Table]", statement: str) -> None:
            with _connected(made, duckdb) as con:
                for name, table in tables.items():
                    con.register("added", table)
                    con.execute(statement.format(name))  # a name of the schema, not of a record
                    con.unregister("added")

        empty = {name: schema_of(name, columns).empty_table() for name, columns in asked.items()}
        add({COLUMNS_READ_ME: explained(asked), **empty}, 'create table "{}" as select * from added')
        yield lambda chunk: add(chunk, 'insert into "{}" select * from added')
        # What is written under a new name, and copied, obeys all that holds for a file that is replaced.
        with made.open("rb") as read:
            copyfileobj(read, file, 1024 * 1024)


@contextmanager
def _connected(file: Path, duckdb: Any) -> Iterator[Any]:
    """Connect to a file for one transaction: a connection keeps in memory what it has written."""
    config = {"memory_limit": MEMORY, "temp_directory": str(file.with_name("spilled")), "threads": "1"}
    with closing(duckdb.connect(":memory:", config=config)) as con:
        con.execute("set enable_progress_bar = false")  # it is drawn on standard output
        quoted = str(file).replace("'", "''")
        con.execute(f"attach '{quoted}' as made (row_group_size {_ROW_GROUP})")
        con.execute("use made")
        con.begin()
        yield con
        con.commit()
        con.execute("use memory")
        con.execute("detach made")
