"""Ages and durations."""

import pickle

import pytest

from ctmodel import Age, Duration


def test_number_unit_and_text_are_kept() -> None:
    age = Age.parse("3 Years")
    assert (age.number, age.unit, age.text, str(age)) == (3, "Years", "3 Years", "3 Years")
    assert age == Age(3, "Years")
    assert Age.parse("018 Years").text == "018 Years"
    assert Age.parse("018 Years") != Age(18, "Years")
    assert pickle.loads(pickle.dumps(age)) == age
    assert repr(age) == "Age(number=3, unit='Years')"


@pytest.mark.parametrize(
    "text",
    ["", "18", "18 years", "18Years", "1.5 Years", "-1 Years", "18 Years ", "N/A", "9" * 10 + " Years", "٣ Years"],
)
def test_what_is_no_age(text: str) -> None:
    with pytest.raises(ValueError, match="is not a whole number and a unit"):
        Age.parse(text)


@pytest.mark.parametrize(("number", "unit"), [(-1, "Years"), (18, "years"), (10**9, "Days")])
def test_what_makes_no_age(number: int, unit: str) -> None:
    with pytest.raises(ValueError, match="is not a whole number and a unit"):
        Age(number, unit)  # type: ignore[arg-type]


def test_the_order_is_that_of_a_date_plus_the_age() -> None:
    ages = [
        Age(18, "Years"),
        Age(30, "Minutes"),
        Age(6, "Months"),
        Age(1, "Year"),
        Age(13, "Months"),
        Age(2, "Weeks"),
        Age(5, "Hours"),
        Age(3, "Days"),
    ]
    assert [age.text for age in sorted(ages)] == [
        "30 Minutes", "5 Hours", "3 Days", "2 Weeks", "6 Months", "1 Year", "13 Months", "18 Years",
    ]  # fmt: skip
    assert Age(1, "Year") <= Age(12, "Months") <= Age(1, "Year")
    assert Age(1, "Year") >= Age(12, "Months")
    assert not Age(1, "Year") < Age(12, "Months")
    assert not Age(1, "Year") > Age(12, "Months")
    assert Age(1, "Year") != Age(12, "Months")


def test_past_the_calendar_the_order_goes_on() -> None:
    assert Age(9_000, "Years") < Age(999_999_998, "Years") < Age(999_999_999, "Years")
    assert Duration(999_999_999, "Months") < Duration(999_999_999, "Years")


def test_other_types_have_no_order() -> None:
    for compare in ("__lt__", "__le__", "__gt__", "__ge__"):
        assert getattr(Age(1, "Year"), compare)(5) is NotImplemented
    assert Age(1, "Year") != Duration(1, "Year")
