"""Trials as Arrow tables."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ctmodel.model.trial import Trial
from ctmodel.tables.extra import arrow
from ctmodel.tables.read_me import described
from ctmodel.tables.schema.column import Column, Table
from ctmodel.tables.schema.tables import TABLES, VERSION, wanted
from ctmodel.tables.trial_rows import record_of, rows_of
from ctmodel.tables.walking import Row

if TYPE_CHECKING:
    import pyarrow as pa
else:
    pa = arrow()

#: How many trials, and how many bytes of their JSON, are held as rows before they become Arrow tables.
TRIALS: Final = 500
BYTES: Final = 64 * 1024 * 1024


def _field(column: Column) -> "pa.Field":
    metadata = {key: value for key, value in described(column).items() if value is not None}
    return pa.field(column.name, pa.type_for_alias(column.type), metadata=metadata)


def _schema(table: Table) -> "pa.Schema":
    return pa.schema(map(_field, table.columns), metadata={"version": VERSION, "about": table.about})


#: The Arrow schemas by table. Fields have the metadata ``attribute``, ``source``, ``how``, ``unit`` and ``null``.
SCHEMAS: Final = MappingProxyType({name: _schema(table) for name, table in TABLES.items()})


def arrow_table(name: str, rows: "list[Row]") -> "pa.Table":
    """Return rows of a table as an Arrow table."""
    schema = SCHEMAS[name]
    if not rows:
        return schema.empty_table()
    arrays = [pa.array(cells, field.type) for cells, field in zip(zip(*rows, strict=True), schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def chunks(
    trials: Iterable[Trial],
    only: Iterable[str] | None = None,
    *,
    source_of: Callable[[Trial], str | None] | None = None,
    as_of: dt.date | None = None,
    on_error: Callable[[ValueError | TypeError], object] | None = None,
) -> "Iterator[dict[str, pa.Table]]":
    """Yield the tables of trials, of at most 500 trials or 64 MiB of records at a time.

    All tables that are asked for are in each chunk, in the order of the schema, even those without rows.

    Args:
        trials: the trials, which are read one by one.
        only: the names of the tables; None for all but ``contacts`` and ``findings``.
        source_of: called with each trial right after it is read: where it was read from, for ``trials.source``.
        as_of: as for :func:`rows`.
        on_error: called with the error of each trial that has a value that cannot be written or is of the wrong type;
            the others still come. Without it, the first error is raised.

    Raises:
        ValueError: there is no table of a name, or an attribute holds a value that cannot be written.
        TypeError: an attribute holds a value of the wrong type.

    Example:
        >>> import ctmodel
        >>> from ctmodel.tables import chunks
        >>> [chunk["arms"].num_rows for chunk in chunks(ctmodel.read_many("*.json"), only=["arms"])]
        [1]
    """
    names = wanted(only)
    held: dict[str, list[Row]] = {name: [] for name in names}
    number = size = 0
    for trial in trials:
        try:
            record = record_of(trial, None if source_of is None else source_of(trial), as_of)
        except (ValueError, TypeError) as error:
            if on_error is None:
                raise
            on_error(error)
            continue
        for name, made in rows_of(record, names).items():
            held[name] += made
        number += 1
        size += record.size
        if number == TRIALS or size >= BYTES:
            yield {name: arrow_table(name, rows) for name, rows in held.items()}
            held = {name: [] for name in names}
            number = size = 0
    if number:
        yield {name: arrow_table(name, rows) for name, rows in held.items()}


def tables(
    trials: Iterable[Trial],
    only: Iterable[str] | None = None,
    *,
    source_of: Callable[[Trial], str | None] | None = None,
    as_of: dt.date | None = None,
) -> "dict[str, pa.Table]":
    """Return trials as Arrow tables, by name: about twice the size of their JSON in memory.

    Args:
        trials: the trials.
        only: the names of the tables; None for all but ``contacts`` and ``findings``.
        source_of: as for :func:`chunks`.
        as_of: as for :func:`rows`.

    Raises:
        ValueError: there is no table of a name, or an attribute holds a value that cannot be written.
        TypeError: an attribute holds a value of the wrong type.

    Example:
        >>> import ctmodel
        >>> from ctmodel.tables import tables
        >>> made = tables(ctmodel.read_many("*.json"))
        >>> made["arms"].select(["trial_id", "label", "type"]).to_pylist()[0]
        {'trial_id': 'NCT01219465', 'label': 'umbilical cord mesenchymal stem cells', 'type': 'EXPERIMENTAL'}
    """
    names = wanted(only)
    found = [*chunks(trials, names, source_of=source_of, as_of=as_of)]
    return {
        name: pa.concat_tables([chunk[name] for chunk in found]) if found else SCHEMAS[name].empty_table()
        for name in names
    }
