"""Trials as Parquet files: a folder with one file a table."""

import datetime as dt
from collections import Counter, defaultdict
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

#: How many bytes of rows wait at most. Row groups are as large as this permits, since a file keeps an account of each.
MOST_WAITING: Final = 32 * 1024 * 1024


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

    Files are compressed (zstd), and memory hardly grows with the number of trials. Each file gets its name when all
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
        writers = {}
        for name, columns in asked.items():
            file = files.enter_context(replacing(folder / f"{name}.parquet"))
            schema = schema_of(name, columns)
            writers[name] = opened.enter_context(ParquetWriter(file, schema, compression="zstd"))
        waiting = _Waiting(writers)
        yield waiting.add
        waiting.write_all()


@final
@define
class _Waiting:
    """Rows that wait until there are enough for a row group; tables without any are left out."""

    _writers: "Mapping[str, ParquetWriter]"
    _tables: "defaultdict[str, list[pa.Table]]" = field(factory=lambda: defaultdict(list))
    _bytes: Counter[str] = field(factory=Counter)

    def add(self, chunk: "Mapping[str, pa.Table]") -> None:
        """Add rows; if too many wait, write those of the tables with the most bytes."""
        for name, table in chunk.items():
            if table.num_rows:
                self._tables[name].append(table)
                self._bytes[name] += table.nbytes
        while self._bytes.total() > MOST_WAITING:
            ((name, _),) = self._bytes.most_common(1)
            self._write(name)

    def write_all(self) -> None:
        """Write all rows that still wait."""
        for name in [*self._tables]:
            self._write(name)

    def _write(self, name: str) -> None:
        """Write the rows of a table as a row group."""
        from pyarrow import concat_tables

        del self._bytes[name]
        self._writers[name].write_table(concat_tables(self._tables.pop(name)))
