"""Records that people keep and that no format reads: recognised, so that they are named and not taken for others."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final, final

from attrs import field, frozen

_HEAD: Final = 4_096


@final
@frozen
class Unsupported:
    """A kind of record or document that is recognised and not read."""

    #: What it is, in words.
    title: str
    #: What the beginning of a document contains; None for records that are values of JSON.
    text: re.Pattern[str] | None = None
    #: Whether an object of JSON is such a record.
    is_record: Callable[[Mapping[str, Any]], bool] = field(default=lambda _: False)


def _has(*keys: str, **values: object) -> Callable[[Mapping[str, Any]], bool]:
    """Return a test for objects with some keys, and with values of keys."""

    def test(payload: Mapping[str, Any]) -> bool:
        return all(key in payload for key in keys) and all(payload.get(key) == value for key, value in values.items())

    return test


def _xml(root: str) -> re.Pattern[str]:
    return re.compile(rf"\A\s*(?:<[?!][^>]*>\s*)*<{root}[\s>/]")


_UNSUPPORTED: Final = (
    Unsupported(
        "a record of the EU Clinical Trials Register (EudraCT), as text",
        re.compile(r"EudraCT Number:[^\n]{0,99}\s{0,9}Sponsor's Protocol Code Number:"),
    ),
    Unsupported(
        "a record of the EU Clinical Trials Register (EudraCT), as stored by ctrdata", is_record=_has(ctrname="EUCTR")
    ),
    Unsupported("results of the EU Clinical Trials Register (EudraCT), XML", _xml("(?:[a-z]+:)?result")),
    Unsupported("a record of the German Clinical Trials Register (DRKS), JSON", is_record=_has("drksId")),
    Unsupported("records of the Brazilian Clinical Trials Registry (ReBEC), XML", _xml("trials")),
    Unsupported("a record of the Australian New Zealand Clinical Trials Registry (ANZCTR), XML", _xml("ANZCTR_Trial")),
    Unsupported(
        "a classic download of ClinicalTrials.gov (before 2024), a table",
        re.compile(r'\A\ufeff?"?Rank"?[,\t]"?NCT Number'),
    ),
)


def unsupported_document(data: bytes) -> str | None:
    """Say what a document is, if it is recognised and not read."""
    head = data[:_HEAD].decode("utf-8", "ignore")
    return next((held.title for held in _UNSUPPORTED if held.text is not None and held.text.search(head)), None)


def unsupported_record(payload: object) -> str | None:
    """Say what a value of JSON is, if it is recognised and not read."""
    if not isinstance(payload, Mapping):
        return None
    return next((held.title for held in _UNSUPPORTED if held.is_record(payload)), None)
