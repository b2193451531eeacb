"""Convert the codes and words of CTIS to terms, dates, numbers and identifiers."""

import re
from typing import Any, Final

from ctmodel.formats.conversions import day, term, whole_number
from ctmodel.formats.rows import NO_PLACE, NOTHING, REFUSED, Conversion, InPart
from ctmodel.values.registry_numbers import KINDS, recognise

_TIME: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T[0-9:.]{5,20}Z?)?")
_DAY: Final = day("y-m-d", "d/m/y")


def complete(values: dict[str, Any]) -> None:
    """Say what follows from the registry, which has only trials."""
    values["study_type"] = "INTERVENTIONAL"


def _day(text: str) -> Any:
    """Convert a day, with or without its time; the overview of the portal has ``17/01/2023``."""
    match = _TIME.fullmatch(text.strip())
    return _DAY.convert(match[1] if match else text)


DAY: Final = Conversion(_day, "a date such as 2023-01-17")


def _earliest(texts: list[list[str]]) -> Any:
    """Return the first of the days on which the trial started in the member states."""
    days = [_day(text) for group in texts for text in group]
    return REFUSED if REFUSED in days else min(days)


EARLIEST: Final = Conversion(_earliest, "dates such as 2023-01-17")


def _own_number(text: str) -> Any:
    number = recognise(text)
    return [{"id": number.normal, "type": "CTIS"}] if number and number.kind == "CTIS" else REFUSED


def _eudract(text: str) -> Any:
    number = recognise(text)
    return [{"id": number.normal, "type": "EUDRACT_NUMBER"}] if number and number.kind == "EudraCT" else REFUSED


def _number(text: str) -> Any:
    number = recognise(text)
    if number is None:
        return [{"id": text.strip()}]
    return [{"id": number.normal, "type": "REGISTRY", "domain": KINDS[number.kind].registry}]


OWN_NUMBER: Final = Conversion(_own_number, "a CTIS number", keeps_words=True)
EUDRACT: Final = Conversion(_eudract, "a EudraCT number", keeps_words=True)
NUMBER: Final = Conversion(_number, "a number of a registry")

#: The statuses of the portal, by code: the text, and the term for it, unless the vocabulary has none.
_STATUSES: Final = {
    "1": ("Under evaluation", None),
    "2": ("Authorised, recruitment pending", "NOT_YET_RECRUITING"),
    "3": ("Authorised, recruiting", "RECRUITING"),
    "4": ("Ongoing, recruiting", "RECRUITING"),
    "5": ("Ongoing, recruitment ended", "ACTIVE_NOT_RECRUITING"),
    "6": ("Temporarily halted", "SUSPENDED"),
    "7": ("Suspended", "SUSPENDED"),
    "8": ("Ended", "COMPLETED"),
    "9": ("Expired", None),
    "10": ("Revoked", None),
    "11": ("Not authorised", None),
    "12": ("Cancelled", "WITHDRAWN"),
}
_BY_TEXT: Final = {text.lower(): term or text for text, term in _STATUSES.values()} | {
    "authorised, not started": "NOT_YET_RECRUITING"
}


def _status_code(text: str) -> Any:
    words, known = _STATUSES.get(text.strip(), (None, None))
    return known or words or REFUSED


def _status(text: str) -> Any:
    """Convert a status in words, or its code, which the overview of the portal has; unknown words are kept."""
    words = text.strip()
    if words.isdecimal():
        return _status_code(words)
    # That a trial is authorised says nothing of its recruitment.
    return NO_PLACE if words.lower() == "authorised" else _BY_TEXT.get(words.lower(), words)


STATUS_CODE: Final = Conversion(_status_code, "a code of a status from 1 to 12")
STATUS: Final = Conversion(_status, "a status")
#: The phases, by the codes of the portal.
_PHASES: Final = {"1 2 3": "1", "4": "2", "5": "3", "6": "4", "7 8 9": "12", "10": "23", "11": "34"}
PHASES: Final = term(
    "a code of a phase from 1 to 11",
    {code: [f"PHASE{number}" for number in numbers] for codes, numbers in _PHASES.items() for code in codes.split()},
)
_PURPOSES: Final = {"1": "DIAGNOSTIC", "2": "PREVENTION", "3": "TREATMENT"}


def _purpose(texts: list[list[str]]) -> Any:
    """Convert the scopes of a trial, of which only three are purposes; an attribute holds one."""
    codes = [text.strip() for text in texts[0]]
    known = [_PURPOSES[code] for code in codes if code in _PURPOSES]
    if len(set(known)) != 1:
        return NO_PLACE
    return known[0] if len(codes) == 1 else InPart(known[0], "the other scopes have no place")


PURPOSE: Final = Conversion(_purpose, "scopes")


def _one(expected: str, terms: dict[str, str]) -> Conversion:
    """Return a conversion for codes of all periods of a trial, which must be the same."""

    def convert(texts: list[list[str]]) -> Any:
        codes = {text.strip() for text in texts[0]}
        return terms.get(codes.pop(), NO_PLACE) if len(codes) == 1 else NO_PLACE

    return Conversion(convert, expected)


ALLOCATION: Final = _one("a code of a method of allocation", {"1": "RANDOMIZED"})
MASKING: Final = _one("a code of a method of blinding", {"1": "SINGLE", "2": "DOUBLE", "3": "NONE"})


def _sex(texts: list[str | None]) -> Any:
    female, male = (text == "true" for text in texts)
    if texts == [None, None]:
        return REFUSED
    return "ALL" if female and male else "FEMALE" if female else "MALE" if male else NOTHING


SEX: Final = Conversion(_sex, "whether there are female and male subjects")
_AGES: Final = {"2": "CHILD", "3": "ADULT", "4": "OLDER_ADULT"}


def _ages(texts: list[list[str]]) -> Any:
    groups = {_AGES.get(text.strip()) for text in texts[0]}
    return REFUSED if None in groups else [group for group in _AGES.values() if group in groups]


AGES: Final = Conversion(_ages, "codes of age groups from 2 to 4")


def _volunteers(texts: list[list[str]]) -> Any:
    """Convert the groups of subjects: 1 is healthy volunteers, and 2 is patients."""
    codes = {text.strip() for text in texts[0]}
    return "1" in codes if codes <= {"1", "2"} else NO_PLACE


VOLUNTEERS: Final = Conversion(_volunteers, "codes of groups of subjects")


def _planned(texts: list[list[str]]) -> Any:
    """Add up the planned numbers of the member states and of the rest of the world."""
    counts = [whole_number(text) for group in texts for text in group]
    if REFUSED in counts:
        return REFUSED
    total = sum(counts)
    return total if total in counts else InPart(total, "the number in each state has no place")


PLANNED: Final = Conversion(_planned, "whole numbers")
COMMERCIAL: Final = term("whether a sponsor is commercial", {"true": "INDUSTRY"}, no_place=["false"])
SHARING: Final = term("a code of a plan to share data", {"1": "YES"})
