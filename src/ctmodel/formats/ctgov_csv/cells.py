"""Convert the cells of the CSV download: lists have bars between their items, and nothing is escaped."""

import re
from functools import cache
from typing import Any, Final

from ctmodel.formats.conversions import day, either, term, worded_date
from ctmodel.formats.ctgov_csv import columns
from ctmodel.formats.ctgov_csv.columns import BAR, DESIGN_LABELS
from ctmodel.formats.rows import NOTHING, REFUSED, Conversion, InPart
from ctmodel.terms.countries import countries
from ctmodel.values import PartialDate

_ADDRESS: Final = re.compile(
    r"https?://(?:[a-z]+\.)?clinicaltrials\.gov/(?:ct2/show|study)/(NCT[0-9]{8})", re.IGNORECASE
)
_TYPED: Final = re.compile(r"([A-Z][A-Z_]*): (.+)", re.DOTALL)
_DOCUMENT: Final = re.compile(r"(?:(.+), )?(https?://\S*/([^/\s]+))", re.DOTALL)
_OFFICIAL: Final = re.compile(r"https://cdn\.clinicaltrials\.gov/large-docs/[0-9]{2}/NCT[0-9]{8}/[^/]+")
_MASKING: Final = re.compile(r"([A-Z_]+)(?: \(([A-Z_, ]+)\))?")
#: The attributes that a design fills.
DESIGN_FILLS: Final = " ".join(f"design.{attribute}" for attribute in (*DESIGN_LABELS.values(), "who_masked"))
#: What the downloads of 2024 and 2025 have in place of every time perspective.
_NO_PERSPECTIVE: Final = "p"

YES_NO: Final = term("YES or NO", columns.YES_NO)


def _number_in_address(text: str) -> Any:
    match = _ADDRESS.fullmatch(text.strip())
    return match[1].upper() if match else REFUSED


NUMBER_IN_ADDRESS: Final = Conversion(_number_in_address, "the address of the study")


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").strip()  # one tool writes line ends in this way


TEXT: Final = Conversion(_lines, "text", keeps_words=True)


def _items(text: str) -> list[str]:
    return [item.strip() for item in _lines(text).split(BAR) if item.strip()]


def _named(attribute: str) -> Conversion:
    def convert(text: str) -> Any:
        return [{attribute: item} for item in _items(text)] or NOTHING

    return Conversion(convert, "texts with bars between", keeps_words=True)


LISTED: Final = Conversion(lambda text: _items(text) or NOTHING, "texts with bars between", keeps_words=True)
NAMES: Final = _named("name")
#: Measure, description and time frame have commas between, as their texts do, so that an item stays whole.
OUTCOMES: Final = _named("measure")
AGES: Final = Conversion(lambda text: [age.strip() for age in text.split(",") if age.strip()], "age groups")


def _interventions(text: str) -> Any:
    """Take ``DRUG: Metformin|OTHER: Rest`` apart; an item without a type belongs to the name before it."""
    found: list[dict[str, str]] = []
    for item in _items(text):
        match = _TYPED.fullmatch(item)
        if match:
            found.append({"type": match[1], "name": match[2].strip()})
        elif found:
            found[-1]["name"] += f"{BAR}{item}"
        else:
            found.append({"name": item})
    return found or NOTHING


INTERVENTIONS: Final = Conversion(_interventions, "types and names with bars between", keeps_words=True)


def _design(text: str) -> Any:
    """Read ``Allocation: RANDOMIZED|Masking: DOUBLE (PARTICIPANT, INVESTIGATOR)``; a label can lack its value."""
    values: dict[str, Any] = {}
    for item in map(str.strip, text.split(BAR)):
        label, _, value = item.partition(":")
        attribute, value = DESIGN_LABELS.get(label.strip()), value.strip()
        if attribute is None:
            return REFUSED
        if attribute == "masking" and value:
            match = _MASKING.fullmatch(value)
            if match is None:
                return REFUSED
            value = match[1]
            if match[2]:
                values["design.who_masked"] = [party.strip() for party in match[2].split(",")]
        if value and value != _NO_PERSPECTIVE:
            values[f"design.{attribute}"] = value
    return values or NOTHING


DESIGN: Final = Conversion(_design, "a design, such as 'Allocation: RANDOMIZED | Masking: NONE'")


def _ids(text: str) -> Any:
    """Take the sponsor's number, which comes first, and the secondary identifiers."""
    first, *others = _items(text) or [""]
    held = {"org_study_id": first} | ({"secondary_ids": [{"id": item} for item in others]} if others else {})
    return held if first else NOTHING


IDS: Final = Conversion(_ids, "identifiers with bars between", keeps_words=True)


def _partial_date(text: str) -> Any:
    words = text.strip()
    try:
        return PartialDate(words).text
    except ValueError:
        return REFUSED


DATE: Final = Conversion(
    either(day("y-m-d").convert, _partial_date, worded_date), "a date such as 2020-02-01 or 2020-02"
)


@cache
def _most_parts() -> int:
    """Return how many parts with commas between the name of a country has at most, as "Korea, Republic of" has two."""
    return 1 + max(name.count(", ") for name in countries())


def _locations(text: str) -> Any:
    """Take the country from the end of each location; the rest has commas between its parts, as its names do."""
    locations = []
    for item in _items(text):
        parts = item.split(", ")
        # A name such as "Korea, Republic of" has a comma too, so the longest end that is a country counts.
        last = range(max(0, len(parts) - _most_parts()), len(parts))
        first = next((at for at in last if ", ".join(parts[at:]) in countries()), len(parts))
        location = {"facility": ", ".join(parts[:first]), "country": ", ".join(parts[first:])}
        locations.append({name: value for name, value in location.items() if value})
    return locations or NOTHING


LOCATIONS: Final = Conversion(_locations, "locations with bars between", keeps_words=True)


def _documents(text: str) -> Any:
    """Take ``Study Protocol, https://.../Prot_000.pdf`` apart; the address follows from the file name."""
    found = [_DOCUMENT.fullmatch(item) for item in _items(text)]
    if not found or not all(found):
        return REFUSED
    documents = [({"label": match[1]} if match[1] else {}) | {"filename": match[3]} for match in found if match]
    is_official = all(_OFFICIAL.fullmatch(match[2]) for match in found if match)
    return documents if is_official else InPart(documents, "only the file name of an address has a place")


DOCUMENTS: Final = Conversion(_documents, "documents with their addresses")
