"""Records that people keep and that no format reads: recognised, so that they are named and not taken for others."""

import re
from collections.abc import Mapping
from typing import Final, final

from attrs import field, frozen

#: What the names of files end with in which there can be such records, and no others.
SUFFIXES: Final = (".txt", ".tsv")
_HEAD: Final = 4_096


@final
@frozen
class Unsupported:
    """A kind of record or document that is recognised and not read."""

    #: The registry and the form, in words.
    title: str
    #: What the text of a document contains, in its beginning unless it is JSON.
    text: re.Pattern[bytes]
    #: For records in JSON: the keys that they have, each with its value if that matters.
    keys: Mapping[str, str | None] = field(factory=dict)


def _xml(root: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:<[?!][^>]*>\s*)*<" + root + rb"[\s>/]")


_UNSUPPORTED: Final = (
    Unsupported(
        "EU Clinical Trials Register (EudraCT), text",
        re.compile(rb"EudraCT Number:[^\n]{0,99}\s{0,9}Sponsor's Protocol Code Number:"),
    ),
    Unsupported(
        "EU Clinical Trials Register (EudraCT), JSON of ctrdata",
        re.compile(rb'"ctrname"\s*:\s*"EUCTR"'),
        {"ctrname": "EUCTR"},
    ),
    Unsupported("EU Clinical Trials Register (EudraCT), results in XML", _xml(rb"(?:[a-z]+:)?result")),
    Unsupported("German Clinical Trials Register (DRKS), JSON", re.compile(rb'"drksId"\s*:'), {"drksId": None}),
    Unsupported("Brazilian Clinical Trials Registry (ReBEC), XML", _xml(rb"trials")),
    Unsupported("Australian New Zealand Clinical Trials Registry (ANZCTR), XML", _xml(rb"ANZCTR_Trial")),
    Unsupported(
        "ClinicalTrials.gov, classic download (before 2024) in a table",
        re.compile(rb'\A(?:\xef\xbb\xbf)?"?Rank"?[,\t]"?NCT Number'),
    ),
)


def unsupported_document(data: bytes) -> str | None:
    """Say what a document that is not JSON is, if it is recognised and not read."""
    head = data[:_HEAD]
    return next((held.title for held in _UNSUPPORTED if not held.keys and held.text.search(head)), None)


def holds_unsupported(data: bytes) -> bool:
    """Whether a document is recognised and not read, or may hold such records in JSON."""
    return any(held.text.search(data if held.keys else data[:_HEAD]) for held in _UNSUPPORTED)


def unsupported_record(payload: object) -> str | None:
    """Say what a value of JSON is, if it is recognised and not read."""
    if not isinstance(payload, Mapping):
        return None
    for held in _UNSUPPORTED:
        found = (key in payload and value in (None, payload[key]) for key, value in held.keys.items())
        if held.keys and all(found):
            return held.title
    return None
