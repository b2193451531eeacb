"""Rules that compare what the eligibility criteria say with the fields beside them (ELG)."""

import re
from functools import lru_cache
from typing import Final

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.criteria import AgeRange, CriterionKind, EligibilityCriterion, split_criteria
from ctmodel.model.criteria.facts import ages, healthy_volunteers, pregnancies, sexes
from ctmodel.model.eligibility import Eligibility
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import WHOLE
from ctmodel.rules.definition import NOTE, WARNING, Problems, rule
from ctmodel.rules.quoting import quoted
from ctmodel.terms.protocol import Sex
from ctmodel.values import Age

_DEFINITIONS: Final = "PRS data element definitions, Eligibility"
_NONE: Final = Eligibility()
_DAYS: Final = {"Year": 365.25, "Month": 30.44, "Week": 7.0, "Day": 1.0, "Hour": 1 / 24, "Minute": 1 / 1440}
# The words without which ages are not looked for, and of whom the ages of a criterion are, if not of the participants.
_AGE = lazy_regex(r"\b(?:[Aa]ged?|AGED?|[Aa]ges|[Yy]ears?|y/?o|yrs?|old|\d+-?y)\b")
_DIGIT = lazy_regex(r"\d")
_DIGIT_Y = lazy_regex(r"\d-?y")
_OTHERS = lazy_regex(
    r"\b(?:caregivers?|carers?|parents?|mothers?|fathers?|guardians?|partners?|donors?|controls?|siblings?|relatives?"
    r"|famil(?:y|ies)|cohorts?|groups?|arms?|parts?|phases?|diagnos\w+|onset|women|females?|men|males?|sites?"
    r"|countr(?:y|ies)|if|for|consent|assent|first|feasible|gestation\w*|birth|born)\b",
    re.IGNORECASE,
)
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
# Ages of some: in brackets or behind another group of people, or in a text that tells groups apart.
_ALTERNATIVE = lazy_regex(
    r"[([]\s*+(?:or|and|including|children|adolescents|adults)\b|\b(?:or|and)\s+(?:\w+\s+)?(?:adults|children|adolescents"
    r"|infants|toddlers|teen\w*|youths?|minors|elderly|seniors|students|patients|healthy)\b|\beither\b|\bsubset\b",
    re.IGNORECASE,
)
_COHORT = lazy_regex(
    r"\b(?i:cohort|group|arm|part|stratum|sub-?study|phase)s?\s*+[A-Z0-9]\b|(?i:\bcohort|\bsub-?groups?|\bstrata)\b"
)

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


def _has_text_and_age(trial: Trial) -> bool:
    held = trial.eligibility
    return held is not None and bool(held.text) and (held.minimum_age is not None or held.maximum_age is not None)


def _lacks_age(trial: Trial) -> bool:
    held = trial.eligibility
    return held is not None and bool(held.text) and (held.minimum_age is None or held.maximum_age is None)


def _is_for_males(trial: Trial) -> bool:
    return trial.eligibility is not None and trial.eligibility.sex == Sex.MALE


def _is_for_all(trial: Trial) -> bool:
    return trial.eligibility is not None and trial.eligibility.sex == Sex.ALL


def _refuses_healthy_volunteers(trial: Trial) -> bool:
    return trial.eligibility is not None and trial.eligibility.healthy_volunteers is False


def _accepts_healthy_volunteers(trial: Trial) -> bool:
    return trial.eligibility is not None and trial.eligibility.healthy_volunteers is True


@lru_cache(maxsize=1)
def _stated(text: str) -> tuple[AgeRange, ...]:
    """The ages that the text states of all participants, as far as it tells; three rules ask for those of a record."""
    criteria = [
        criterion
        for criterion in split_criteria(text).criteria
        if criterion.kind is not CriterionKind.EXCLUSION
        and criterion.section.label is None
        and not criterion.depth
        and _may_state_age(criterion.text)
        and _AGE.search(criterion.text)
        and not _OTHERS.search(criterion.text)
    ]
    return tuple(ages(criteria))


def _may_state_age(text: str) -> bool:
    """Whether there are a digit and letters of a word of age, which is found out faster."""
    return _DIGIT.search(text) is not None and (
        "ge" in text
        or "ear" in text
        or "old" in text
        or "GE" in text
        or "yr" in text
        or "yo" in text
        or "y/o" in text
        or _DIGIT_Y.search(text) is not None
    )


def _days(age: Age) -> float:
    return age.number * _DAYS[age.unit.removesuffix("s")]


def _differ(stated: Age | None, field: Age | None) -> bool:
    """Whether two ages differ by more than one unit, the larger of theirs."""
    if stated is None or field is None:
        return False
    unit = max(_DAYS[stated.unit.removesuffix("s")], _DAYS[field.unit.removesuffix("s")])
    return abs(_days(stated) - _days(field)) > unit * 1.01


def _is_stated(field: Age | None, held: Eligibility) -> bool:
    """Whether any criterion states the age, be it of some of the participants: then nothing contradicts it."""
    return any(
        age is not None and not _differ(age, field)
        for found in ages(held.criteria)
        for age in (found.lower, found.upper)
    )


@rule("ELG020", severity=WARNING, source=f"{_DEFINITIONS}, Age Limits", reads="eligibility", applies=_has_text_and_age)
def age_range_disagrees_with_text(trial: Trial) -> Problems:
    """The criteria state a range of ages that contradicts the limits of age.

    Why:
        Searches by age go by the limits. Usually a limit has the wrong unit, or was not changed with the text.

    Fires:
        Trial(eligibility=Eligibility(text="* Patients aged 18-50 years", minimum_age=Age(18, "Months")))

    Silent:
        Trial(eligibility=Eligibility(text="* Patients aged 18-50 years", minimum_age=Age(18, "Years")))
        Trial(eligibility=Eligibility(text="* Caregivers aged 18-50 years", maximum_age=Age(12, "Years")))
    """
    held = trial.eligibility or _NONE
    ranges = [found for found in _stated(held.text or "") if found.lower is not None and found.upper is not None]
    if not ranges:
        return
    for attribute, end in (("minimum_age", "lower"), ("maximum_age", "upper")):
        field = getattr(held, attribute)
        if all(_differ(getattr(found, end), field) for found in ranges) and not _is_stated(field, held):
            message = f"{attribute} is {field}, but the criteria say {quoted(ranges[0].text)}; check number and unit"
            yield f"eligibility.{attribute}", message


@rule(
    "ELG021",
    severity=NOTE,
    source=f"{_DEFINITIONS}, Age Limits",
    reads="eligibility",
    applies=_lacks_age,
    requires=WHOLE,
)
def age_limit_only_in_text(trial: Trial) -> Problems:
    """The criteria state a range of ages, and a limit of age is not given.

    Why:
        Searches by age go by the limits and offer the study to people who cannot take part. A range of some of the
        participants is not a range of all: a text with several ranges, or ages in brackets or after "or", is exempt.

    Fires:
        Trial(eligibility=Eligibility(text="* Patients aged 18-50 years", minimum_age=Age(18, "Years")))

    Silent:
        Trial(eligibility=Eligibility(text="* Patients aged 18 years or older", minimum_age=Age(18, "Years")))
        Trial(eligibility=Eligibility(text="* Adults (or children 12-17 years old)", minimum_age=Age(12, "Years")))
    """
    held = trial.eligibility or _NONE
    text = held.text or ""
    found = _range_of_all(text)
    if found is not None and not _COHORT.search(text):
        for attribute, age in (("minimum_age", found.lower), ("maximum_age", found.upper)):
            if age is not None and age.number and getattr(held, attribute) is None:
                yield f"eligibility.{attribute}", f"{attribute} is not given, but the criteria say {quoted(found.text)}"


def _range_of_all(text: str) -> AgeRange | None:
    """The one range of ages that the text states, if it is of all participants."""
    stated = _stated(text)
    if len(stated) != 1 or stated[0].lower is None or stated[0].upper is None:
        return None
    words = stated[0].criterion.text
    return None if _ALTERNATIVE.search(words) else stated[0]


@rule("ELG022", severity=NOTE, source=f"{_DEFINITIONS}, Age Limits", reads="eligibility", applies=_has_text_and_age)
def minimum_age_disagrees_with_text(trial: Trial) -> Problems:
    """The inclusion criteria state a lowest age that is not the minimum age.

    Why:
        Searches by age go by the limit. Sometimes the criterion is about a part of the participants only.

    Fires:
        Trial(eligibility=Eligibility(text="* >= 18 years of age", minimum_age=Age(12, "Years")))

    Silent:
        Trial(eligibility=Eligibility(text="* >= 18 years of age", minimum_age=Age(18, "Years")))
    """
    held = trial.eligibility or _NONE
    if held.minimum_age is None:
        return
    lowest = [found for found in _stated(held.text or "") if found.lower is not None]
    differ = all(found.upper is None and _differ(found.lower, held.minimum_age) for found in lowest)
    if lowest and differ and not _is_stated(held.minimum_age, held):
        message = f"minimum_age is {held.minimum_age}, but the criteria say {quoted(lowest[0].text)}"
        yield "eligibility.minimum_age", message


@rule("ELG023", severity=WARNING, source=f"{_DEFINITIONS}, Sex", reads="eligibility", applies=_is_for_males)
def pregnancy_in_study_of_males(trial: Trial) -> Problems:
    """Only males can take part, but the criteria mention pregnancy or breastfeeding.

    Why:
        Either the sex is wrong, or the criteria were copied from another study. Female partners are not meant.

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
def criteria_admit_only_females(trial: Trial) -> Problems:
    r"""Both sexes can take part, but the inclusion criteria admit only females.

    Why:
        Searches by sex go by the field. Sometimes the criterion is about one of several cohorts.

    Fires:
        Trial(eligibility=Eligibility(sex=Sex.ALL, text="Inclusion Criteria:\n\n* Female patients aged 18 to 50 years"))

    Silent:
        Trial(eligibility=Eligibility(sex=Sex.ALL, text="Inclusion Criteria:\n\n* Female or male patients"))
    """
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
