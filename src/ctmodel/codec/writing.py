"""Write objects of the model as JSON. What was not changed is shared with the source."""

from typing import Any

from ctmodel.codec.compiling import functions_of
from ctmodel.codec.schema import ABSENT, Table, UnwritableError


def written(table: Table, held: Any) -> dict[str, Any]:
    """Return the JSON object for an object of a table's class; the source itself if nothing was changed.

    Raises:
        UnwritableError: an attribute has a value that cannot be written.
    """
    source = source_of(table, held)
    if source is not None and functions_of(table).untouched(held):
        return source
    json = table.root.encode(held, ABSENT if source is None else source, written)
    return json if isinstance(json, dict) else {}


def source_of(table: Table, held: Any) -> dict[str, Any] | None:
    """Return the JSON object from which the table structured an object; None if there is none."""
    source = held._source
    if table.wrapper is not None:
        return source.payload if type(source) is table.wrapper else None
    return source if type(source) is dict else None


def unstructure(table: Table, held: Any) -> dict[str, Any]:
    """Return the JSON object for an object of a table's class; what was not changed is shared with the source.

    Raises:
        TypeError: an attribute has a value of the wrong type; the message begins with its path.
        ValueError: an attribute has a value that the format cannot hold; the message begins with its path.
    """
    try:
        return written(table, held)
    except UnwritableError as unwritable:
        error = unwritable.error
        raise type(error)(f"{unwritable.path.lstrip('.')}: {error}") from None
