"""The schema in words and in the language of engines: for files that lose the metadata of Arrow."""

from typing import TYPE_CHECKING, Final

from ctmodel.formats import native
from ctmodel.tables.extra import arrow
from ctmodel.tables.schema.choice import chosen
from ctmodel.tables.schema.column import Column, ColumnType
from ctmodel.tables.schema.tables import TABLES, VERSION, wanted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pyarrow as pa

#: What files call the schema as a table.
COLUMNS_READ_ME: Final = "columns_read_me"
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
    return explained(chosen(only))


def explained(columns: "Mapping[str, Iterable[Column]]") -> "pa.Table":
    """Return the schema of tables as a table, given their columns."""
    listed = [
        {"table": name, "column": column.name, "type": column.type, **described(column)}
        for name, of_table in columns.items()
        for column in of_table
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


def summary(rows: "Mapping[str, int]") -> "Iterator[str]":
    """Yield the lines that introduce files, given the number of rows of each table."""
    from ctmodel import __version__

    yield f"Records of clinical trials as tables, made by ctmodel {__version__}, version {VERSION} of the schema."
    yield "Null, which is an empty cell, means that the record does not say. NA and UNKNOWN are values of the registry."
    yield "columns_read_me has type, unit and source of each column, and what null means there."
    for name, number in rows.items():
        yield f"{name}, {number:,} {'row' if number == 1 else 'rows'}. A row is {TABLES[name].about}."
