"""Rules about planned outcome measures that are scores or scales (OUT)."""

import re

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import WHOLE
from ctmodel.rules.counting import Places, counted_items
from ctmodel.rules.definition import NOTE, Problems, rule
from ctmodel.rules.quoting import quoted

_DIGIT = lazy_regex(r"\d")
# An index is usually a ratio of measurements; these consist of questions.
_SCALE = lazy_regex(
    r"\b(?:scales?|scor(?:es?|ing)|questionnaires?|inventory)\b"
    r"|\b(?:disability|severity|quality|life|activity|symptoms?|syndrome|functional|fatigue|insomnia|sleep|depression"
    r"|anxiety|stress|health|pain|well-?being)\s+index",
    re.IGNORECASE,
)
_NO_SCALE = lazy_regex(
    r"\bz[- ]?scores?\b|\bscale[- ]up\b|\bsmall[- ]scale\b|\bquestionnaires\b|\A\W*questionnaire\W*\Z"
    r"|\bquestionnaire\s+(?:responses?|answers?|data)\b"
    r"|\b(?:by|from|using|with|via|through|and|to)\s+(?:an?\s+|the\s+)?questionnaire\b"
    r"|\bdetermined\s+by\b|\benergy\s+expenditure\b|\bCTCAE\b|\b(?:adverse|side)\s+(?:events?|effects?|reactions?)\b"
    r"|\b(?:risk|propensity|calcium|genetic|gene|signature|fibrosis|inotropic)\s+scores?\b",
    re.IGNORECASE,
)


@rule(
    "OUT013",
    severity=NOTE,
    source="NLM review criteria for results: range and direction of scales",
    reads="primary_outcomes",
    requires=WHOLE,
)
def scale_without_range(trial: Trial) -> Problems:
    """A primary outcome is a score or scale without a range.

    Why:
        Readers need the lowest and the highest value, and must know which one is better.

    Fix:
        State the lowest and the highest value, and whether higher is better or worse.

    Fires:
        Trial(primary_outcomes=[Outcome(measure="Pain score", description="Patients mark their pain.")])

    Silent:
        Trial(primary_outcomes=[Outcome(measure="Pain score", description="From 0 (none) to 10 (worst).")])
        Trial(primary_outcomes=[Outcome(measure="Overall survival")])
    """
    return counted_items(trial, "primary outcome", _scales(trial, "primary_outcomes"))


@rule(
    "OUT019",
    severity=NOTE,
    source="NLM review criteria for results: range and direction of scales; measured: 6.6 % of records",
    reads="secondary_outcomes",
    requires=WHOLE,
)
def secondary_scale_without_range(trial: Trial) -> Problems:
    """A secondary outcome is a score or scale without a range.

    Why:
        Readers need the lowest and the highest value, and must know which one is better.

    Fix:
        State the lowest and the highest value, and whether higher is better or worse.

    Fires:
        Trial(secondary_outcomes=[Outcome(measure="Oswestry Disability Index")])

    Silent:
        Trial(secondary_outcomes=[Outcome(measure="Pain score", description="From 0 (none) to 10 (worst).")])
        Trial(secondary_outcomes=[Outcome(measure="Body mass index"), Outcome(measure="BMI z-score")])
    """
    return counted_items(trial, "secondary outcome", _scales(trial, "secondary_outcomes"))


def _scales(trial: Trial, name: str) -> Places:
    outcomes = getattr(trial, name)
    # Nearly half of the lists have no word of a scale.
    if not _may_name_scale("\n".join([outcome.measure or "" for outcome in outcomes])):
        return
    for index, outcome in enumerate(outcomes):
        measure, description = outcome.measure or "", outcome.description or ""
        # Most measures of scales have a range or another number, which is found faster than a word.
        if not _may_name_scale(measure) or _DIGIT.search(measure) or _DIGIT.search(description):
            continue
        if not _SCALE.search(measure) or _NO_SCALE.search(measure):
            continue
        if not any(map(str.isdigit, measure)) and not any(map(str.isdigit, description)):
            message = f"{quoted(measure)} seems to be a scale without a range; give both ends, and say which is better"
            yield "no range", f"{name}[{index}].description", message


def _may_name_scale(text: str) -> bool:
    """Whether there is a part of a word of a scale, in lower or upper case."""
    lower = text.lower()
    return "scale" in lower or "scor" in lower or "quest" in lower or "index" in lower or "inven" in lower
