"""What an error says that was probably meant."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

import ctmodel
from ctmodel import Age, Arm, Eligibility, Intervention, PartialDate, Trial

Verb = Callable[[Trial], object]
VERBS: list[Verb] = [ctmodel.unstructure, ctmodel.dumps, ctmodel.validate]


def trial(**held: Any) -> Trial:
    return Trial(nct_id="NCT00000001", **held)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize(
    ("made", "message"),
    [
        (
            trial(start_date="2027-01"),
            "start_date: expected PartialDate, not str '2027-01'; did you mean PartialDate(\"2027-01\")?",
        ),
        (
            trial(start_date=dt.date(2027, 1, 5)),
            "start_date: expected PartialDate, not date datetime.date(2027, 1, 5); did you mean PartialDate(\"2027-01-05\")?",
        ),
        (trial(start_date=2027), 'start_date: expected PartialDate, not int 2027; did you mean PartialDate("2027")?'),
        (trial(start_date=10_000), "start_date: expected PartialDate, not int 10000"),
        (trial(start_date=True), "start_date: expected PartialDate, not bool True"),
        (trial(start_date=""), "start_date: expected PartialDate, not str ''"),
        (trial(start_date="January 2027"), "start_date: expected PartialDate, not str 'January 2027'"),
        (trial(start_date=Age(3, "Years")), "start_date: expected PartialDate, not Age Age(number=3, unit='Years')"),
        # A full date is due, and the text gives a month.
        (trial(last_update_post_date="2027-01"), "last_update_post_date: expected PartialDate, not str '2027-01'"),
        (
            trial(eligibility=Eligibility(minimum_age="3 Years")),  # type: ignore[arg-type]
            "eligibility.minimum_age: expected Age, not str '3 Years'; did you mean Age(3, \"Years\")?",
        ),
        (
            trial(eligibility=Eligibility(minimum_age="3")),  # type: ignore[arg-type]
            "eligibility.minimum_age: expected Age, not str '3'",
        ),
        (trial(target_duration="1 Year"), "target_duration: expected Duration, not str '1 Year'; did you mean Duration(1, \"Year\")?"),
        (trial(conditions="Cancer"), "conditions: expected a list, not str 'Cancer'; did you mean ['Cancer']?"),
        (trial(conditions=""), "conditions: expected a list, not str ''"),
        (trial(conditions="C" * 60), f"conditions: expected a list, not str '{'C' * 60}'; did you mean ['{'C' * 60}']?"),
        (trial(conditions="C" * 61), f"conditions: expected a list, not str '{'C' * 61}'"),
    ],
)  # fmt: skip
def test_hints(verb: Verb, made: Trial, message: str) -> None:
    with pytest.raises(TypeError) as caught:
        verb(made)
    assert str(caught.value) == message


@pytest.mark.parametrize(("text", "value"), [("2027-01", PartialDate("2027-01")), ("18 Months", Age(18, "Months"))])
def test_what_was_meant_is_accepted(text: str, value: object) -> None:
    holder, name = (trial(), "start_date") if isinstance(value, PartialDate) else (Eligibility(), "minimum_age")
    setattr(holder, name, text)
    made = holder if isinstance(holder, Trial) else trial(eligibility=holder)
    with pytest.raises(TypeError) as caught:
        ctmodel.dumps(made)
    meant = str(caught.value).partition("did you mean ")[2].removesuffix("?")
    assert eval(meant, {"PartialDate": PartialDate, "Age": Age}) == value  # noqa: S307
    setattr(holder, name, value)
    assert text in ctmodel.dumps(made)


def test_items_of_lists() -> None:
    wrong: Any = trial(arms=[Arm(label="A"), Arm(intervention_names="Drug: X")], interventions=[Intervention()])
    with pytest.raises(TypeError, match=r"^arms\[1\].intervention_names: expected a list, .* mean \['Drug: X'\]\?$"):
        ctmodel.dumps(wrong)
