"""Convert words of the registers in ICTRP to terms, numbers and dates; each register has its own spellings."""

import re
from datetime import date, timedelta
from typing import Any, Final

from ctmodel.formats.conversions import labelled, term
from ctmodel.formats.rows import NO_PLACE, NOTHING, REFUSED, Conversion
from ctmodel.values.registry_numbers import KINDS, recognise

_ROMAN: Final = {"I": 1, "II": 2, "III": 3, "IV": 4}
_PHASE_NUMBER: Final = re.compile(r"(?<![A-Za-z0-9])(?:0|[1-4]|I{1,3}|IV)(?![A-Za-z0-9])")
_PHASE_WORDS: Final = re.compile(r"(?:Phase|[\s/,&-]|and|0|[1-4]|I{1,3}|IV)+", re.IGNORECASE)
_YES: Final = re.compile(r"\(Phase (I{1,3}|IV)\): *yes", re.IGNORECASE)
_LINES_OF_PHASES: Final = re.compile(r"\(Phase (I{1,3}|IV)\):", re.IGNORECASE)
_AGE: Final = re.compile(
    r"(?:>=?|<=?)?\s*([0-9]{1,3})(?:\.0)?\s*[-(]?\s*(years?|yrs?|y|months?|m|weeks?|days?|hours?|minutes?)?"
    r"[().s-]*\s*(?:age )?(?:old)?",
    re.IGNORECASE,
)
_NO_LIMIT: Final = frozenset(
    ["", "-", "n/a", "na", "none", "no limit", "not applicable", "no minimum age", "no maximum age", "no age limit"]
)
_UNITS: Final = {"y": "Year", "mi": "Minute", "mo": "Month", "m": "Month", "w": "Week", "d": "Day", "h": "Hour"}
_DESIGN_LABEL: Final = re.compile(
    r"(?:^|\.\s+|\.)(Allocation|Intervention model|Primary purpose|Masking|Observational Model|Time Perspective): ",
    re.IGNORECASE,
)


def compact_day(text: str) -> Any:
    """Convert a date such as ``20200217``."""
    words = text.strip()
    try:
        return date.fromisoformat(words).isoformat() if len(words) == 8 and words.isdecimal() else REFUSED
    except ValueError:
        return REFUSED


#: The day before the first in the count of spreadsheets, and the days that dates of trials can have there.
_DAY_0: Final = date(1899, 12, 30)
_SERIAL: Final = re.compile("[234][0-9]{4}")


def spreadsheet_day(text: str) -> Any:
    """Convert a count of days such as ``43927``, which is what spreadsheets store for a date (here 2020-04-06)."""
    words = text.strip()
    return (_DAY_0 + timedelta(int(words))).isoformat() if _SERIAL.fullmatch(words) else REFUSED


def _no_maximum(text: str) -> Any:
    return NOTHING if re.fullmatch("0 ?Y?", text.strip()) else REFUSED


NO_MAXIMUM_AGE: Final = Conversion(_no_maximum, "0, for no limit")


def _nct_number(text: str) -> Any:
    return text.strip() if re.fullmatch("NCT[0-9]{8}", text.strip()) else REFUSED


def _eudract_number(text: str) -> Any:
    number = recognise(text)
    return [{"id": number.normal, "type": "EUDRACT_NUMBER"}] if number and number.kind == "EudraCT" else REFUSED


def _own_number(text: str) -> Any:
    number = recognise(text)
    own = {"id": text.strip(), "type": "REGISTRY"}
    return [own | ({"domain": KINDS[number.kind].registry} if number else {})]


NCT_NUMBER: Final = Conversion(_nct_number, "an NCT number", keeps_words=True)
EUDRACT_NUMBER: Final = Conversion(_eudract_number, "a EudraCT number")
OWN_NUMBER: Final = Conversion(_own_number, "a number", keeps_words=True)

STATUS: Final = term(
    "a recruitment status", {"Recruiting": "RECRUITING"},
    # A trial that does not recruit may be completed, not yet started or in between: no status is that vague.
    no_place=("Not Recruiting", "Authorised", "Not Available"),
)  # fmt: skip
SEX: Final = term(
    "the sex of participants",
    {
        "Both": "ALL", "All": "ALL", "Both males and females": "ALL", "Male and Female": "ALL", "Male/Female": "ALL",
        "Both, male and female": "ALL", "<br>Female: yes<br>Male: yes<br>": "ALL", "Male": "MALE", "Males": "MALE",
        "Female": "FEMALE", "Females": "FEMALE", "<br>Female: yes<br>Male: no<br>": "FEMALE",
        "<br>Female: no<br>Male: yes<br>": "MALE",
    },
    nothing=("-", "N/A"),
)  # fmt: skip
YES_NO: Final = term("yes or no", {"Yes": True, "No": False})
SHARING: Final = term("a plan to share data", {"Yes": "YES", "No": "NO", "Undecided": "UNDECIDED"})


#: Types (in ChiCTR's spelling, and of other registers) that do not say whether a study is interventional.
_OTHER_TYPES: Final = frozenset(
    ["diagnostic test", "epidemilogical research", "basic science", "prevention", "prognosis study", "treatment study",
     "screening", "health services reaserch", "cause/relative factors study", "pms", "others,meta-analysis etc",
     "other", "others", "unknown"]
)  # fmt: skip


def _study_type(text: str) -> Any:
    words = text.strip().lower()
    if words.startswith("intervention"):
        return "INTERVENTIONAL"
    if words.startswith("expanded access"):
        return "EXPANDED_ACCESS"
    if words.startswith("observational"):
        return "OBSERVATIONAL"
    return NO_PLACE if words in _OTHER_TYPES else REFUSED


STUDY_TYPE: Final = Conversion(_study_type, "an interventional or observational study, or expanded access")


def _numbers(text: str) -> list[int]:
    return sorted({_ROMAN.get(found.upper()) or int(found) for found in _PHASE_NUMBER.findall(text)})


def _phases(text: str) -> Any:
    words = text.strip()
    if words.lower() in ("early phase 1", "phase 0"):
        return ["EARLY_PHASE1"]
    numbers = _numbers(words.replace("Phase", "Phase ").replace("phase", "phase "))
    if not numbers or 0 in numbers or not _PHASE_WORDS.fullmatch(words):
        return REFUSED
    return [f"PHASE{number}" for number in numbers]


_OTHER_PHASES: Final = frozenset(
    [
        "retrospective study",
        "new treatment measure clinical study",
        "diagnostic new technique clincal study",
        "post-market",
        "other",
    ]
)


def _phase_numbers(text: str) -> Any:
    """Convert a number. The register writes 0 and words for other kinds of studies, not for an early phase 1."""
    words = text.strip()
    if words == "0" or words.lower() in _OTHER_PHASES:
        return NO_PLACE
    return REFUSED if words.upper() == "N/A" else _phases(text)


def _phase_lines(text: str) -> Any:
    if not _LINES_OF_PHASES.search(text):
        return REFUSED
    return [f"PHASE{_ROMAN[found.upper()]}" for found in _YES.findall(text)] or NOTHING


_NOT_APPLICABLE: Final = frozenset(["n/a", "not applicable", "not selected", "not specified"])


def _no_phase(text: str) -> Any:
    return ["NA"] if text.strip().lower() in ("n/a", "not applicable") else REFUSED


def _phases_or_none(text: str) -> Any:
    return NOTHING if text.strip().lower() in _NOT_APPLICABLE else _phases(text)


PHASE_NUMBERS: Final = Conversion(_phase_numbers, "a phase from 1 to 4")
PHASE_LINES: Final = Conversion(_phase_lines, "phases, each with yes or no")
PHASES_OR_NONE: Final = Conversion(_phases_or_none, "phases, such as 'Phase 2/Phase 3'")
NO_PHASE: Final = Conversion(_no_phase, "'N/A'")


def _age(text: str) -> Any:
    words = text.strip()
    if words.lower().rstrip(".") in _NO_LIMIT or words.lower().endswith("(no limit)"):
        return NOTHING
    match = _AGE.fullmatch(words)
    if match is None:
        return REFUSED
    count, unit = int(match[1]), (match[2] or "y").lower()
    name = _UNITS.get(unit[:2]) or _UNITS[unit[0]]
    return f"{count} {name}" if count == 1 else f"{count} {name}s"


AGE: Final = Conversion(_age, "an age, such as '18 Years'")

_DESIGN: Final = {
    "allocation": ("design.allocation", {
        "Randomized": "RANDOMIZED", "Non-Randomized": "NON_RANDOMIZED", "N/A": "NA",
    }),
    "intervention model": ("design.intervention_model", {
        "Single Group Assignment": "SINGLE_GROUP", "Parallel Assignment": "PARALLEL",
        "Crossover Assignment": "CROSSOVER", "Factorial Assignment": "FACTORIAL",
        "Sequential Assignment": "SEQUENTIAL",
    }),
    "primary purpose": ("design.primary_purpose", {
        "Treatment": "TREATMENT", "Prevention": "PREVENTION", "Diagnostic": "DIAGNOSTIC", "Screening": "SCREENING",
        "Supportive Care": "SUPPORTIVE_CARE", "Health Services Research": "HEALTH_SERVICES_RESEARCH",
        "Basic Science": "BASIC_SCIENCE", "Device Feasibility": "DEVICE_FEASIBILITY", "Other": "OTHER",
    }),
    "masking": ("design.masking", {
        "None (Open Label)": "NONE", "Single": "SINGLE", "Double": "DOUBLE", "Triple": "TRIPLE",
        "Quadruple": "QUADRUPLE",
    }),
    "observational model": ("design.observational_model", {
        "Cohort": "COHORT", "Case-Control": "CASE_CONTROL", "Case-Only": "CASE_ONLY", "Ecologic or Community":
        "ECOLOGIC_OR_COMMUNITY", "Family-Based": "FAMILY_BASED", "Other": "OTHER",
    }),
    "time perspective": ("design.time_perspective", {
        "Prospective": "PROSPECTIVE", "Retrospective": "RETROSPECTIVE", "Cross-Sectional": "CROSS_SECTIONAL",
        "Other": "OTHER",
    }),
}  # fmt: skip
_MASKED: Final = {
    "Participant": "PARTICIPANT", "Care Provider": "CARE_PROVIDER", "Investigator": "INVESTIGATOR",
    "Outcomes Assessor": "OUTCOMES_ASSESSOR",
}  # fmt: skip
#: The attributes that a design in words can fill.
DESIGN_FILLS: Final = " ".join([*(attribute for attribute, _ in _DESIGN.values()), "design.who_masked"])


def _design(text: str) -> Any:
    """Split ``Allocation: Randomized. Masking: Double (Participant, Investigator).`` by its labels."""
    values: dict[str, Any] = {}
    for label, behind in labelled(_DESIGN_LABEL, " ".join(text.split())):
        attribute, terms = _DESIGN[label[1].lower()]
        words = behind.strip().removesuffix(".")
        head, _, parties = words.partition(" (")
        if words not in terms and parties and head in terms:
            masked = [_MASKED.get(party.strip()) for party in parties.removesuffix(")").split(",")]
            if None in masked:
                return REFUSED
            values["design.who_masked"] = masked
            words = head
        if words not in terms:
            return REFUSED
        values[attribute] = terms[words]
    return values or REFUSED


DESIGN: Final = Conversion(_design, "a design in the words of ClinicalTrials.gov")
