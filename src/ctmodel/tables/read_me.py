"""The schema in words and in the language of engines: for files that lose the metadata of Arrow."""

from typing import TYPE_CHECKING, Final

from ctmodel.formats import native
from ctmodel.tables.extra import arrow
from ctmodel.tables.schema.column import Column, ColumnType
from ctmodel.tables.schema.tables import TABLES, wanted

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyarrow as pa

#: Properties of a trial, which are at no place in its record.
_PROPERTIES: Final = frozenset({"registry", "registry_id"})
_SPARK: Final[dict[ColumnType, str]] = {
    "string": "STRING",
    "int64": "BIGINT",
    "float64": "DOUBLE",
    "bool": "BOOLEAN",
    "date32": "DATE",
}


def source_of(column: Column) -> str | None:
    """Return the fields of the registry that a column is made of, as JSON paths; None if it is of no field."""
    fields = [native.field_at(path).path for path in column.of if path not in _PROPERTIES]
    return ", ".join(fields) or None


def described(column: Column) -> dict[str, str | None]:
    """Return what is known of a column beside its name and type."""
    return {
        "unit": column.unit,
        "attribute": ", ".join(column.of) or None,
        "source": source_of(column),
        "how": column.how,
        "null": column.null,
    }


def columns_read_me(only: "Iterable[str] | None" = None) -> "pa.Table":
    """Return the schema as a table: one row a column, with type, unit, attribute, source, and what null means.

    Args:
        only: the names of the tables; None for all but ``contacts`` and ``findings``.

    Raises:
        ValueError: there is no table of a name.
        ImportError: Arrow is not installed.

    Example:
        >>> from ctmodel.tables import columns_read_me
        >>> columns_read_me(only=["sponsors"]).column("column").to_pylist()
        ['record', 'trial_id', 'pointer', 'role', 'position', 'name', 'class', 'class_display']
    """
    listed = [
        {"table": name, "column": column.name, "type": column.type, **described(column)}
        for name in wanted(only)
        for column in TABLES[name].columns
    ]
    pa = arrow()
    names = ("table", "column", "type", "unit", "attribute", "source", "how", "null")
    return pa.Table.from_pylist(listed, schema=pa.schema([(name, pa.string()) for name in names]))


def ddl(table: str) -> str:
    """Return the schema of a table as Spark takes it.

    Args:
        table: the name of the table.

    Raises:
        ValueError: there is no table of this name.

    Example:
        >>> from ctmodel.tables import ddl
        >>> ddl("keywords")
        '`record` STRING, `trial_id` STRING, `pointer` STRING, `position` BIGINT, `keyword` STRING'
    """
    (name,) = wanted([table])
    return ", ".join(f"`{column.name}` {_SPARK[column.type]}" for column in TABLES[name].columns)
