"""Designs of interventional studies in the words of registers other than ClinicalTrials.gov."""

import re
from collections import Counter
from typing import Any, Final

from ctmodel.formats.ictrp.texts import lines
from ctmodel.formats.rows import NO_PLACE, Conversion, InPart

_LABELS: Final = {
    "allocation": "allocation", "randomization": "allocation", "masking": "masking", "blinding": "masking",
    "blinding/masking": "masking", "assignment": "intervention_model", "intervention model": "intervention_model",
    "purpose": "primary_purpose", "primary purpose": "primary_purpose", "study design purpose": "primary_purpose",
}  # fmt: skip
_LABEL: Final = re.compile(
    rf"(?:^|[;,.])\s*({'|'.join(sorted(_LABELS, key=len, reverse=True))})\s?:\s*([^;,.]*)", re.IGNORECASE
)
# What the words for a term begin with, as patterns.
_BEGINNINGS: Final = {
    "allocation": {
        "randomi": "RANDOMIZED", "rct": "RANDOMIZED", "non-randomi": "NON_RANDOMIZED", "non randomi": "NON_RANDOMIZED",
        "not randomi": "NON_RANDOMIZED", "single arm": "NA", "n/a": "NA",
    },
    "masking": {
        "open": "NONE", "not blinded": "NONE", "single blind": "SINGLE", "double blind": "DOUBLE",
        "triple blind": "TRIPLE",
    },
    "intervention_model": {
        "parallel": "PARALLEL", "single(?! blind)": "SINGLE_GROUP", "crossover": "CROSSOVER", "cross-over": "CROSSOVER",
        "cross over": "CROSSOVER", "factorial": "FACTORIAL",
    },
    "primary_purpose": {
        "treatment": "TREATMENT", "prevention": "PREVENTION", "diagnos": "DIAGNOSTIC", "screening": "SCREENING",
        "supportive care": "SUPPORTIVE_CARE", "health service": "HEALTH_SERVICES_RESEARCH",
        "basic science": "BASIC_SCIENCE", "other": "OTHER",
    },
}  # fmt: skip
_PARTIES: Final = {
    "participant": "PARTICIPANT", "investigator": "INVESTIGATOR", "outcome assessor": "OUTCOMES_ASSESSOR",
}  # fmt: skip
_MASKINGS: Final = ("NONE", "SINGLE", "DOUBLE", "TRIPLE", "QUADRUPLE")
# What a "yes" means, by the question of EUCTR.
_QUESTIONS: Final = {
    "open": ("masking", "NONE"), "single blind": ("masking", "SINGLE"), "double blind": ("masking", "DOUBLE"),
    "parallel group": ("intervention_model", "PARALLEL"), "cross over": ("intervention_model", "CROSSOVER"),
}  # fmt: skip
_YES: Final = re.compile(r"^([A-Za-z ]+): yes$", re.MULTILINE)
_MASKED: Final = re.compile(r"Blinding and masking:\s*(.+) Blinded$", re.MULTILINE)
#: The attributes that designs in labelled lines fill.
FILLS: Final = "design.allocation design.masking design.intervention_model design.primary_purpose"


def _part(design: dict[str, Any]) -> Any:
    """Return what is known of a design as a part of its text."""
    held = _held(design)
    return InPart(held, "the rest of the design has no place") if held else NO_PLACE


def _held(design: dict[str, Any]) -> dict[str, Any]:
    if design.get("intervention_model") == "SINGLE_GROUP" and design.get("allocation") == "NON_RANDOMIZED":
        design["allocation"] = "NA"  # there is one group
    return {f"design.{attribute}": value for attribute, value in design.items() if value}


def _term(attribute: str, words: str) -> str | None:
    """Return the term that words begin with the word for."""
    beginnings = _BEGINNINGS[attribute].items()
    return next((term for pattern, term in beginnings if re.match(pattern, words.strip(), re.IGNORECASE)), None)


def _labelled(text: str) -> Any:
    """Read ``Allocation: Randomised controlled trial; Masking: Open``; of a label that comes twice, the first."""
    design: dict[str, Any] = {}
    for label, words in _LABEL.findall(lines(text)):
        attribute = _LABELS[label.lower()]
        design.setdefault(attribute, _term(attribute, words))
    return _part(design)


def _lines_of_yes(text: str) -> Any:
    """Read the lines of EUCTR, such as ``Randomised: yes``; several answers to one question say nothing."""
    yes = {question.lower() for question in _YES.findall(lines(text))}
    told = [_QUESTIONS[question] for question in yes & _QUESTIONS.keys()]
    asked = Counter(attribute for attribute, _ in told)
    allocation = "RANDOMIZED" if "randomised" in yes else "NON_RANDOMIZED" if "controlled" in yes else None
    return _part({"allocation": allocation} | {name: term for name, term in sorted(told) if asked[name] == 1})


def _terms(text: str) -> dict[str, Any]:
    """Return the terms that the parts of a text begin with the words for, by attribute; parts have commas between."""
    design: dict[str, Any] = {}
    for part in text.split(","):
        is_purpose = part.endswith("purpose")
        for attribute in _BEGINNINGS:
            if is_purpose == (attribute == "primary_purpose") and (term := _term(attribute, part)):
                design.setdefault(attribute, term)
    return design


def _listed(text: str) -> Any:
    """Read ``randomized controlled trial, double blind, parallel assignment, treatment purpose``."""
    return _part(_terms(lines(text)))


def _of_ctri(text: str) -> Any:
    """Read ``Randomized, Parallel Group Trial`` and the line about blinding below."""
    words = lines(text)
    design = _terms(words.partition("\n")[0])
    if match := _MASKED.search(words):
        masked = [_PARTIES.get(party.strip().lower()) for party in re.split(r",| and ", match[1])]
        if None not in masked:
            design |= {"masking": _MASKINGS[len(masked)], "who_masked": masked}
    elif re.search(r"Blinding and masking:\s*Open Label", words):
        design["masking"] = "NONE"
    return _part(design)


def _one_word(text: str) -> Any:
    """Read the one answer of ChiCTR; ``Sequential`` is given for studies of all kinds, and is left."""
    return _held({attribute: _term(attribute, text) for attribute in ("allocation", "intervention_model")}) or NO_PLACE


LABELLED: Final = Conversion(_labelled, "a design with labels")
LINES_OF_YES: Final = Conversion(_lines_of_yes, "a design in lines with yes or no")
LISTED: Final = Conversion(_listed, "a design with commas between its parts")
OF_CTRI: Final = Conversion(_of_ctri, "a design, such as 'Randomized, Parallel Group Trial'")
ONE_WORD: Final = Conversion(_one_word, "a design in one word")
