"""Trials as a DuckDB file: one table a table."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
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

#: The memory that DuckDB may fill with what it has written; without a limit, it takes most of what there is. A quarter
#: is too little for the columns of trials, a half for a text of 60 MB in two of them.
MEMORY: Final = "256MB"


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
        config = {"memory_limit": MEMORY, "temp_directory": str(folder / "spilled"), "threads": "1"}
        with closing(duckdb.connect(str(made), config=config)) as con:
            con.execute("set enable_progress_bar = false")  # it is drawn on standard output

            # Each insertion is committed: DuckDB holds what is not, whatever its limit. Names are of the schema.
            def sink(name: str, table: "pa.Table") -> None:
                con.register("chunk", table)
                con.execute(f'insert into "{name}" select * from chunk')  # noqa: S608
                con.unregister("chunk")

            con.register("described", explained(asked))
            con.execute(f"create table {COLUMNS_READ_ME} as select * from described")  # noqa: S608
            for name, columns in asked.items():
                con.register("empty", schema_of(name, columns).empty_table())
                con.execute(f'create table "{name}" as select * from empty')  # noqa: S608
            yield sink
        # What is written under a new name, and copied, obeys all that holds for a file that is replaced.
        with made.open("rb") as read:
            copyfileobj(read, file, 1024 * 1024)
