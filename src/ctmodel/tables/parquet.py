"""Trials as Parquet files: a folder with one file a table."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Final, final

from attrs import define, field

from ctmodel.io.replace import replacing
from ctmodel.model.trial import Trial
from ctmodel.tables.schema.choice import chosen
from ctmodel.tables.writing import Chosen, Reading, Sink, schema_of, write

if TYPE_CHECKING:
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

#: How many rows, and how many bytes of them, make a row group. A file keeps an account of each group in memory.
ROWS: Final = 100_000
BYTES: Final = 16 * 1024 * 1024


def write_parquet(
    trials: Iterable[Trial],
    folder: str | PathLike[str],
    only: Iterable[str] | None = None,
    *,
    columns: Iterable[str] | None = None,
    source_of: Callable[[Trial], str | None] | None = None,
    as_of: dt.date | None = None,
    on_error: Callable[[ValueError | TypeError], object] | None = None,
) -> dict[str, int]:
    """Write trials to a folder as Parquet files, one a table, and return the number of rows by table.

    Files are compressed (zstd), and memory does not grow with the number of trials. Each file gets its name when all
    are complete: if writing is interrupted, old files stay as they are.

    Args:
        trials: the trials, which are read one by one.
        folder: the folder, which is made if it does not exist.
        only: the names of the tables; None for all but ``contacts`` and ``findings``.
        columns: columns, as ``trials.phase``: a table that is named here has only these and its key.
        source_of: as for :func:`chunks`.
        as_of: as for :func:`rows`.
        on_error: as for :func:`chunks`.

    Raises:
        ValueError: there is no table or column of a name, or an attribute holds a value that cannot be written.
        TypeError: an attribute holds a value of the wrong type.
        OSError: a file cannot be written.

    Example:
        >>> import ctmodel
        >>> from ctmodel.tables import write_parquet
        >>> write_parquet(ctmodel.read_many("*.json"), "out", only=["arms", "keywords"])
        {'keywords': 4, 'arms': 1}
    """
    asked = chosen(only, columns)
    reading = Reading(source_of=source_of, as_of=as_of, on_error=on_error)
    return write(trials, asked, _opened(Path(folder), asked), reading)


@contextmanager
def _opened(folder: Path, asked: Chosen) -> Iterator[Sink]:
    from pyarrow.parquet import ParquetWriter

    folder.mkdir(parents=True, exist_ok=True)
    # All writers are closed, and so all files complete, before the first file gets its name.
    with ExitStack() as files, ExitStack() as opened:
        groups = {}
        for name, columns in asked.items():
            file = files.enter_context(replacing(folder / f"{name}.parquet"))
            schema = schema_of(name, columns)
            groups[name] = _Groups(opened.enter_context(ParquetWriter(file, schema, compression="zstd")))

        def sink(chunk: "Mapping[str, pa.Table]") -> None:
            for name, table in chunk.items():
                groups[name].add(table)

        yield sink
        for group in groups.values():
            group.write()


@final
@define
class _Groups:
    """Rows of a table, which are written in groups."""

    _writer: "ParquetWriter"
    _tables: "list[pa.Table]" = field(factory=list)
    _rows: int = 0
    _bytes: int = 0

    def add(self, table: "pa.Table") -> None:
        """Add rows, and write a group if there are enough."""
        self._tables.append(table)
        self._rows += table.num_rows
        self._bytes += table.nbytes
        if self._rows >= ROWS or self._bytes >= BYTES:
            self.write()

    def write(self) -> None:
        """Write what was added as a group."""
        from pyarrow import concat_tables

        if self._rows:
            self._writer.write_table(concat_tables(self._tables))
        self._tables, self._rows, self._bytes = [], 0, 0
