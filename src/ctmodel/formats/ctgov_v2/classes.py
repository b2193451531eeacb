"""The tables of the classes of the model, and the payloads of their objects."""

from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from ctmodel.codec.schema import Table
from ctmodel.codec.writing import unstructure
from ctmodel.formats.ctgov_v2.tables import protocol
from ctmodel.model.sourced import Sourced


def payload_of(trial: Sourced) -> dict[str, Any]:
    """Return the payload of an object of the model; what was not changed is shared with the object."""
    return unstructure(table_of(type(trial)), trial)


def _tables_in(module: ModuleType) -> dict[type, Table]:
    return {table.cls: table for table in vars(module).values() if isinstance(table, Table)}


_PROTOCOL = _tables_in(protocol)


@cache
def tables() -> dict[type, Table]:
    """Return the tables of all classes; imports the tables of the sections."""
    found = dict(_PROTOCOL)
    for name in ("results", "annotations", "documents", "derived"):
        found |= _tables_in(import_module(f"ctmodel.formats.ctgov_v2.tables.{name}"))
    return found


def table_of(cls: type) -> Table:
    """Return the table of a class of the model.

    Raises:
        TypeError: the class is not part of the model.
    """
    table = _PROTOCOL.get(cls) or tables().get(cls)
    if table is None:
        raise TypeError(f"{cls.__name__} is not a class of the model")
    return table
