"""Find the registry's field for an attribute of the model."""

from ctmodel.codec.model_paths import members_on
from ctmodel.codec.nested import Many
from ctmodel.formats.ctgov_v2.fields import Field, fields
from ctmodel.formats.ctgov_v2.tables.protocol import TRIAL


def field_at(path: str) -> Field:
    """Return the registry's field at a path of the model; ``[]`` marks a list.

    Raises:
        KeyError: the model does not have this path.
    """
    keys = list[str]()
    for place, member in members_on(TRIAL, path):
        keys += place
        if isinstance(member.kind, Many):
            keys[-1] += "[]"
    return fields()[".".join(keys)]
