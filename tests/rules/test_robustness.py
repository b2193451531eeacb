"""No rule crashes on a record that has everything, on one that has nothing, or on damaged copies."""

from random import Random
from typing import Any

import pytest

import ctmodel
from ctmodel.formats.ctgov_v2.classes import table_of
from tests.laws.damage import damaged
from tests.laws.samples import full, misfits
from tests.rules.companions import codes

STUDY_TYPES = ["INTERVENTIONAL", "OBSERVATIONAL", "EXPANDED_ACCESS", "NEW_KIND"]


def everything(study_type: str) -> dict[str, Any]:
    payload = full(table_of(ctmodel.Trial))
    payload["protocolSection"]["designModule"]["studyType"] = study_type
    payload["protocolSection"]["statusModule"]["startDateStruct"]["date"] = "2019-01"
    return payload


@pytest.mark.parametrize("study_type", STUDY_TYPES)
def test_a_record_that_has_everything(study_type: str) -> None:
    payload = everything(study_type)
    assert "STR900" not in codes(payload)
    random = Random(study_type)
    for _ in range(60):
        assert "STR900" not in codes(damaged(payload, random, 40))


def test_records_that_have_nothing() -> None:
    for payload in ({}, {"protocolSection": {}}, misfits(everything("INTERVENTIONAL"))):
        assert "STR900" not in codes(payload)


@pytest.mark.parametrize("study_type", STUDY_TYPES)
def test_records_that_lack_one_thing(study_type: str) -> None:
    for section in ("protocolSection", "resultsSection"):
        for module in everything(study_type)[section]:
            payload = everything(study_type)
            members = payload[section].pop(module)
            assert "STR900" not in codes(payload)
            for key in list(members) if type(members) is dict else ():
                payload[section][module] = {other: value for other, value in members.items() if other != key}
                assert "STR900" not in codes(payload)
