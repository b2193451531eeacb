"""Time grows with the length of a text, and no faster; ``python -m tests.growth`` tries all cases."""

import pytest

from tests.growth.cases import of_texts, sample
from tests.growth.judging import Case, Growth, judged
from tests.growth.measuring import Stopwatch

WATCH = Stopwatch()


def growths(cases: list[Case]) -> list[Growth]:
    return [growth for case in cases for growth in judged(case).growths]


def test_a_sample() -> None:
    found = growths(sample(WATCH, seed=20))
    assert not found, "\n".join(map(str, found))


#: Shape and field of what grew too fast once.
ONCE = [
    ("criteria and line feeds", "/protocolSection/descriptionModule/detailedDescription of a trial"),
    ("criteria and punctuation", "/protocolSection/descriptionModule/detailedDescription of a trial"),
    ("phases", "/protocolSection/identificationModule/briefTitle of a trial"),
    ("exclusion headers", "/protocolSection/eligibilityModule/eligibilityCriteria of a trial"),
    ("women and spaces", "/protocolSection/eligibilityModule/eligibilityCriteria of a observational study"),
    ("host with combining marks", "/protocolSection/referencesModule/seeAlsoLinks/0/url of a trial"),
]


@pytest.mark.parametrize(("shape", "field"), ONCE)
def test_what_grew_too_fast_once(shape: str, field: str) -> None:
    (case,) = (case for case in of_texts(WATCH) if (case.shape, case.field) == (shape, field))
    assert not growths([case])
