"""Tell findings apart, and know them again after the file was moved, reformatted or added to."""

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from typing import Any, Final

from ctmodel.codec.anomalies import pointer_keys, pointer_token
from ctmodel.formats.ctgov_v2.recognise import nct_number, own_number
from ctmodel.rules.finding import Finding
from ctmodel.rules.structure import is_private

_INDEX: Final = re.compile("[0-9]{1,9}")
#: Of longer texts an anchor has the beginning, and a fingerprint the digest.
_LONG: Final = 1_000
_AN_INDEX: Final = re.compile("/[0-9]")

#: The fields by which the items of an array are known, by the name of the array.
#: Arrays of persons are not among them: a name does not belong into a report.
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
    """Return the JSON pointer with the natural keys of items (label, measure, group id) in place of their indices.

    It stays the same where items move. An item without a key keeps its index, and so do persons.
    In a study without an NCT number, the sponsor's own number stands before it.
    """
    if not _AN_INDEX.search(pointer):
        return _own_number(payload) + pointer
    here, array, so_far = payload, "", ""
    steps = [_own_number(payload)]
    for key in pointer_keys(pointer):
        so_far += f"/{pointer_token(key)}"
        name = key
        if type(here) is list:
            here = here[int(key)] if _INDEX.fullmatch(key) and int(key) < len(here) else None
            if not is_private(so_far):
                name = _natural_key(array, here) or key
        else:
            here, array = here.get(key) if type(here) is dict else None, key
        steps.append(pointer_token(name))
    return "/".join(steps)


def fingerprint(finding: Finding) -> str:
    """Return what a finding is known by: its rule, record, anchor and value, but neither file nor line nor message.

    Two findings of one rule about one thing have the same. Of an object or array, which changes with all that is in it,
    the anchor alone counts.
    """
    if finding.mark is not None:
        return finding.mark
    # A finding that nobody has anchored, such as one made by hand, is known by its pointer.
    where = finding.pointer if finding.anchor is None else finding.anchor
    parts = (finding.code, finding.record or "", where, _normal(finding.value))
    return sha256("\0".join(parts).encode(errors="surrogatepass")).hexdigest()[:16]


def _own_number(payload: Any) -> str:
    return _key(own_number(payload) or "") if nct_number(payload) is None else ""


def _natural_key(array: str, item: Any) -> str:
    if type(item) is dict:
        values = [item.get(field) for field in NAMED_BY.get(array, ())]
        return " | ".join(_key(value) for value in values if type(value) is str)
    return _key(item) if type(item) is str else ""


def _key(text: str) -> str:
    """Return a text as part of an anchor: many findings can be below one long name."""
    return _one_line(text[:_LONG])


def _normal(value: Any) -> str:
    """Write a value so that blanks, line ends and the form of a number do not count."""
    if type(value) in (dict, list):
        return ""
    if type(value) is str:
        return _normal_text(value)
    if type(value) is float and value.is_integer():
        value = int(value)
    return json.dumps(value)


@lru_cache(maxsize=64)
def _normal_text(text: str) -> str:
    """The same of a text; a long one, on which there may be many findings, by its digest."""
    normal = json.dumps(_one_line(text))
    return normal if len(normal) <= _LONG else sha256(normal.encode()).hexdigest()


def _one_line(text: str) -> str:
    return " ".join(text.split())
