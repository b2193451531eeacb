"""Designs of interventional studies as registers other than ClinicalTrials.gov write them; each tells a part."""

import re
from collections import Counter
from typing import Any, Final

from ctmodel.formats.ictrp_xml.texts import lines
from ctmodel.formats.rows import NO_PLACE, Conversion, InPart

_LABELS: Final = {
    "allocation": "allocation", "randomization": "allocation", "masking": "masking", "blinding": "masking",
    "blinding/masking": "masking", "assignment": "intervention_model", "intervention model": "intervention_model",
    "purpose": "primary_purpose", "primary purpose": "primary_purpose", "study design purpose": "primary_purpose",
}  # fmt: skip
_LABEL: Final = re.compile(
    rf"(?:^|[;,.])\s*({'|'.join(sorted(_LABELS, key=len, reverse=True))})\s?:\s*([^;,.]*)", re.IGNORECASE
)
# What the words for a term begin with, in lower case.
_BEGINNINGS: Final = {
    "allocation": {
        "randomi": "RANDOMIZED", "rct": "RANDOMIZED", "non-randomi": "NON_RANDOMIZED", "non randomi": "NON_RANDOMIZED",
        "not randomi": "NON_RANDOMIZED", "single arm": "NA", "n/a: single arm": "NA",
    },
    "masking": {
        "open": "NONE", "not blinded": "NONE", "single blind": "SINGLE", "double blind": "DOUBLE",
        "triple blind": "TRIPLE",
    },
    "intervention_model": {
        "parallel": "PARALLEL", "single": "SINGLE_GROUP", "crossover": "CROSSOVER", "cross-over": "CROSSOVER",
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
# What a line of EUCTR with "yes" tells.
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
    return next((term for beginning, term in beginnings if words.strip().lower().startswith(beginning)), None)


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


def _of_ctri(text: str) -> Any:
    """Read ``Randomized, Parallel Group Trial`` and the line about blinding below."""
    words = lines(text)
    parts = words.partition("\n")[0].split(",")
    design: dict[str, Any] = {}
    for part in parts:
        for attribute in ("allocation", "intervention_model"):
            if term := _term(attribute, part):
                design.setdefault(attribute, term)
    if match := _MASKED.search(words):
        masked = [_PARTIES.get(party.strip().lower()) for party in re.split(r",| and ", match[1])]
        if None not in masked:
            design |= {"masking": _MASKINGS[len(masked)], "who_masked": masked}
    elif re.search(r"Blinding and masking:\s*Open Label", words):
        design["masking"] = "NONE"
    return _part(design)


def _one_word(text: str) -> Any:
    """Read the one answer of ChiCTR; its ``Sequential`` is the answer for studies of all kinds, and says nothing."""
    return _held({attribute: _term(attribute, text) for attribute in ("allocation", "intervention_model")}) or NO_PLACE


LABELLED: Final = Conversion(_labelled, "a design with labels")
LINES_OF_YES: Final = Conversion(_lines_of_yes, "a design in lines with yes or no")
OF_CTRI: Final = Conversion(_of_ctri, "a design, such as 'Randomized, Parallel Group Trial'")
ONE_WORD: Final = Conversion(_one_word, "a design in one word")
