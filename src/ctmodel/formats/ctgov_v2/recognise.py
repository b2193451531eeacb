"""Distinguish a study from other JSON, and describe what other JSON looks like."""

import re
from collections.abc import Collection, Mapping
from functools import cache
from typing import Any, Final

from ctmodel.formats.ctgov_v2.fields import fields
from ctmodel.formats.ctgov_v2.tables.protocol import TRIAL

# Null bytes are allowed for, as in UTF-16 and UTF-32, so that a study in these encodings is an error, not skipped.
_STUDY: Final = re.compile(rb"protocolSection|N\0{0,3}C\0{0,3}T\0{0,3}(?:[0-9]\0{0,3}){8}")
_NCT_NUMBER: Final = re.compile("NCT[0-9]{8}")
#: The keys that wrap several studies and one study.
PAGE: Final = "studies"
WRAPPED: Final = "study"

#: Other documents that people save next to studies: what each is, and the keys that all documents of its kind have.
_OTHERS: Final[Mapping[str, frozenset[str]]] = {
    "a response of the registry's retired API v1": frozenset({"FullStudiesResponse"}),
    "a response of the registry's retired API v1 with selected fields": frozenset({"StudyFieldsResponse"}),
    "a study of the registry's retired API v1": frozenset({"ProtocolSection"}),
    "the response of a search on the registry's site": frozenset({"total", "hits"}),
    "the registry's statistics of record sizes": frozenset({"totalStudies", "averageSizeBytes"}),
    "the registry's statistics of a field": frozenset({"field", "uniqueValuesCount"}),
    "the version of the registry's API": frozenset({"apiVersion", "dataTimestamp"}),
}


def holds_study(data: bytes) -> bool:
    """Whether a text contains a sign of a study: its main key, or an NCT number."""
    return _STUDY.search(data) is not None


def is_study(payload: object) -> bool:
    """Whether JSON has a value in any field of the registry."""
    # Nearly every study has an NCT number, and the list of fields is slow to load.
    return nct_number(payload) is not None or (type(payload) is dict and _holds_value(payload, _tree()))


def is_wrapper(payload: dict[str, Any], key: str) -> bool:
    """Whether an object wraps studies in a key, and is not a study itself."""
    return type(payload.get(key)) in (dict, list) and TRIAL.root.members.keys().isdisjoint(payload)


def is_page(keys: Collection[str]) -> bool:
    """Whether an object with such keys is a page of studies, and not a study itself."""
    return PAGE in keys and TRIAL.root.members.keys().isdisjoint(keys)


def other_than_study(payload: object) -> str:
    """Describe what JSON that is not a study looks like, and how to read it, if possible."""
    if type(payload) is not dict:
        return "this is not a study, which is a JSON object"
    if is_wrapper(payload, WRAPPED):
        return f"this is a study wrapped as {{'{WRAPPED}': ...}}: use ctmodel.read_many"
    likely = next((what for what, keys in _OTHERS.items() if keys <= payload.keys()), None)
    if likely is None and payload and all(map(_NCT_NUMBER.fullmatch, payload)):
        likely = "a map of studies by NCT number; save its values as a list"
    if likely is not None:
        return f"this is not a study, but looks like {likely}"
    return "this is not a study: it has no value in any field of the ClinicalTrials.gov API v2"


#: The section that every study has.
MAIN_SECTION: Final = next(iter(TRIAL.root.members))
_DATES_OF_WHOLE: Final = ("statusVerifiedDate", "studyFirstSubmitDate", "lastUpdateSubmitDate")
#: The modules that every whole record has, even a withheld one.
_MODULES_OF_WHOLE: Final = (
    "identificationModule",
    "statusModule",
    "sponsorCollaboratorsModule",
    "descriptionModule",
    "conditionsModule",
    "designModule",
    "eligibilityModule",
)


def nct_number(payload: object) -> str | None:
    """Return the NCT number of a study, if it has one."""
    number = _at(payload, "protocolSection", "identificationModule", "nctId")
    return number if type(number) is str else None


def own_number(payload: object) -> str | None:
    """Return the organization's number for a study, if it has one."""
    number = _at(payload, "protocolSection", "identificationModule", "orgStudyIdInfo", "id")
    return number if type(number) is str else None


def has_dates_of_whole(payload: object) -> bool:
    """Whether a record has the three dates that whole records have and selections rarely do, valid or not."""
    return all(_at(payload, "protocolSection", "statusModule", date) for date in _DATES_OF_WHOLE)


def missing_modules(payload: object) -> list[str]:
    """Return the JSON pointers of the modules that every whole record has and this one lacks."""
    return [
        f"/protocolSection/{module}"
        for module in _MODULES_OF_WHOLE
        if _at(payload, "protocolSection", module) in (None, {})
    ]


def _at(value: Any, *keys: str) -> Any:
    for key in keys:
        value = value.get(key) if type(value) is dict else None
    return value


#: The fields as nested objects; fields in arrays have no index.
_Tree = dict[str, Any]


@cache
def _tree() -> _Tree:
    tree: _Tree = {}
    for path in fields():
        here = tree
        for name in path.replace("[]", "").split("."):
            here = here.setdefault(name, {})
    return tree


def _holds_value(value: object, tree: _Tree) -> bool:
    if isinstance(value, dict):
        return any(_holds_value(item, tree[key]) for key, item in value.items() if key in tree)
    if isinstance(value, list):
        return any(_holds_value(item, tree) for item in value)
    return value is not None
