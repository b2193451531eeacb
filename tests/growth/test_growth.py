"""Time grows with the length of a text, and no faster; ``python -m tests.growth`` tries all cases."""

import pytest
from attrs import evolve

from ctmodel.model.trial import Trial
from ctmodel.rules import RULES
from ctmodel.rules.definition import NOTE, Problems, Rule, rule
from tests.growth.cases import of_lists, of_texts, sample
from tests.growth.judging import Case, Growth, judged
from tests.growth.measuring import Stopwatch

pytestmark = pytest.mark.slow

WATCH = Stopwatch()
TITLE = "/protocolSection/identificationModule/briefTitle of a trial"


def growths(cases: list[Case]) -> list[Growth]:
    return [growth for case in cases for growth in judged(case).growths]


def one(cases: list[Case], shape: str, field: str) -> Case:
    (case,) = (case for case in cases if (case.shape, case.field) == (shape, field))
    return case


def test_a_sample() -> None:
    found = growths(sample(WATCH, seed=20))
    assert not found, "\n".join(map(str, found))


@pytest.mark.parametrize(
    ("shape", "field"),
    [
        ("phases", TITLE),
        ("criteria and line feeds", "/protocolSection/descriptionModule/detailedDescription of a trial"),
        ("criteria and punctuation", "/protocolSection/descriptionModule/detailedDescription of a trial"),
        ("women and spaces", "/protocolSection/eligibilityModule/eligibilityCriteria of a observational study"),
        ("spaces", "/resultsSection/outcomeMeasuresModule/outcomeMeasures/0/analyses/0/pValue of a trial"),
        ("host with combining marks", "/protocolSection/referencesModule/seeAlsoLinks/0/url of a trial"),
    ],
)
def test_texts_that_took_long_once(shape: str, field: str) -> None:
    assert not growths([evolve(one(of_texts(WATCH), shape, field), size=40_000)])


def test_headers_that_took_long_once() -> None:
    watch = Stopwatch(frozenset(rule for rule in RULES if rule.code == "ELG016"))
    case = one(
        of_texts(watch), "exclusion headers", "/protocolSection/eligibilityModule/eligibilityCriteria of a trial"
    )
    assert not growths([case])


@pytest.mark.parametrize("names", ["numbered", "astray"])
@pytest.mark.parametrize(
    "field",
    [
        "/protocolSection/armsInterventionsModule",
        "/resultsSection/participantFlowModule",
        "/resultsSection/baselineCharacteristicsModule",
        "/resultsSection/outcomeMeasuresModule",
    ],
)
def test_lists_that_took_long_once(names: str, field: str) -> None:
    assert not growths([one(of_lists(WATCH), f"all lists, items named {names}", field)])


def each_with_each(trial: Trial) -> Problems:
    """Compare each character with each other."""
    title = trial.brief_title or ""
    for start in range(0, len(title), 10):
        title[start:].count("b")
    yield from ()


def one_by_one(trial: Trial) -> Problems:
    """Look at each character, slowly."""
    for character in trial.brief_title or "":
        for _ in range(10):
            character.isalpha()
    yield from ()


def watching(check: object) -> Stopwatch:
    made = rule("TST001", severity=NOTE, source="a test", reads="brief_title")(check)
    assert isinstance(made, Rule)
    return Stopwatch(frozenset({made}))


def test_a_rule_that_takes_too_long_is_named() -> None:
    case = evolve(one(of_texts(watching(each_with_each)), "letters", TITLE), size=60_000)
    (found,) = growths([case])
    assert (found.step, found.case.shape, found.case.field) == ("TST001", "letters", TITLE)
    assert str(found).startswith("TST001: ")


def test_a_rule_that_is_slow_but_linear_is_not() -> None:
    case = one(of_texts(watching(one_by_one)), "letters", TITLE)
    assert judged(case).work["TST001"] > 0.01
    assert not growths([case])
