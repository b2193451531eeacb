"""Write trials to files as tables: what all kinds of files share."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypedDict

from ctmodel.model.trial import Trial
from ctmodel.tables.arrow import SCHEMAS, chunks
from ctmodel.tables.schema.column import Column

if TYPE_CHECKING:
    import pyarrow as pa

#: The chosen columns, by table.
Chosen = Mapping[str, tuple[Column, ...]]
#: Takes rows of all tables, which come in any number of parts.
Sink = Callable[[Mapping[str, "pa.Table"]], object]


class Reading(TypedDict):
    """How trials become tables; see :func:`chunks`."""

    source_of: Callable[[Trial], str | None] | None
    as_of: dt.date | None
    on_error: Callable[[ValueError | TypeError], object] | None


def schema_of(table: str, columns: Iterable[Column]) -> "pa.Schema":
    """Return the schema of a table with the chosen columns."""
    import pyarrow as pa

    whole = SCHEMAS[table]
    return pa.schema([whole.field(column.name) for column in columns], metadata=whole.metadata)


def write(
    trials: Iterable[Trial], chosen: Chosen, opened: AbstractContextManager[Sink], reading: Reading
) -> dict[str, int]:
    """Write trials to files that are opened, and return the number of rows by table."""
    numbers = dict.fromkeys(chosen, 0)
    names = {name: [column.name for column in columns] for name, columns in chosen.items()}
    with opened as sink:
        for chunk in chunks(trials, chosen, **reading):
            sink({name: table.select(names[name]) for name, table in chunk.items()})
            for name, table in chunk.items():
                numbers[name] += table.num_rows
    return numbers


@contextmanager
def folder_beside(file: Path) -> Iterator[Path]:
    """Make a hidden folder in that of a file, for what a library writes on the way; it is removed with all in it."""
    with TemporaryDirectory(prefix=".ctmodel-", dir=file.resolve().parent) as folder:
        yield Path(folder)
