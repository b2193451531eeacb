"""What a JSON pointer into a study leads to, as far as it matters for what is shown of the value."""

import re
from functools import lru_cache
from typing import Final

from ctmodel.codec.json_pointer import pointer_keys
from ctmodel.codec.nested import Many, One
from ctmodel.codec.schema import PlainObject
from ctmodel.formats.ctgov_v2.fields import fields
from ctmodel.formats.ctgov_v2.tables.protocol import TRIAL

# What is longer is a key.
_INDEX: Final = re.compile("[0-9]{1,9}")
_IDENTIFIER: Final = re.compile(r"id|pmid|\w*(?:Id|Ids|IdAliases|IdInfos?)")
# Names, numbers and addresses of persons do not belong in a log.
_PERSON: Final = re.compile(r"/(?:centralContacts|contacts|overallOfficials|pointOfContact|responsibleParty)(?:/|$)")


def is_private(place: str) -> bool:
    """Whether a value is that of a person, which no report shows: a name, a number or an address of a contact."""
    return _PERSON.search(place) is not None


def is_identifier(place: str) -> bool:
    """Whether a pointer leads to a field of identifiers or an item of one: ten digits are not a phone number there."""
    names = [key for key in pointer_keys(place)[-2:] if _INDEX.fullmatch(key) is None]
    return bool(names) and _IDENTIFIER.fullmatch(names[-1]) is not None


@lru_cache(maxsize=1024)
def is_known(place: str) -> bool:
    """Whether a pointer leads to a field that holds a single value, or an item of a list of such.

    Nobody knows what is in an unknown field, or in another value where an object is expected:
    it may be a person. The pointer begins at the study, or at what is around it.
    """
    keys = pointer_keys(place)
    around = next((index for index, key in enumerate(keys) if key in TRIAL.root.members), len(keys))
    here: object = TRIAL.root
    for key in keys[around:]:
        if isinstance(here, Many) and key.isdecimal():
            here = here.item
            continue
        node = here.table.root if isinstance(here, One) else here
        if not isinstance(node, PlainObject) or key not in node.members:
            return False
        member = node.members[key]
        here = member if isinstance(member, PlainObject) else member.kind
    item = here.item if isinstance(here, Many) else here
    return not isinstance(item, PlainObject | One)


def data_element(place: str) -> str:
    """Return the registry's name for the field that a JSON pointer leads to, or into; empty for any other place.

    It is the name in the data element definitions, such as *Brief Title*, else that of the field, such as ``OrgClass``.
    The pointer may begin outside the study, as in a page of studies.
    """
    path, held = "", None
    for key in place.split("/")[1:]:
        longer = f"{path}[]" if path and key.isdecimal() else f"{path}.{key}".removeprefix(".")
        field = fields().get(longer) or fields().get(f"{longer}[]")
        if field is not None:
            path, held = longer, field
        elif path:
            break
    return (held.data_element or held.piece) if held else ""
