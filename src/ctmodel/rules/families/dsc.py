"""Rules about the brief summary and the detailed description (DSC)."""

import re
from collections.abc import Iterator

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.trial import Trial
from ctmodel.rules.comparing import folded
from ctmodel.rules.definition import NOTE, WARNING, Problems, Record, rule
from ctmodel.rules.lengths import overlong
from ctmodel.rules.quoting import quoted, quoted_around

_FIRST_PERSON = lazy_regex(r"\b[Ww]e (?:will|plan|aim|propose|intend|want|wish|would|hypothesi[sz]e)\b")
_P_VALUE = lazy_regex(r"\bp(?:[- ]?value)?\s{0,2}(?:\\?[<=>]|of)\s{0,2}0?\.[0-9]", re.IGNORECASE)
# Every p-value has one, and it is found faster.
_DECIMAL = lazy_regex(r"\.[0-9]")
_INCLUSION_HEADER, _EXCLUSION_HEADER = (
    lazy_regex(
        # At the start of a line; lines without a word are matched once, from the last word before them.
        rf"(?:\A\W*+|(?<=\w)[^\w\n]*+\n\W*+)(?:key |main |major )?{kind} criteria\b"
        rf"|\b{kind} criteria\W{{0,3}}(?::|\n)",
        re.IGNORECASE,
    )
    for kind in ("inclusion", "exclusion")
)
# A significance level is part of the method, not a result: words in the same sentence show that it is planned.
_SENTENCE_END = lazy_regex(r"[.;:!?]\s|\n")
_PLANNED = lazy_regex(
    r"\b(?:significan(?:t|ce)|thresholds?|cut-?offs?|levels?|alpha|will|would|consider\w*|regard\w*|deem\w*|criteri\w+|power\w*"
    r"|defin\w+|set|if|when|expect\w*|assum\w*|retain\w*|enter\w*|two-(?:sided|tailed)|one-(?:sided|tailed)|bonferroni"
    r"|accept\w*|reject\w*|hypothes[ie]s|stepwise|multivaria\w+|adjust\w*)\b|\u03b1",
    re.IGNORECASE,
)
_LONGEST_SENTENCE = 300
_LEVEL_BEFORE = lazy_regex(r"(?:\b(?:at|as|of|level|threshold|if|when)|\ba)\s*$", re.IGNORECASE)
_LEVEL_AFTER = lazy_regex(
    r"[0-9]*\)?,?\s+(?:(?:will be|is|was|are|were) )?(?:considered|regarded|deemed|taken)", re.IGNORECASE
)


def _texts(trial: Trial) -> Iterator[tuple[str, str]]:
    if trial.brief_summary:
        yield "brief_summary", trial.brief_summary
    if trial.detailed_description:
        yield "detailed_description", trial.detailed_description


def _has_description(trial: Trial) -> bool:
    return trial.detailed_description is not None


@overlong("DSC001", "brief_summary")
def brief_summary_too_long() -> None:
    """The brief summary is longer than the registry accepts.

    Why:
        The registry rejects or cuts it; details belong in the detailed description.

    Fix:
        Shorten the summary, and move details to the detailed description.

    Fires:
        Trial(brief_summary="Aspirin helps. " * 400)

    Silent:
        Trial(brief_summary="This study compares aspirin with placebo in adults with headache.")
    """


@overlong("DSC002", "detailed_description")
def detailed_description_too_long() -> None:
    """The detailed description is longer than the registry accepts.

    Why:
        The registry rejects or cuts it; the protocol itself can be uploaded.

    Fix:
        Shorten the description, or upload the protocol.

    Fires:
        Trial(detailed_description="Aspirin helps. " * 2200)

    Silent:
        Trial(detailed_description="Participants keep a diary for three months.")
    """


@rule(
    "DSC003",
    severity=NOTE,
    source="PRS definitions, Detailed Description: do not duplicate other items",
    reads="brief_summary detailed_description",
    applies=_has_description,
)
def description_is_the_summary(trial: Trial) -> Problems:
    """The detailed description repeats the brief summary word for word.

    Why:
        Readers expect more there, and search engines count the text twice.

    Fix:
        Extend the description, or remove it: the field is optional.

    Fires:
        Trial(brief_summary="Aspirin is compared.", detailed_description="Aspirin is compared")

    Silent:
        Trial(brief_summary="Aspirin is compared.", detailed_description="Participants keep a diary.")
    """
    summary, description = trial.brief_summary, trial.detailed_description
    if summary and description and abs(len(summary) - len(description)) < 100 and summary[:1] == description[:1]:
        plain = folded(summary)
        if plain and plain == folded(description):
            message = "the detailed description repeats the brief summary; expected more detail, or no description"
            yield "detailed_description", message


@rule(
    "DSC004",
    severity=WARNING,
    source="PRS definitions, Brief Summary: purpose of the study; none of 2583 records has a shorter one",
    reads="brief_summary",
)
def brief_summary_says_little(trial: Trial) -> Problems:
    """The brief summary is shorter than 40 characters.

    Why:
        A summary that short cannot say what the study is for.

    Fix:
        State in a few sentences what is studied, in whom and why.

    Fires:
        Trial(brief_summary="Aspirin study.")

    Silent:
        Trial(brief_summary="This study compares aspirin with placebo in adults with headache.")
    """
    summary = trial.brief_summary
    if summary and len(summary) < 40:
        yield "brief_summary", f"{quoted(summary)} is very short; expected the purpose of the study in plain language"


@rule(
    "DSC005",
    severity=NOTE,
    source="PRS definitions, Detailed Description: do not duplicate the eligibility criteria",
    reads="detailed_description",
    applies=_has_description,
)
def criteria_in_description(trial: Trial) -> Problems:
    r"""The detailed description lists inclusion and exclusion criteria.

    Why:
        The criteria have a field of their own; of two lists, one is forgotten when the criteria change.

    Fix:
        Move the criteria to the eligibility criteria.

    Fires:
        Trial(detailed_description="Inclusion Criteria:\n\n* Adults\n\nExclusion Criteria:\n\n* Asthma")

    Silent:
        Trial(detailed_description="Those who meet the inclusion criteria and no exclusion criteria keep a diary.")
    """
    text = trial.detailed_description or ""
    if not ("riteria" in text or "RITERIA" in text):
        return
    lower = text.lower()
    if not ("inclusion criteria" in lower and "exclusion criteria" in lower):
        return
    if _INCLUSION_HEADER.search(text) and _EXCLUSION_HEADER.search(text):
        message = (
            "the detailed description lists inclusion and exclusion criteria; move them to the eligibility criteria"
        )
        yield "detailed_description", message


@rule(
    "DSC006",
    severity=NOTE,
    source="ClinicalTrials.gov quality control review criteria: third person",
    reads="brief_summary",
)
def summary_in_first_person(trial: Trial) -> Problems:
    """The brief summary is written in the first person.

    Why:
        Readers of a registry do not know who "we" is.

    Fix:
        Write "the study" or name the sponsor instead of "we".

    Fires:
        Trial(brief_summary="In this study we will compare aspirin with placebo in adults.")

    Silent:
        Trial(brief_summary="The investigators will compare aspirin with placebo in adults.")
    """
    text = trial.brief_summary or ""
    match = _FIRST_PERSON.search(text) if "we " in text or "We " in text else None
    if match:
        yield "brief_summary", f"{quoted_around(text, *match.span())} is in the first person; use the third person"


@rule(
    "DSC007",
    default=False,
    severity=NOTE,
    source="ClinicalTrials.gov quality control review criteria: results in free text",
    reads="brief_summary detailed_description completion_date",
)
def result_in_description(trial: Trial, record: Record) -> Problems:
    """The description of a study that is not complete contains a p-value.

    Why:
        Results belong in the results section; results of earlier studies are better cited.

    Fix:
        Remove the result, or cite the publication that reports it.

    Fires:
        Trial(completion_date=PartialDate("2030-01"), brief_summary="In a pilot, aspirin helped (p<0.05).")

    Silent:
        Trial(completion_date=PartialDate("2020-01"), brief_summary="Aspirin helped (p<0.05).")
        Trial(completion_date=PartialDate("2030-01"), brief_summary="P<0.05 is considered significant.")
        Trial(completion_date=PartialDate("2030-01"), brief_summary="Tests will be two-sided, with p<0.05.")
    """
    end = trial.completion_date
    if end is None or end.earliest <= record.as_of:
        return
    for path, text in _texts(trial):
        if not _DECIMAL.search(text):
            continue
        match = next((found for found in _P_VALUE.finditer(text) if not _is_level(text, found)), None)
        if match:
            message = f"{quoted_around(text, *match.span())} looks like a result, but the study completes in {end}"
            yield path, f"{message}; cite earlier results as references"


def _is_level(text: str, match: re.Match[str]) -> bool:
    before = text[max(match.start() - _LONGEST_SENTENCE, 0) : match.start()]
    if _LEVEL_BEFORE.search(before[-20:]) or _LEVEL_AFTER.match(text, match.end()):
        return True
    ends = [end.end() for end in _SENTENCE_END.finditer(before)]
    sentence = before[ends[-1] :] if ends else before
    stop = _SENTENCE_END.search(text, match.end(), match.end() + _LONGEST_SENTENCE)
    behind = text[match.end() : stop.start() if stop is not None else match.end() + _LONGEST_SENTENCE]
    return _PLANNED.search(sentence) is not None or _PLANNED.search(behind) is not None
