"""A choice of tables and of their columns."""

from collections.abc import Iterable
from typing import Final

from ctmodel.tables.schema.column import HEAD, Column
from ctmodel.tables.schema.tables import TABLES, wanted

#: The columns that are in every choice, as they are the key of a row.
KEYS: Final = frozenset({*(column.name for column in HEAD), "position"})


def chosen(only: Iterable[str] | None = None, columns: Iterable[str] | None = None) -> dict[str, tuple[Column, ...]]:
    """Return the columns of the tables that are asked for, by table; both in the order of the schema.

    Args:
        only: names of tables; None for all that are not on request.
        columns: names of columns, as ``trials.phase``. A table that is named here has these columns and its key
            (:data:`KEYS`); other tables have all their columns.

    Raises:
        ValueError: there is no table or column of a name, or a column is of a table that is not asked for.
    """
    names = wanted(only)
    named: dict[str, set[str]] = {}
    for given in (columns,) if isinstance(columns, str) else columns or ():
        table, _, column = given.partition(".")
        _see_that_it_is_there(table, column, given)
        if table not in names:
            raise ValueError(f"the column {given} is of a table that is not asked for: name {table} among the tables")
        named.setdefault(table, set()).add(column)
    return {name: _kept(name, named[name]) if name in named else TABLES[name].columns for name in names}


def _kept(table: str, names: set[str]) -> tuple[Column, ...]:
    return tuple(column for column in TABLES[table].columns if column.name in names or column.name in KEYS)


def _see_that_it_is_there(table: str, column: str, given: str) -> None:
    if not column:
        raise ValueError(f"a column is named as TABLE.COLUMN, such as trials.phase; not {given!r}")
    wanted([table])
    names = [held.name for held in TABLES[table].columns]
    if column not in names:
        raise ValueError(f"the table {table} has no column {column!r}; its columns are {', '.join(names)}")
