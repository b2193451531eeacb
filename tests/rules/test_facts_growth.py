"""The rules about facts in the criteria read each text once, whatever mentions it holds and is above."""

import re

import pytest

from ctmodel import Trial, validate
from ctmodel.model.eligibility import Eligibility
from ctmodel.rules.families.elg import criteria_people
from ctmodel.terms.protocol import Sex


class Counted:
    """A pattern that counts the characters it is asked to search."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern = pattern
        self.characters = 0

    def search(self, text: str) -> re.Match[str] | None:
        self.characters += len(text)
        return self.pattern.search(text)


def found(text: str) -> bool:
    trial = Trial(eligibility=Eligibility(sex=Sex.MALE, text=text))
    return bool(validate(trial, select=["ELG023"]))


@pytest.mark.parametrize(
    "text",
    [
        "Exclusion Criteria:\n\n* Partner is " + "pregnant, " * 500,
        "Exclusion Criteria:\n\n* Partner " + "b " * 2_000 + "\n" + "  * pregnant\n" * 500,
        "Exclusion Criteria:\n\n* Partner\n" + "".join(f"{' ' * depth}* pregnant\n" for depth in range(1, 500)),
    ],
    ids=["many mentions in one criterion", "many criteria below a long lead-in", "criteria nested deep"],
)
def test_each_text_is_read_once(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    counted = Counted(criteria_people._OTHERS_PREGNANT)
    monkeypatch.setattr(criteria_people, "_OTHERS_PREGNANT", counted)
    assert not found(text)
    assert 0 < counted.characters <= len(text)


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("* Any of:\n  * pregnant", True),
        ("* Partner with any of:\n  * pregnant", False),
        ("* Any of:\n  * partner\n    * pregnant", False),
        ("* Partner with any of:\n  * pregnant\n* lactating", True),
        ("* Any of:\n  * partner is pregnant\n  * lactating", True),
    ],
)
def test_lead_ins_tell_of_whom_a_criterion_is(text: str, reported: bool) -> None:
    assert found(f"Exclusion Criteria:\n\n{text}") is reported
