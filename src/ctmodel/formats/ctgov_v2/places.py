"""What a JSON pointer into a study leads to, to decide how its value is shown."""

import re
from functools import lru_cache
from typing import Final

from ctmodel.codec.json_pointer import pointer_keys
from ctmodel.codec.nested import Many, One
from ctmodel.codec.schema import PlainObject
from ctmodel.formats.ctgov_v2.fields import fields
from ctmodel.formats.ctgov_v2.tables.protocol import TRIAL

#: The most characters of a place that is remembered.
_SHORT: Final = 200
# Longer digits are a key, not an index.
_INDEX: Final = re.compile("[0-9]{1,9}")
_IDENTIFIER: Final = re.compile(r"id|pmid|\w*(?:Id|Ids|IdAliases|IdInfos?)")
# Names, phone numbers and addresses of persons do not belong in a log.
_PERSON: Final = re.compile(r"/(?:centralContacts|contacts|overallOfficials|pointOfContact|responsibleParty)(?:/|$)")


def is_private(place: str) -> bool:
    """Whether a value is personal data, which reports never show: a name, number or address of a contact."""
    return _PERSON.search(place) is not None


def is_identifier(place: str) -> bool:
    """Whether a pointer leads to an identifier, so that ten digits are not taken as a phone number."""
    names = [key for key in pointer_keys(place)[-2:] if _INDEX.fullmatch(key) is None]
    return bool(names) and _IDENTIFIER.fullmatch(names[-1]) is not None


@lru_cache(maxsize=1024)
def is_known(place: str) -> bool:
    """Whether a pointer leads to a field with a single value, or to an item in a list of such values.

    An unknown field, or a value in place of an object, may hold personal data. The pointer begins at the study or at
    the document around it.
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
    """Return the registry's name for the field at a JSON pointer, or around it; empty for any other place.

    It is the name in the data element definitions, such as *Brief Title*, or else the field name, such as
    ``OrgClass``. The pointer can begin outside the study, as in a page of studies.
    """
    return _data_element(place) if len(place) <= _SHORT else _data_element.__wrapped__(place)


@lru_cache(maxsize=4096)
def _data_element(place: str) -> str:
    path, held = "", None
    for key in place.split("/")[1:]:
        longer = f"{path}[]" if path and key.isdecimal() else f"{path}.{key}".removeprefix(".")
        field = fields().get(longer) or fields().get(f"{longer}[]")
        if field is not None:
            path, held = longer, field
        elif path:
            break
    return (held.data_element or held.piece) if held else ""
