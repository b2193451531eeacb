"""Which values mute the rules that read them, and what findings say of the values that they are about."""

from typing import Any

import pytest

import ctmodel
from ctmodel import Severity, Trial
from ctmodel.ctgov.classes import payload_of
from ctmodel.rules import Problems, rule
from ctmodel.rules.engine import Outcome, Questions
from ctmodel.rules.profiles import Profile
from tests.rules.expressions import AS_OF

ALL = Profile("all", "Every rule.", all_rules=True)


@rule("MY001", severity=Severity.NOTE, source="our own", reads="acronym start_date arms")
def says_something(trial: Trial) -> Problems:
    """It always says something of the second arm, or of the acronym."""
    yield ("arms[1].label" if trial.arms else "acronym"), "something"


def outcome(payload: dict[str, Any]) -> Outcome:
    trial = ctmodel.structure(payload)
    return Questions([says_something], ALL).examine(trial, payload_of(trial), AS_OF)


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
    found = outcome({})
    assert (found.findings, found.muted, found.not_applicable) == ([], [], 0)


def test_a_finding_holds_the_value_that_it_is_about() -> None:
    arms = {"armsInterventionsModule": {"armGroups": [{"label": "A"}, {"label": "B"}]}}
    assert [finding.value for finding in outcome({"protocolSection": arms}).findings] == ["B"]
