"""Convert the words of ISRCTN to terms, dates, numbers and identifiers."""

import re
from collections.abc import Callable, Collection
from typing import Any, Final

from ctmodel.formats.conversions import day, term, whole_number
from ctmodel.formats.isrctn.texts import is_placeholder, one_line
from ctmodel.formats.rows import NO_PLACE, NOTHING, REFUSED, Conversion
from ctmodel.values.registry_numbers import KINDS, recognise
from ctmodel.values.registry_numbers import is_placeholder as is_no_number

_TYPES: Final = {"EudraCT": "EUDRACT_NUMBER", "CTIS": "CTIS"}
_TIME: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T[0-9:.]{8,18}Z?)?")
_AGE: Final = re.compile(r"([0-9]{1,3})(?:\.0)? (Year|Month|Week|Day|Hour|Minute)s?")
#: The number of years from which a maximum age means that there is none.
NO_MAXIMUM: Final = 99
_DAY: Final = day("y-m-d")
_NAMED_NUMBER: Final = re.compile(r"((?:CPMS|IRAS)(?=:? [0-9])|[A-Za-z][^:]{1,40}(?=: )):? (.+)")


def _day(text: str) -> Any:
    """Convert ``2028-12-31T00:00:00.000Z``: the time of day is midnight, or when the record was saved."""
    match = _TIME.fullmatch(text.strip())
    return _DAY.convert(match[1]) if match else REFUSED


DAY: Final = Conversion(_day, "a date such as 2028-12-31T00:00:00.000Z")


def _number(text: str) -> Any:
    """Convert a number of a registry; its form tells which."""
    return NOTHING if is_placeholder(text) or is_no_number(text) else _identifier(text)


def _identifier(text: str) -> list[dict[str, str]]:
    number = recognise(text)
    if number is None:
        return [{"id": one_line(text)}]
    if number.kind in _TYPES:
        return [{"id": number.normal, "type": _TYPES[number.kind]}]
    return [{"id": number.normal, "type": "REGISTRY", "domain": KINDS[number.kind].registry}]


NUMBER: Final = Conversion(_number, "a number of a registry")
OWN_NUMBER: Final = Conversion(lambda text: _identifier(f"ISRCTN{text.strip()}"), "eight digits")
IRAS: Final = Conversion(
    lambda text: NOTHING if is_placeholder(text) else [{"id": one_line(text), "type": "OTHER", "domain": "IRAS"}],
    "a number",
    keeps_words=True,
)


def _protocol_numbers(text: str) -> Any:
    """Read ``CPMS: 49816, CRUKD/22/002``: one of a registry, or with a name before it, is not the sponsor's own."""
    pieces = [piece for piece in (one_line(piece) for piece in text.split(",")) if piece and not is_placeholder(piece)]
    own, others = [], []
    for piece in pieces:
        named = _NAMED_NUMBER.fullmatch(piece)
        if recognise(piece) is not None:
            others += [] if is_no_number(piece) else _identifier(piece)
        elif named is not None:
            others.append({"id": named[2], "domain": named[1]})
        else:
            own.append(piece)
    if len(own) == 1:
        return {"org_study_id": own[0]} | ({"secondary_ids": others} if others else {})
    others += [{"id": number} for number in own]
    return {"secondary_ids": others} if others else NOTHING


PROTOCOL_NUMBERS: Final = Conversion(_protocol_numbers, "numbers with commas between")


def _secondary_number(text: str) -> Any:
    found = _number(text)
    return found[0] if isinstance(found, list) else found


SECONDARY_NUMBER: Final = Conversion(_secondary_number, "a number")
#: Kinds of number that its form tells, and abbreviations.
_NUMBER_KINDS: Final = {
    "nct": NOTHING, "ctis": NOTHING, "protocol serial number": NOTHING, "iras": "IRAS", "cpms": "CPMS",
}  # fmt: skip
NUMBER_KIND: Final = Conversion(
    lambda text: _NUMBER_KINDS.get(text.strip().lower(), one_line(text)), "who has given a number", keeps_words=True
)

STUDY_TYPE: Final = term("a study type", {"Interventional": "INTERVENTIONAL", "Observational": "OBSERVATIONAL"})
ALLOCATION: Final = term(
    "an allocation",
    {
        "Randomized controlled trial": "RANDOMIZED", "Randomised controlled trial": "RANDOMIZED",
        "Non-randomized controlled trial": "NON_RANDOMIZED", "Non-randomised controlled trial": "NON_RANDOMIZED",
        "Single arm trial": "NA",
    },
    nothing=["Not applicable"],
)  # fmt: skip
MASKING: Final = term(
    "masking", {"Open (masking not used)": "NONE"},
    # It does not say how many parties do not know.
    no_place=["Blinded (masking used)"], nothing=["Not applicable"],
)  # fmt: skip
ASSIGNMENT: Final = term(
    "an assignment",
    {
        "Parallel": "PARALLEL", "Crossover": "CROSSOVER", "Single": "SINGLE_GROUP", "Factorial": "FACTORIAL",
        "Sequential": "SEQUENTIAL",
    },
    no_place=["Other"], nothing=["Not applicable"],
)  # fmt: skip
_PURPOSES: Final = {
    "treatment": "TREATMENT", "prevention": "PREVENTION", "diagnostic": "DIAGNOSTIC", "screening": "SCREENING",
    "supportive care": "SUPPORTIVE_CARE", "health services research": "HEALTH_SERVICES_RESEARCH",
    "basic science": "BASIC_SCIENCE", "device feasibility": "DEVICE_FEASIBILITY", "other": "OTHER",
}  # fmt: skip
#: Purposes that no term has.
_OTHER_PURPOSES: Final = frozenset(["quality of life"])
_NO_PURPOSE: Final = frozenset(["not specified", "not applicable"])


def _purposes(texts: list[list[str]]) -> Any:
    """Convert the purpose that all elements state; an attribute holds one, so that several are left."""
    stated = {text.strip().lower() for group in texts for text in group} - _NO_PURPOSE
    if not stated:
        return NOTHING
    if len(stated) > 1 or stated <= _OTHER_PURPOSES:
        return NO_PLACE
    return _PURPOSES.get(stated.pop(), REFUSED)


PURPOSES: Final = Conversion(_purposes, "one purpose")
_OLD_DESIGNS: Final = {
    "randomised controlled trial": {"allocation": "RANDOMIZED"},
    "randomised parallel trial": {"allocation": "RANDOMIZED", "intervention_model": "PARALLEL"},
    "randomised cross over trial": {"allocation": "RANDOMIZED", "intervention_model": "CROSSOVER"},
    "cluster randomised trial": {"allocation": "RANDOMIZED"},
    "non randomised study": {"allocation": "NON_RANDOMIZED"},
    "non randomised controlled trial": {"allocation": "NON_RANDOMIZED"},
}
_OBSERVATIONS: Final = {
    "cohort study": {"observational_model": "COHORT"},
    "case control study": {"observational_model": "CASE_CONTROL"},
    "case series": {"observational_model": "CASE_ONLY"},
    "cross sectional study": {"time_perspective": "CROSS_SECTIONAL"},
}
#: Designs that no term has.
_OTHER_DESIGNS: Final = frozenset(["longitudinal study", "epidemiological study", "qualitative study", "other"])


def _old_design(designs: dict[str, dict[str, str]], others: Collection[str]) -> Conversion:
    """Return a conversion for designs in a few words; ``others`` have no place."""

    def convert(text: str) -> Any:
        words = text.strip().lower().replace("randomized", "randomised").replace("-", " ")
        words = words.replace("crossover", "cross over")
        if words in ("not applicable", "not specified"):
            return NOTHING
        if words in others:
            return NO_PLACE
        return (
            {f"design.{attribute}": value for attribute, value in designs[words].items()}
            if words in designs
            else REFUSED
        )

    return Conversion(convert, "a design in a few words")


OLD_DESIGN: Final = _old_design(_OLD_DESIGNS, _OTHER_DESIGNS | _OBSERVATIONS.keys())
OLD_OBSERVATION: Final = _old_design(_OBSERVATIONS, _OTHER_DESIGNS | _OLD_DESIGNS.keys())
OVERALL_STATUS: Final = term(
    "a status", {"Stopped": "TERMINATED", "Suspended": "SUSPENDED", "Completed": "COMPLETED"},
    no_place=["Ongoing"],
)  # fmt: skip
RECRUITMENT_STATUS: Final = term(
    "a status", {"Stopped": "TERMINATED", "Suspended": "SUSPENDED", "Recruiting": "RECRUITING"},
    # It may still be treating its participants, or have ended.
    no_place=["No longer recruiting"],
)  # fmt: skip
_ROMAN: Final = {"0": "EARLY_PHASE1", "I": "PHASE1", "II": "PHASE2", "III": "PHASE3", "IV": "PHASE4"}


def _phases(texts: list[list[str]]) -> Any:
    """Convert ``Phase I/II``; several interventions can have phases of their own."""
    found: list[str] = []
    for text in texts[0]:
        words = text.strip()
        if words == "Not Applicable":
            found.append("NA")
        elif words.startswith("Phase ") and all(part in _ROMAN for part in words[6:].split("/")):
            found += [_ROMAN[part] for part in words[6:].split("/")]
        elif words not in ("Not Specified", ""):
            return REFUSED
    return list(dict.fromkeys(found)) or NOTHING


PHASES: Final = Conversion(_phases, "phases, such as 'Phase I/II'")
INTERVENTION_TYPE: Final = term(
    "a type of intervention",
    {
        "Drug": "DRUG", "Device": "DEVICE", "Other": "OTHER", "Behavioural": "BEHAVIORAL", "Supplement":
        "DIETARY_SUPPLEMENT", "Procedure/Surgery": "PROCEDURE", "Biological/Vaccine": "BIOLOGICAL",
        "Genetic": "GENETIC",
    },
    no_place=["Mixed"], nothing=["Not Specified"],
)  # fmt: skip


def _age(text: str) -> Any:
    """Convert an age. The registry has weeks for the age of a pregnancy, which is not that of participants."""
    match = _AGE.fullmatch(text.strip())
    if match is None:
        return NOTHING if is_placeholder(text) else REFUSED
    if match[2] == "Week":
        return NO_PLACE
    count = int(match[1])
    return f"{count} {match[2]}" if count == 1 else f"{count} {match[2]}s"


def _maximum_age(text: str) -> Any:
    match = _AGE.fullmatch(text.strip())
    no_limit = match is not None and match[2] == "Year" and int(match[1]) >= NO_MAXIMUM
    return NO_PLACE if no_limit else _age(text)


def _of_parts(age: Callable[[str], Any]) -> Callable[[list[str | None]], Any]:
    """Return a function for a number and a unit, such as ``18.0`` and ``years``, which mostly repeat a text."""

    def convert(texts: list[str | None]) -> Any:
        number, unit = texts
        value = age(f"{number} {unit.strip().capitalize()}") if number is not None and unit is not None else NO_PLACE
        return value if isinstance(value, str) else NO_PLACE

    return convert


MINIMUM_AGE: Final = Conversion(_age, "an age, such as '18 Years'")
MAXIMUM_AGE: Final = Conversion(_maximum_age, "an age, such as '18 Years'")
MINIMUM_AGE_PARTS: Final = Conversion(_of_parts(_age), "a number and a unit")
MAXIMUM_AGE_PARTS: Final = Conversion(_of_parts(_maximum_age), "a number and a unit")
AGE_RANGE: Final = term(
    "an age group",
    {"Neonate": ["CHILD"], "Child": ["CHILD"], "Adult": ["ADULT"], "Senior": ["OLDER_ADULT"]},
    no_place=["Mixed", "All", "Other"], nothing=["Not Specified"],
)  # fmt: skip
SEX: Final = term(
    "the sex of participants", {"Both": "ALL", "All": "ALL", "Male": "MALE", "Female": "FEMALE"},
    nothing=["Not Specified"],
)  # fmt: skip
TRUE_FALSE: Final = term("true or false", {"true": True, "false": False})
PARTICIPANTS: Final = term(
    "a kind of participant", {"Healthy volunteer": True},
    no_place=[
        "Patient", "Carer", "Health professional", "Resident", "Service user", "Employee", "Learner/student",
        "Population", "All", "Mixed", "Other",
    ],
    nothing=["Not Specified"],
)  # fmt: skip
COUNT: Final = Conversion(whole_number, "a whole number")


def _total(text: str) -> Any:
    """Convert ``3,060``; other words, such as ``2200 (including pilot phase)``, have no place."""
    count = whole_number(re.sub(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))", "", text))
    return (NOTHING if is_placeholder(text) else NO_PLACE) if count is REFUSED else count


TOTAL: Final = Conversion(_total, "a whole number")


def _final_count(text: str) -> Any:
    count = whole_number(text)
    return NOTHING if count == 0 else count  # the number of a trial that has not ended


FINAL_COUNT: Final = Conversion(_final_count, "a whole number")
SHARING: Final = term(
    "a plan to share data", {"Yes": "YES", "No": "NO"}, nothing=["Not provided at time of registration"]
)
COMMERCIAL: Final = term("whether a sponsor is commercial", {"Commercial": "INDUSTRY"}, no_place=["Non-commercial"])
ROLE: Final = term(
    "a kind of contact", {"Principal Investigator": "PRINCIPAL_INVESTIGATOR"}, nothing=["Public"],
    no_place=["Scientific"],
)  # fmt: skip
