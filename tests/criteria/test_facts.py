"""Facts in criteria: found where they are clear, left out where not."""

import pytest

from ctmodel.model.criteria import Topic, ages, healthy_volunteers, pregnancies, sexes, split_criteria
from ctmodel.model.eligibility import Eligibility
from ctmodel.values import Age


@pytest.mark.parametrize(
    ("words", "lower", "upper", "included"),
    [
        ("18 to 65 years", "18 Years", "65 Years", (True, True)),
        ("Age 18-65", "18 Years", "65 Years", (True, True)),
        ("Aged between 6 months and 3 years", "6 Months", "3 Years", (True, True)),
        ("Adults 18 to 65 years of age, inclusive", "18 Years", "65 Years", (True, True)),
        ("\\>= 18 years", "18 Years", None, (True, True)),
        ("≥18 years old", "18 Years", None, (True, True)),
        ("Age \\> 18 years", "18 Years", None, (False, True)),
        ("aged 18 or older", "18 Years", None, (True, True)),
        ("Participants at least 12 years of age", "12 Years", None, (True, True)),
        ("Children under 5 years of age", None, "5 Years", (True, False)),
        ("Infants up to 12 months of age", None, "12 Months", (True, True)),
    ],
)
def test_ages(words: str, lower: str | None, upper: str | None, included: tuple[bool, bool]) -> None:
    text = f"Inclusion Criteria:\n\n* Consent\n* {words}\n"
    (found,) = ages(text)
    assert (found.lower, found.upper) == tuple(Age.parse(age) if age else None for age in (lower, upper))
    assert (found.lower_included, found.upper_included) == included
    assert text[found.start : found.end] == found.text
    assert found.criterion == split_criteria(text).criteria[1]


@pytest.mark.parametrize(
    "words",
    [
        "Asthma for 2 to 5 years",
        "Treated 18 to 24 months after surgery",
        "Age at least 2 years after transplantation",
        "BMI 18 to 30 kg/m2",
        "Smoked for at least 10 years",
        "Haemoglobin \\> 9 g/dL",
        "Life expectancy \\>= 12 months",
        "\\>= 2 years since diagnosis",
        "Age does not matter",
        "Aged 65 to 18 years",
        "18",
    ],
)
def test_no_ages(words: str) -> None:
    assert ages(f"Inclusion Criteria:\n\n* {words}\n") == []


def test_mentions() -> None:
    text = "Inclusion Criteria:\n\n* Healthy male volunteers, or women who are not pregnant or breastfeeding\n"
    assert [(found.topic, found.text) for found in sexes(text)] == [(Topic.MALE, "male"), (Topic.FEMALE, "women")]
    assert [found.text for found in pregnancies(text)] == ["pregnant", "breastfeeding"]
    assert [found.text for found in healthy_volunteers(text)] == ["Healthy male volunteers"]
    assert all(text[found.start : found.end] == found.text for found in sexes(text))


def test_sources() -> None:
    text = "Inclusion Criteria:\n\n* Age 18-65\n\nExclusion Criteria:\n\n* Pregnancy\n"
    criteria = split_criteria(text)
    assert ages(criteria) == ages(text) == ages(criteria.criteria) == ages(criteria.inclusion[0])
    assert ages(criteria.exclusion) == []


def test_every_source_has_the_same_facts() -> None:
    text = "Inclusion Criteria:\n\n* Healthy women aged 18 to 65 years\n\nExclusion Criteria:\n\n* Pregnant\n"
    split = split_criteria(text)
    for find in (ages, sexes, pregnancies, healthy_volunteers):
        found = find(text)
        assert found
        for source in (Eligibility(text=text), split, split.criteria, iter(split.criteria)):
            assert find(source) == found
        assert find(Eligibility()) == []
