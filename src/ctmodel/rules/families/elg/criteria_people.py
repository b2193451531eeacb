"""Rules that compare sex and health in the eligibility criteria with the fields for them (ELG)."""

import re
from typing import Final

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.criteria import EligibilityCriterion
from ctmodel.model.criteria.facts import healthy_volunteers, pregnancies, sexes
from ctmodel.model.eligibility import Eligibility
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import WHOLE
from ctmodel.rules.definition import NOTE, WARNING, Problems, Record, rule
from ctmodel.rules.quoting import quoted
from ctmodel.terms.protocol import Sex

_DEFINITIONS: Final = "PRS data element definitions, Eligibility"
_NONE: Final = Eligibility()
_OTHERS_PREGNANT = lazy_regex(
    r"\b(?:(?:girl-?friend|partner|female|spouse|mother|couple)s?|wom[ae]n|wife|wives|father\w*|contracepti\w+|condoms?"
    r"|avoid\w*|prevent\w*)\b",
    re.IGNORECASE,
)
_BY_SEX = lazy_regex(
    r"(?:females?|women|woman)\b(?:\s+(?:sex|gender|patients?|participants?|subjects?))?", re.IGNORECASE
)
_END_OR_AGE = lazy_regex(r"\s*+(?:only\s*+)?(?:[.,;]*+$|[,;(]?\s*+(?:aged?\b|between\b|[≥<>]|\d))", re.IGNORECASE)
_ADMITTED = lazy_regex(r"\W*(?:(?:\w+\s+){0,2}for\s+)?healthy\b", re.IGNORECASE)
# "Healthy" says of people with the disease that nothing else ails them.
_BUT_ILL = lazy_regex(
    r"\b(?:with|who|whose|except|other than|apart|besides|but|having|suffering|affected|diagnosed|undergoing|scheduled"
    r"|planned|patients?|pregnan\w+|enough|siblings?|relatives?|mothers?|parents?)\b",
    re.IGNORECASE,
)
_DEMANDS_ILLNESS = lazy_regex(
    r"\b(?:patients?|diagnos\w+|suffer\w*|history of|confirmed|symptom\w*|diseases?|disorders?|undergo\w*|scheduled"
    r"|score|severity|clinical\w*)\b",
    re.IGNORECASE,
)
_HEALTHY_WORDS: Final = ("healthy", "volunteer")
# Controls and normal people, but neither birth control nor a negative control, no limit of normal nor normal function.
_COMPARED = lazy_regex(
    r"(?<!negative )(?<!positive )(?<!diluent )(?<!histamine )(?<!saline )(?<!unstimulated )\bcontrols\b"
    r"|(?:\bor|\bas|\bfor)\s(?:an?\s)?controls?\b(?!\sof\b)"
    r"|\bcontrol\W{1,3}(?:groups?|arms?|cohorts?|subjects?|participants?|patients?|individuals?|people|persons?|child"
    r"|children|adults?|wom[ae]n|m[ae]n|populations?|donors?|cases?)\b"
    r"|\bnormal[ -](?:weight\b|(?:\w{1,20}\s){0,2}(?:subjects?|participants?|individuals?|people|persons?|children"
    r"|adults?|wom[ae]n|m[ae]n|populations?|donors?)\b)"
)


def _is_for_males(trial: Trial) -> bool:
    return trial.eligibility is not None and trial.eligibility.sex == Sex.MALE


def _is_for_all(trial: Trial) -> bool:
    return trial.eligibility is not None and trial.eligibility.sex == Sex.ALL


def _refuses_healthy_volunteers(trial: Trial) -> bool:
    return trial.eligibility is not None and trial.eligibility.healthy_volunteers is False


def _accepts_healthy_volunteers(trial: Trial) -> bool:
    return trial.eligibility is not None and trial.eligibility.healthy_volunteers is True


@rule("ELG023", severity=WARNING, source=f"{_DEFINITIONS}, Sex", reads="eligibility", applies=_is_for_males)
def pregnancy_in_study_of_males(trial: Trial) -> Problems:
    """Only males can take part, but the criteria mention pregnancy or breastfeeding.

    Why:
        Either the sex is wrong, or the criteria were copied from another study. Female partners are not meant.

    Fix:
        Correct the sex, or remove the criterion.

    Fires:
        Trial(eligibility=Eligibility(sex=Sex.MALE, text="Exclusion Criteria: pregnant or lactating"))

    Silent:
        Trial(eligibility=Eligibility(sex=Sex.MALE, text="Exclusion Criteria: partner is pregnant"))
        Trial(eligibility=Eligibility(sex=Sex.ALL, text="Exclusion Criteria: pregnant or lactating"))
    """
    criteria = (trial.eligibility or _NONE).criteria
    known: dict[int, bool] = {}
    for mention in pregnancies(criteria):
        if not _is_about_others(mention.criterion, known):
            yield "eligibility.sex", f"the sex is MALE, but the criteria say {quoted(mention.criterion.text)}"
            return


def _is_about_others(criterion: EligibilityCriterion, known: dict[int, bool]) -> bool:
    """Whether a criterion or its lead-in is about people who do not take part; each is read once."""
    above: EligibilityCriterion | None = criterion
    unread = []
    while above is not None and id(above) not in known:
        unread.append(above)
        above = above.parent
    speaks = above is not None and known[id(above)]
    for held in reversed(unread):
        speaks = speaks or _OTHERS_PREGNANT.search(held.text) is not None
        known[id(held)] = speaks
    return speaks


@rule("ELG024", severity=NOTE, source=f"{_DEFINITIONS}, Sex", reads="eligibility", applies=_is_for_all)
def criteria_admit_only_females(trial: Trial, record: Record) -> Problems:
    r"""Both sexes can take part, but the inclusion criteria admit only females.

    Why:
        Searches by sex go by the field. Sometimes the criterion is about one of several cohorts.

    Fix:
        Set the sex to FEMALE, or say in the criterion which participants it is about.

    Fires:
        Trial(eligibility=Eligibility(sex=Sex.ALL, text="Inclusion Criteria:\n\n* Female patients aged 18 to 50 years"))

    Silent:
        Trial(eligibility=Eligibility(sex=Sex.ALL, text="Inclusion Criteria:\n\n* Female or male patients"))
    """
    if {criterion.text[:1] for criterion in record.criteria}.isdisjoint("fFwW"):
        return
    held = trial.eligibility or _NONE
    admitted = [criterion for criterion in held.inclusion if criterion.section.label is None]
    for criterion in admitted:
        opening = _BY_SEX.match(criterion.text) if criterion.text[:1] in "fFwW" else None
        if opening is None or criterion.depth or not _END_OR_AGE.match(criterion.text, opening.end()):
            continue
        if all(mention.topic == "female" for mention in sexes(admitted)):
            yield "eligibility.sex", f"the sex is ALL, but the criteria say {quoted(criterion.text)}"
        return


@rule(
    "ELG025",
    severity=WARNING,
    source=f"{_DEFINITIONS}, Accepts Healthy Volunteers",
    reads="eligibility conditions",
    applies=_refuses_healthy_volunteers,
    requires=WHOLE,
)
def criteria_admit_healthy_volunteers(trial: Trial) -> Problems:
    r"""Healthy volunteers are not accepted, and the inclusion criteria admit them.

    Why:
        Healthy people search by the field and do not find the study. Where other criteria ask for a disease, or name a
        condition of the study, "healthy" means that nothing else ails them.

    Fix:
        State that healthy volunteers are accepted, or reword the criterion.

    Fires:
        Trial(eligibility=Eligibility(healthy_volunteers=False, text="Inclusion Criteria:\n\n* Healthy adults"))

    Silent:
        Trial(eligibility=Eligibility(
            healthy_volunteers=False, text="Inclusion Criteria:\n\n* Healthy adults\n* Diagnosis of asthma"))
        Trial(eligibility=Eligibility(healthy_volunteers=True, text="Inclusion Criteria:\n\n* Healthy adults"))
        Trial(eligibility=Eligibility(healthy_volunteers=False, text="Exclusion Criteria:\n\n* Healthy volunteers"))
    """
    held = trial.eligibility or _NONE
    text = held.text or ""
    if not ("ealth" in text or "EALTH" in text):
        return
    admitted = [criterion for criterion in held.inclusion if _admits_healthy(criterion)]
    if admitted and not _asks_for_illness(trial, [each for each in held.inclusion if each not in admitted]):
        message = f"healthy_volunteers is false, but the criteria admit {quoted(admitted[0].text)}"
        yield "eligibility.healthy_volunteers", message


def _admits_healthy(criterion: EligibilityCriterion) -> bool:
    text = criterion.text
    return _ADMITTED.match(text) is not None and _BUT_ILL.search(text) is None and bool(healthy_volunteers(criterion))


def _asks_for_illness(trial: Trial, criteria: list[EligibilityCriterion]) -> bool:
    """Whether criteria beside those that admit healthy people ask for a disease, or name a condition of the study."""
    conditions = [name.casefold() for name in trial.conditions if "healthy" not in name.casefold()]
    texts = [criterion.text for criterion in criteria]
    return any(
        _DEMANDS_ILLNESS.search(text) or any(name in text.casefold() for name in conditions if name) for text in texts
    )


@rule(
    "ELG026",
    severity=NOTE,
    source=f"{_DEFINITIONS}, Accepts Healthy Volunteers",
    reads="eligibility",
    applies=_accepts_healthy_volunteers,
    default=False,
)
def healthy_volunteers_not_in_criteria(trial: Trial) -> Problems:
    r"""Healthy volunteers are accepted, but the criteria do not mention them.

    Why:
        Often the field was set for "no disease is required"; often it is wrong.

    Fix:
        State that healthy volunteers are not accepted, or add to the criteria who counts as healthy.

    Fires:
        Trial(eligibility=Eligibility(healthy_volunteers=True, text="Inclusion Criteria:\n\n* Asthma"))
        Trial(eligibility=Eligibility(healthy_volunteers=True, text="* Allergy\n* Uses birth control"))

    Silent:
        Trial(eligibility=Eligibility(healthy_volunteers=True, text="Inclusion Criteria:\n\n* Asthma, or control"))
    """
    text = ((trial.eligibility or _NONE).text or "").casefold()
    if text and not any(word in text for word in _HEALTHY_WORDS) and not _COMPARED.search(text):
        yield (
            "eligibility.healthy_volunteers",
            "healthy_volunteers is true, but the criteria do not mention healthy people",
        )
