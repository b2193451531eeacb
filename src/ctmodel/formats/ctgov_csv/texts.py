"""The texts of the cells that are written: items have bars between them, and nothing is escaped."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from ctmodel.formats.ctgov_csv.columns import COLUMNS, COMMA, DESIGN_LABELS, YES_NO
from ctmodel.formats.native import document_address
from ctmodel.formats.targets import NO_PLACE, TextInPart
from ctmodel.terms.countries import countries

#: A term that can be told from the text around it.
_TOKEN: Final = re.compile("[A-Z][A-Z_]*")


def row(cells: Iterable[str]) -> str:
    """Return cells as a row."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue()


def study(texts: Mapping[str, Sequence[str]]) -> str:
    """Return the row of a study."""
    return row("".join(texts.get(column, ())) for column in COLUMNS)


def yes_no(value: bool) -> str:
    """Return a truth value as the download has it."""
    return next(text for text, meaning in YES_NO.items() if meaning is value)


def intervention(kind: str | None, name: str | None) -> str | TextInPart:
    """Return ``DRUG: Metformin``."""
    if kind and name and _TOKEN.fullmatch(kind):
        return f"{kind}: {name}"
    return TextInPart(": ".join(filter(None, (kind, name))), "in part: without a type and a name, an item is ambiguous")


def outcome(measure: str | None, description: str | None, time_frame: str | None) -> str | TextInPart:
    """Return an outcome: its parts have commas between them, as the texts do."""
    if measure and not description and not time_frame:
        return measure
    return TextInPart(
        ", ".join(filter(None, (measure, description, time_frame))),
        "in part: measure, description and time frame have commas between them, as their texts do",
    )


def location(*parts: str | None) -> str | TextInPart:
    """Return a location: facility, city, state, postal code and country have commas between them, as names do."""
    text = ", ".join(filter(None, parts))
    facility, *between, country = parts
    why = "in part: the parts of a location have commas between them, as names do"
    if country not in countries():
        return TextInPart(text, why)
    if facility and not any(between):
        return text
    return TextInPart(text, why, ("facility", "city", "state", "zip"))


def design(*values: Any) -> str | TextInPart | None:
    """Return ``Allocation: RANDOMIZED | Masking: DOUBLE (PARTICIPANT, INVESTIGATOR)``, without what has no value."""
    *terms, who = values
    pieces, held = [], [*who]
    for (name, attribute), value in zip(DESIGN_LABELS.items(), terms, strict=True):
        if not value:
            continue
        held.append(value)
        parties = f" ({COMMA.join(who)})" if attribute == "masking" and who else ""
        pieces.append(f"{name}: {value}{parties}")
    text = " | ".join(pieces)
    if who and not terms[[*DESIGN_LABELS.values()].index("masking")]:
        return TextInPart(text, NO_PLACE, ("who_masked",)) if text else None
    if all(map(_TOKEN.fullmatch, held)):
        return text or None
    return TextInPart(text, "in part: a term is ambiguous within the text")


def secondary_id(number: str, org_study_id: str | None) -> str | TextInPart:
    """Return an identifier, which comes after the organization's."""
    if org_study_id and org_study_id.strip():
        return number
    return TextInPart(number, "in part: the first identifier of the list is taken for the organization's")


def document(label: str | None, filename: str | None, nct_id: str | None) -> str | TextInPart | None:
    """Return ``Study Protocol, https://.../Prot_000.pdf``; the address needs the number of the study."""
    address = document_address(nct_id, filename)
    if address is None:
        return None
    return f"{label}, {address}" if label else address
