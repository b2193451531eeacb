"""The work for a record grows with its size, whatever is repeated in it: function calls are counted, not seconds."""

import io
import sys
from collections.abc import Callable
from typing import Any

import pytest

import ctmodel
from ctmodel.tables import rows

Payload = dict[str, Any]


def calls(made: ctmodel.Trial) -> int:
    """Count the calls, those of built-in functions included, that making all rows of a trial takes."""
    made.results  # noqa: B018  structured before
    number = 0

    def count(frame: object, event: str, given: object) -> None:
        nonlocal number
        number += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        rows(made)
    finally:
        sys.setprofile(before)
    return number


def grows_with_the_size(build: Callable[[int], ctmodel.Trial]) -> None:
    calls(build(10))  # what is compiled at first use is compiled now
    once, twice, four_times = (calls(build(size)) for size in (100, 200, 400))
    assert once < twice < 2.2 * once
    assert four_times < 2.2 * twice


def many_classes(size: int) -> Payload:
    """Denominators of the measure, used by each of its classes."""
    held = {
        "denoms": [
            {"units": "Participants", "counts": [{"groupId": f"OG{index}", "value": "1"} for index in range(size)]}
        ],
        "groups": [{"id": f"OG{index}", "title": "x"} for index in range(size)],
        "classes": [{"categories": [{"measurements": [{"groupId": "OG1", "value": "1"}]}]} for _ in range(size)],
    }
    return {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [held]}}}


def many_units(size: int) -> Payload:
    """Denominators of the module in many units, of which each measure selects one."""
    held = {
        "denoms": [{"units": f"Unit {index}", "counts": [{"groupId": "BG0", "value": "1"}]} for index in range(size)],
        "groups": [{"id": "BG0", "title": "x"}],
        "measures": [
            {
                "denomUnitsSelected": f"Unit {index}",
                "classes": [{"categories": [{"measurements": [{"groupId": "BG0", "value": "1"}]}]}],
            }
            for index in range(size)
        ],
    }
    return {"resultsSection": {"baselineCharacteristicsModule": held}}


def equal_arms(size: int) -> Payload:
    """Arms and interventions that all have the same names."""
    arms = [{"label": "A", "interventionNames": ["Drug: X"]} for _ in range(size)]
    given = [{"type": "DRUG", "name": "X", "armGroupLabels": ["A"]} for _ in range(size)]
    return {"protocolSection": {"armsInterventionsModule": {"armGroups": arms, "interventions": given}}}


def nested_criteria(size: int) -> Payload:
    text = "Inclusion Criteria:\n\n" + "* one of:\n  * this\n  * that\n" * size
    return {"protocolSection": {"eligibilityModule": {"eligibilityCriteria": text}}}


def misfits(size: int) -> Payload:
    """Lists in which each second item does not fit."""
    terms = [item for _ in range(size) for item in ("Cough", 1)]
    stats = [item for _ in range(size) for item in ({"groupId": "EG0", "numAffected": 1}, [])]
    return {
        "protocolSection": {"conditionsModule": {"keywords": terms}},
        "resultsSection": {"adverseEventsModule": {"seriousEvents": [{"stats": stats}]}},
    }


@pytest.mark.parametrize("build", [many_classes, many_units, equal_arms, nested_criteria, misfits])
def test_records_of_the_native_format(build: Callable[[int], Payload]) -> None:
    grows_with_the_size(lambda size: ctmodel.structure(build(size)))


def test_records_of_other_formats() -> None:
    def build(size: int) -> ctmodel.Trial:
        sites = ";".join(f"Country {index}" for index in range(size))
        conditions = ";".join(f"Condition {index}" for index in range(size))
        record = f"<TrialID>NCT00000001</TrialID><Countries>{sites}</Countries><Condition>{conditions}</Condition>"
        text = f"<Trials_downloaded_from_ICTRP><Trial>{record}</Trial></Trials_downloaded_from_ICTRP>"
        return ctmodel.read(io.StringIO(text))

    grows_with_the_size(build)
