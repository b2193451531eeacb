"""Natural keys, which identify the items of the registry's arrays wherever they are in the array."""

import re
from collections.abc import Mapping
from typing import Any, Final

from ctmodel.codec.json_pointer import pointer_keys, pointer_token, values_at
from ctmodel.formats.ctgov_v2.places import is_private
from ctmodel.formats.ctgov_v2.recognise import nct_number, own_number

_AN_INDEX: Final = re.compile("/[0-9]")
#: Longer texts are cut to this length in an anchor, in characters.
_LONGEST_KEY: Final = 1_000

#: The fields that identify the items of an array, by the name of the array. Arrays of persons are left out, because
#: names of persons do not belong in a report.
NAMED_BY: Final[Mapping[str, tuple[str, ...]]] = {
    "secondaryIdInfos": ("id",),
    "collaborators": ("name",),
    "armGroups": ("label",),
    "interventions": ("name",),
    "primaryOutcomes": ("measure",),
    "secondaryOutcomes": ("measure",),
    "otherOutcomes": ("measure",),
    "locations": ("facility", "city", "country"),
    "references": ("pmid", "citation"),
    "retractions": ("pmid",),
    "seeAlsoLinks": ("url",),
    "availIpds": ("id", "url"),
    "groups": ("id",),
    "periods": ("title",),
    "milestones": ("type",),
    "achievements": ("groupId",),
    "dropWithdraws": ("type",),
    "reasons": ("groupId",),
    "denoms": ("units",),
    "counts": ("groupId",),
    "measures": ("title",),
    "classes": ("title",),
    "categories": ("title",),
    "measurements": ("groupId",),
    "outcomeMeasures": ("type", "title"),
    "analyses": ("groupDescription", "statisticalMethod", "paramType"),
    "eventGroups": ("id",),
    "seriousEvents": ("term",),
    "otherEvents": ("term",),
    "stats": ("groupId",),
    "largeDocs": ("filename",),
    "submissionInfos": ("releaseDate",),
    "unpostedEvents": ("type", "date"),
    "violationEvents": ("type", "creationDate"),
    "meshes": ("id",),
    "ancestors": ("id",),
    "browseLeaves": ("id",),
    "browseBranches": ("abbrev",),
}


def anchor(payload: Any, pointer: str) -> str:
    """Return the JSON pointer with natural keys of items (label, measure, group id) in place of their indices.

    It stays the same when items move. Items without a key, and persons, keep their index.
    In a study without an NCT number, the anchor begins with the sponsor's number.
    """
    first = _key(own_number(payload) or "") if nct_number(payload) is None else ""
    if not _AN_INDEX.search(pointer):
        return first + pointer
    keys = pointer_keys(pointer)
    around, array, so_far, steps = payload, "", "", [first]
    for key, value in zip(keys, values_at(payload, keys), strict=True):
        so_far += f"/{pointer_token(key)}"
        name = key
        if type(around) is list:
            if not is_private(so_far):
                name = _natural_key(array, value) or key
        else:
            array = key
        around = value
        steps.append(pointer_token(name))
    return "/".join(steps)


def _natural_key(array: str, item: Any) -> str:
    if type(item) is dict:
        values = [item.get(field) for field in NAMED_BY.get(array, ())]
        return " | ".join(_key(value) for value in values if type(value) is str)
    return _key(item) if type(item) is str else ""


def _key(text: str) -> str:
    """Return a text as part of an anchor; it is cut because many findings can be below one long name."""
    return " ".join(text[:_LONGEST_KEY].split())
