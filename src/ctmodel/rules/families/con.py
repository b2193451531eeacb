"""Rules about conditions and keywords (CON)."""

import re
from typing import Final

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.trial import Trial
from ctmodel.rules.comparing import folded, normalized, repeated
from ctmodel.rules.definition import NOTE, WARNING, Problems, rule
from ctmodel.rules.lengths import overlong
from ctmodel.rules.quoting import quoted

_CONDITIONS: Final = "PRS definitions, Primary Disease or Condition"
_KEYWORDS: Final = "PRS definitions, Keywords"
_SEPARATORS = lazy_regex(r"[,;]")
#: An explanation in brackets; if the bracket is not closed, up to the end of the text.
_IN_BRACKETS = lazy_regex(r"\([^()]*+(?:\)|$)|\[[^][]*+(?:\]|$)")
#: Words after which commas separate examples, kinds or adjectives of one condition.
_OF_ONE = lazy_regex(
    r"\b(?:or|includ(?:es?|ing)|such as|like|namely|especially|particularly|for example|e\.?\s?g|i\.?\s?e|viz)\b",
    re.IGNORECASE,
)
#: A comma and what kind of the condition is meant, as in terms of MeSH and ICD.
_KIND = lazy_regex(
    r",\s*+(?:acute|chronic|severe|moderate|mild|recurrent|refractory|relapsed|metastatic|advanced|unspecified|stage"
    r"|grade|type|adult|childhood|pediatric|juvenile|primary|secondary|familial|congenital|acquired|with|without|due"
    r"|in|of|not|on|by|after|during|most)\b",
    re.IGNORECASE,
)
_HEALTHY = frozenset({"healthy", "healthyvolunteer", "healthyvolunteers", "healthysubjects", "healthyparticipants"})


@rule("CON001", severity=WARNING, source=_CONDITIONS, reads="conditions")
def condition_repeated(trial: Trial) -> Problems:
    """A condition is listed twice.

    Why:
        Programs that count conditions see two where there is one.

    Fix:
        Remove one of the two entries.

    Fires:
        Trial(conditions=["Headache", "headache"])

    Silent:
        Trial(conditions=["Headache", "Migraine"])
    """
    return _repeated("conditions", trial.conditions)


@rule("CON002", severity=NOTE, source=_KEYWORDS, reads="keywords")
def keyword_repeated(trial: Trial) -> Problems:
    """A keyword is listed twice.

    Why:
        The second adds nothing: searches find the record by the first.

    Fix:
        Remove one of the two entries.

    Fires:
        Trial(keywords=["Aspirin", "aspirin"])

    Silent:
        Trial(keywords=["Aspirin", "Acetylsalicylic acid"])
    """
    return _repeated("keywords", trial.keywords)


def _repeated(name: str, texts: list[str]) -> Problems:
    # Spellings that differ by more than case, such as with and without a hyphen, can both help searches.
    for index, text, earlier in repeated(texts, normalized):
        yield f"{name}[{index}]", f"{quoted(text)} repeats {name}[{earlier}]; remove one"


@overlong("CON003", "conditions[]", "keywords[]")
def condition_or_keyword_too_long() -> None:
    """A condition or keyword is longer than the registry accepts.

    Why:
        The registry rejects or cuts it; often the entry is a sentence, or several terms in one.

    Fix:
        Shorten the entry to one term, and list other terms separately.

    Fires:
        Trial(conditions=["Headache, " * 20])
        Trial(keywords=["Headache, " * 20])

    Silent:
        Trial(conditions=["Headache"], keywords=["Aspirin"])
    """


@rule(
    "CON004",
    severity=NOTE,
    source="ClinicalTrials.gov quality control review criteria: one condition an entry",
    reads="conditions",
)
def several_conditions_in_one(trial: Trial) -> Problems:
    """A single entry lists several conditions.

    Why:
        The registry assigns MeSH terms entry by entry; from a list in one entry, it derives some of them or none.

    Fix:
        Enter each condition separately.

    Fires:
        Trial(conditions=["Headache; migraine without aura; tension headache; trigeminal neuralgia"])

    Silent:
        Trial(conditions=["Headache", "Migraine Without Aura"])
        Trial(conditions=["Diabetes Mellitus, Type 2"])
        Trial(conditions=["Locally Advanced, Unresectable, or Metastatic Non-small Cell Lung Cancer"])
        Trial(conditions=["Cardiovascular Diseases (includes heart failure, stroke, coronary disease, hypertension)"])
        Trial(conditions=["Solid tumors of the abdomen, e.g. of the liver, the pancreas, the stomach, the colon"])
        Trial(conditions=["Major Depressive Disorder, Recurrent, Severe, Without Psychotic Features in Adults"])
    """
    for index, text in enumerate(trial.conditions):
        if len(text) > 60 and not _OF_ONE.search(text) and not _KIND.search(text):
            terms = len(_SEPARATORS.findall(_IN_BRACKETS.sub("", text))) + 1
            if terms > 2:
                yield f"conditions[{index}]", f"{quoted(text)} seems to list {terms} conditions; expected one per entry"


@rule("CON005", severity=NOTE, source=_KEYWORDS, reads="keywords conditions", default=False)
def keyword_is_a_condition(trial: Trial) -> Problems:
    """A keyword repeats a condition.

    Why:
        Searches find the record by its conditions anyway.

    Fix:
        Remove the keyword, and use keywords for what the other fields do not say.

    Fires:
        Trial(conditions=["Headache"], keywords=["headache"])

    Silent:
        Trial(conditions=["Headache"], keywords=["aspirin"])
    """
    if trial.keywords and trial.conditions:
        conditions = {folded(text) for text in trial.conditions} - {""}
        for index, text in enumerate(trial.keywords):
            if folded(text) in conditions:
                yield f"keywords[{index}]", f"{quoted(text)} is listed as a condition already; remove it"


@rule(
    "CON006",
    severity=WARNING,
    source="PRS definitions, Accepts Healthy Volunteers",
    reads="conditions eligibility",
)
def healthy_volunteers_not_accepted(trial: Trial) -> Problems:
    """The condition is healthy volunteers, but the study does not accept them.

    Why:
        One of the two is wrong, and searches for healthy volunteers use eligibility.healthy_volunteers.

    Fix:
        Correct whether healthy volunteers are accepted, or name the condition that the study is about.

    Fires:
        Trial(conditions=["Healthy Volunteers"], eligibility=Eligibility(healthy_volunteers=False))

    Silent:
        Trial(conditions=["Healthy Volunteers"], eligibility=Eligibility(healthy_volunteers=True))
        Trial(conditions=["Headache"], eligibility=Eligibility(healthy_volunteers=False))
    """
    if trial.eligibility is not None and trial.eligibility.healthy_volunteers is False:
        for index, text in enumerate(trial.conditions):
            if len(text) < 25 and folded(text) in _HEALTHY:
                message = (
                    f"the condition is {text!r}, but eligibility.healthy_volunteers is false; one of them is wrong"
                )
                yield f"conditions[{index}]", message
