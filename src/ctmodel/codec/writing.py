"""Write objects of the model as JSON, sharing with their sources what was not changed."""

from typing import Any

from ctmodel.codec.compiling import functions_of
from ctmodel.codec.schema import ABSENT, Table, UnwritableError


def written(table: Table, held: Any) -> dict[str, Any]:
    """Return the JSON object of an object of a table's class: its source itself if nothing was changed.

    Raises:
        UnwritableError: an attribute holds a value that it cannot have.
    """
    source = source_of(table, held)
    if source is not None and functions_of(table).untouched(held):
        return source
    json = table.root.encode(held, ABSENT if source is None else source, written)
    return json if isinstance(json, dict) else {}


def source_of(table: Table, held: Any) -> dict[str, Any] | None:
    """Return the JSON object that an object was structured from by its table; None where another format did."""
    source = held._source
    if table.wrapper is not None:
        return source.payload if type(source) is table.wrapper else None
    return source if type(source) is dict else None


def unstructure(table: Table, held: Any) -> dict[str, Any]:
    """Return the JSON object of an object of a table's class, sharing what was not changed with its source.

    Raises:
        TypeError: an attribute holds a value of a wrong type; the message begins with its path.
        ValueError: an attribute holds a value that the format cannot have.
    """
    try:
        return written(table, held)
    except UnwritableError as unwritable:
        error = unwritable.error
        raise type(error)(f"{unwritable.path.lstrip('.')}: {error}") from None
