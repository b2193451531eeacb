"""Which field of the registry an attribute of the model holds."""

from ctmodel.codec.nested import Many, One
from ctmodel.formats.ctgov_v2.fields import Field, fields
from ctmodel.formats.ctgov_v2.tables.protocol import TRIAL


def field_at(path: str) -> Field:
    """Return the registry's field that a model path leads to; ``[]`` marks a list.

    Raises:
        KeyError: there is no such path.
    """
    table, place = TRIAL, list[str]()
    for name in path.split("."):
        keys, row = table.places[name.removesuffix("[]")]
        place += keys
        kind = row.kind
        if isinstance(kind, Many):
            place[-1] += "[]"
            kind = kind.item
        if isinstance(kind, One):
            table = kind.table
    return fields()[".".join(place)]
