"""Rules that compare ages in the eligibility criteria with the limits of age (ELG)."""

import re
from functools import lru_cache
from typing import Final

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.criteria import AgeRange, CriterionKind, split_criteria
from ctmodel.model.criteria.facts import ages
from ctmodel.model.eligibility import Eligibility
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import WHOLE
from ctmodel.rules.definition import NOTE, WARNING, Problems, rule
from ctmodel.rules.quoting import quoted
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
# Ages of some: in brackets or behind another group of people, or in a text that tells groups apart.
_ALTERNATIVE = lazy_regex(
    r"[([]\s*+(?:or|and|including|children|adolescents|adults)\b|\b(?:or|and)\s+(?:\w+\s+)?(?:adults|children|adolescents"
    r"|infants|toddlers|teen\w*|youths?|minors|elderly|seniors|students|patients|healthy)\b|\beither\b|\bsubset\b",
    re.IGNORECASE,
)
_COHORT = lazy_regex(
    r"\b(?i:cohort|group|arm|part|stratum|sub-?study|phase)s?\s*+[A-Z0-9]\b|(?i:\bcohort|\bsub-?groups?|\bstrata)\b"
)


def _has_text_and_age(trial: Trial) -> bool:
    held = trial.eligibility
    return held is not None and bool(held.text) and (held.minimum_age is not None or held.maximum_age is not None)


def _lacks_age(trial: Trial) -> bool:
    held = trial.eligibility
    return held is not None and bool(held.text) and (held.minimum_age is None or held.maximum_age is None)


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

    Fix:
        Correct the limits, or the range in the text.

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

    Fix:
        Enter the range as minimum and maximum age.

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

    Fix:
        Correct the minimum age, or the text; if the criterion is about some of the participants, say so in it.

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
