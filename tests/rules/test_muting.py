"""What rules say beside values that do not fit."""

from typing import Any

import pytest

import ctmodel
from ctmodel import Severity, Trial
from ctmodel.formats.format import Refused
from ctmodel.formats.registry import view_of
from ctmodel.rules import Problems, rule
from ctmodel.rules.engine import CheckedTrial, Engine
from ctmodel.rules.muting import Muting
from ctmodel.rules.profiles import Profile
from ctmodel.rules.records import RecordKind
from ctmodel.rules.texts import TEXTUAL
from tests.rules.expressions import AS_OF

ALL = Profile("all", "Every rule.", all_rules=True)


def codes(module: dict[str, Any], *select: str) -> list[tuple[str, str]]:
    trial = ctmodel.structure({"protocolSection": module})
    found = ctmodel.validate(trial, select=["STR004", *select], records="whole", as_of="2026-01-01")
    return [(finding.code, finding.path) for finding in found]


def references(*items: Any) -> dict[str, Any]:
    return {"referencesModule": {"references": [*items]}}


WRONG = {"pmid": "PMID: 12345678", "type": "RESULT", "citation": "Y"}


@pytest.mark.parametrize(
    ("module", "found"),
    [
        (references({**WRONG, "pmid": 12345678}, WRONG), [("STR004", "references[0].pmid"), ("REF003", "references[1].pmid")]),
        (references(WRONG, {**WRONG, "pmid": 12345678}), [("REF003", "references[0].pmid"), ("STR004", "references[1].pmid")]),
        (references(7, WRONG), [("STR004", "references"), ("REF003", "references[0].pmid")]),
        (references(WRONG, "x", WRONG), [("REF003", "references[0].pmid"), ("STR004", "references"), ("REF003", "references[1].pmid")]),
        # Of the item itself nothing is said beside that it does not fit.
        (references({**WRONG, "citation": 5}), [("STR004", "references[0].citation")]),
        ({"referencesModule": {"references": "x"}}, [("STR004", "references")]),
        ({"referencesModule": "x"}, [("STR004", "")]),
    ],
)  # fmt: skip
def test_an_item_that_does_not_fit_mutes_rules_for_itself(module: dict[str, Any], found: list[tuple[str, str]]) -> None:
    assert codes(module, "REF003") == found


def test_what_rests_on_the_whole_list_is_not_said() -> None:
    """An outcome that does not fit is an outcome."""
    assert codes({"outcomesModule": {"primaryOutcomes": ["Pain"]}}, "OUT001", "OUT002") == [
        ("STR004", "primary_outcomes")
    ]
    assert ("OUT002", "primary_outcomes") in codes({"outcomesModule": {"primaryOutcomes": []}}, "OUT001", "OUT002")


def test_what_refers_to_the_item_is_not_said() -> None:
    arms = {"armGroups": [{"label": 5}, {"label": "B"}], "interventions": [{"name": "X", "armGroupLabels": ["A", "B"]}]}
    assert codes({"armsInterventionsModule": arms}, "ARM018") == [("STR004", "arms[0].label")]
    arms["armGroups"][0]["label"] = "C"  # type: ignore[index]
    assert codes({"armsInterventionsModule": arms}, "ARM018") == [("ARM018", "interventions[0].arm_group_labels[0]")]


def test_each_text_is_judged_by_itself() -> None:
    module = {
        "identificationModule": {"briefTitle": "A title with a \x01 control character", "officialTitle": 5},
        "conditionsModule": {"keywords": ["good", 7, "b\x01d"]},
    }
    found = codes(module, "TXT002")
    assert ("TXT002", "brief_title") in found
    assert ("TXT002", "keywords[1]") in found


def test_deep_items() -> None:
    groups = [{"id": f"BG00{index}", "title": "G"} for index in range(2)]
    measure = {"title": "Age", "paramType": "MEAN", "unitOfMeasure": "years", "denomUnitsSelected": "x"}
    results = {
        "baselineCharacteristicsModule": {"groups": groups, "measures": [{**measure, "title": 5}, measure, measure]}
    }
    trial = ctmodel.structure({"resultsSection": results})
    found = ctmodel.validate(trial, records="whole", profile="strict")
    beside = {finding.path.partition("].")[0] for finding in found if "measures[" in finding.path}
    assert any("measures[1" in path or "measures[2" in path for path in beside)
    assert {f.code for f in found if "measures[0]" in f.path} == {"STR004"}


@rule("MY001", severity=Severity.NOTE, source="our own", reads="acronym start_date arms")
def says_something(trial: Trial) -> Problems:
    """It always says something of the second arm, or of the acronym."""
    yield ("arms[1].label" if trial.arms else "acronym"), "something"


def outcome(payload: dict[str, Any]) -> CheckedTrial:
    trial = ctmodel.structure(payload)
    return Engine([says_something], ALL, RecordKind.WHOLE).check(trial, view_of(trial), AS_OF)


@pytest.mark.parametrize(
    ("module", "muted"),
    [
        ({"identificationModule": {"acronym": "AB"}}, []),
        ({"identificationModule": {"acronym": 5}}, ["MY001"]),
        ({"identificationModule": {"acronym": None}}, []),
        ({"identificationModule": {"acronym": ""}}, []),
        ({"statusModule": {"startDateStruct": {"date": "2019-05"}}}, []),
        ({"statusModule": {"startDateStruct": {"date": "May"}}}, ["MY001"]),
        ({"statusModule": {"startDateStruct": {"date": ""}}}, ["MY001"]),
        ({"statusModule": {"startDateStruct": {"date": None}}}, []),
    ],
)
def test_a_value_that_no_attribute_holds_mutes(module: dict[str, Any], muted: list[str]) -> None:
    assert outcome({"protocolSection": module}).muted == muted


def test_what_is_no_study_is_not_asked() -> None:
    assert (outcome({}).findings, outcome({}).muted) == ([], [])


def test_a_finding_holds_the_value_that_it_is_about() -> None:
    arms = {"armsInterventionsModule": {"armGroups": [{"label": "A"}, {"label": "B"}]}}
    assert [finding.value for finding in outcome({"protocolSection": arms}).findings] == ["B"]


def test_what_judges_each_text_may_speak_of_a_list_with_an_item_that_does_not_fit() -> None:
    @rule("MY002", severity=Severity.NOTE, source="our own", reads=TEXTUAL)
    def speaks_of_keywords(_: Trial) -> Problems:
        """It always says something of all keywords."""
        yield "keywords", "something"

    trial = ctmodel.structure({"protocolSection": {"conditionsModule": {"keywords": ["a", 7]}}})
    found = Engine([speaks_of_keywords], ALL, RecordKind.WHOLE).check(trial, view_of(trial), AS_OF)
    assert [finding.path for finding in found.findings] == ["keywords"]


@pytest.mark.parametrize(("expected", "is_misfit"), [("a date", True), (None, False)])
def test_words_that_no_attribute_can_hold_are_not_misfits(expected: str | None, is_misfit: bool) -> None:
    muting = Muting()
    muting.add_refused(Refused("/Trial/Phase", "soon", ("phases",), expected))
    assert (muting.is_empty, muting.has_misfits) == (False, is_misfit)
