"""Which field of the registry an attribute of the model holds."""

from ctmodel.codec.model_paths import members_on
from ctmodel.codec.nested import Many
from ctmodel.formats.ctgov_v2.fields import Field, fields
from ctmodel.formats.ctgov_v2.tables.protocol import TRIAL


def field_at(path: str) -> Field:
    """Return the registry's field that a model path leads to; ``[]`` marks a list.

    Raises:
        KeyError: there is no such path.
    """
    keys = list[str]()
    for place, member in members_on(TRIAL, path):
        keys += place
        if isinstance(member.kind, Many):
            keys[-1] += "[]"
    return fields()[".".join(keys)]
