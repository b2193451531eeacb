"""Convert the words of classic XML to terms, dates, numbers and names."""

import re
from typing import Any, Final

from ctmodel.formats.classic_text import plain_text, wrapped_text, written_text
from ctmodel.formats.conversions import term, whole_number, worded_date
from ctmodel.formats.rows import NOTHING, REFUSED, Conversion
from ctmodel.terms import protocol as terms
from ctmodel.terms.term import Term

LINE: Final = Conversion(plain_text, "text", keeps_words=True)
#: Texts with Markdown: with the author's line ends, and in the classic layout.
MARKUP: Final = Conversion(written_text, "text", keeps_words=True)
BLOCK: Final = Conversion(wrapped_text, "text in the classic layout", keeps_words=True)

DATE: Final = Conversion(worded_date, "a date such as 'February 1, 2020' or 'February 2020'")
COUNT: Final = Conversion(whole_number, "a whole number")
YES_NO: Final = term("yes or no", {"Yes": True, "No": False})


def labels(vocabulary: type[Term], **others: str) -> Conversion:
    """Return a conversion from the display texts of a vocabulary; unknown texts are kept.

    ``others`` are further texts, with underscores for spaces, and the terms for them.
    """
    known = {term.label.lower(): term.value for term in vocabulary}
    known |= {text.replace("_", " ").lower(): value for text, value in others.items()}

    def convert(text: str) -> Any:
        words = plain_text(text)
        return known.get(words.lower(), words)

    return Conversion(convert, f"a term of {vocabulary.__name__}")


DATE_TYPE: Final = term("a type of date", {"Actual": "ACTUAL", "Anticipated": "ESTIMATED", "Estimate": "ESTIMATED"})
AGENCY: Final = term(
    "a class of organization", {"NIH": "NIH", "U.S. Fed": "FED", "Industry": "INDUSTRY", "Other": "OTHER"}
)
SEX: Final = labels(terms.Sex, Both="ALL")
VOLUNTEERS: Final = term("yes or no", {"Accepts Healthy Volunteers": True, "Yes": True, "No": False})


def _age(text: str) -> Any:
    return NOTHING if text.strip() == "N/A" else plain_text(text)


AGE: Final = Conversion(_age, "an age, such as '18 Years'")


def _study_type(text: str) -> Any:
    words = plain_text(text)
    if words == "N/A":
        return NOTHING  # a withheld record
    registry = words.removesuffix(" [Patient Registry]") != words
    found = next((held.value for held in terms.StudyType if held.label == words.partition(" [")[0]), words)
    return {"study_type": found} | ({"patient_registry": True} if registry else {})


STUDY_TYPE: Final = Conversion(_study_type, "a study type")
_PHASES: Final = {"N/A": ["NA"], "Phase 0": ["EARLY_PHASE1"], "Early Phase 1": ["EARLY_PHASE1"]} | {
    "/".join(f"Phase {number}" for number in numbers): [f"PHASE{number}" for number in numbers]
    for numbers in ("1", "2", "3", "4", "12", "23")
}
PHASES: Final = term("a phase", _PHASES)
#: The phase of a study that is not a trial.
NO_PHASE: Final = term("'N/A'", {}, nothing=["N/A"])

_LEVELS: Final = {"none": "NONE", "no masking": "NONE", "open label": "NONE"} | {
    level.value.lower(): level.value for level in terms.DesignMasking if level != "NONE"
}
_MASKED: Final = {held.label.lower(): held.value for held in terms.WhoMasked} | {
    "subject": "PARTICIPANT", "caregiver": "CARE_PROVIDER"
}  # fmt: skip
_MASKING: Final = re.compile(r"([^()]+?)(?:[ -]blind)?(?: \(([^()]*)\))?", re.IGNORECASE)


def _masking(text: str) -> Any:
    """Read ``Double (Participant, Investigator)``; ``(Open Label)`` names nobody."""
    match = _MASKING.fullmatch(plain_text(text))
    level = _LEVELS.get(match[1].lower()) if match else None
    if match is None or level is None:
        return REFUSED
    parties = [party.strip().lower() for party in (match[2] or "").split(",") if party.strip()]
    if parties in ([], ["open label"]):
        return {"masking": level}
    masked = [_MASKED.get(party) for party in parties]
    return REFUSED if None in masked else {"masking": level, "who_masked": masked}


MASKING: Final = Conversion(_masking, "masking, such as 'Double (Participant, Investigator)'")


def _filename(text: str) -> Any:
    return text.strip().rpartition("/")[2] or REFUSED


FILENAME: Final = Conversion(_filename, "an address that ends in a file name")
_VERSION: Final = re.compile(r"ClinicalTrials\.gov processed this data on ([A-Z][a-z]+ [0-9]{1,2}, [0-9]{4})")


def _version(text: str) -> Any:
    match = _VERSION.fullmatch(plain_text(text))
    return worded_date(match[1]) if match else REFUSED


VERSION: Final = Conversion(_version, "the day on which the registry processed the data")


def event(kind: str) -> Conversion:
    """Return a conversion for an event of posting results, which has a kind and a date that may be unknown."""

    def convert(text: str) -> Any:
        if text.strip() == "Unknown":
            return {"type": kind, "date_unknown": True}
        day = worded_date(text)
        return REFUSED if day is REFUSED else {"type": kind, "date": day}

    return Conversion(convert, "a date, or 'Unknown'")
