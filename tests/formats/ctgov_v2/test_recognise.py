"""What is a study, and what other documents are said to be."""

import json
from pathlib import Path
from typing import Any

import pytest

import ctmodel
from ctmodel.formats.ctgov_v2.fields import fields
from ctmodel.formats.ctgov_v2.recognise import is_study, other_than_study

NUMBER = "NCT09000001"
STUDY = {"protocolSection": {"identificationModule": {"nctId": NUMBER}}}

OTHERS = {
    "retired API v1$": {"FullStudiesResponse": {"FullStudies": [{"Rank": 1, "Study": {"ProtocolSection": {}}}]}},
    "retired API v1 with selected fields": {"StudyFieldsResponse": {"StudyFields": []}},
    "a study of the registry's retired API v1": {"ProtocolSection": {"IdentificationModule": {"NCTId": NUMBER}}},
    "the response of a search": {"total": 1, "hits": [{"id": NUMBER, "study": STUDY}]},
    "statistics of record sizes": {"totalStudies": 500_000, "averageSizeBytes": 17_000},
    "statistics of a field": {"field": "Phase", "piece": "Phase", "uniqueValuesCount": 6},
    "version of the registry's API": {"apiVersion": "2.0.5", "dataTimestamp": "2026-01-01T09:00:00"},
    "a map of studies by NCT number": {NUMBER: STUDY, "NCT09000002": STUDY},
    "wrapped as .*read_many": {"study": STUDY},
    "no value in any field": {},
    "no value in any field of": {"protocolSection": {"identificationModule": {}, "otherModule": {"nctId": NUMBER}}},
    "no value in any": {"protocolSection": {"conditionsModule": {"conditions": [None, {}, []]}}, "hasResults": None},
    "a JSON object": 5,
}


@pytest.mark.parametrize(("reason", "document"), OTHERS.items())
def test_what_is_no_study_is_said_to_be_what_it_looks_like(reason: str, document: Any, tmp_path: Path) -> None:
    assert not is_study(document)
    with pytest.raises(ctmodel.ReadError, match=reason) as caught:
        ctmodel.loads(json.dumps(document))
    assert (caught.value.code, caught.value.line, caught.value.column) == ("STR002", 1, 1)

    path = tmp_path / "a.json"
    path.write_text(json.dumps(document))
    with pytest.raises(ctmodel.ReadError, match=reason):
        ctmodel.read(path)


@pytest.mark.parametrize(("reason", "document"), [item for item in OTHERS.items() if "read_many" not in item[0]])
def test_no_verb_makes_a_trial_of_it(reason: str, document: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f"{json.dumps(document)}\n{json.dumps(STUDY)}\n")
    errors: list[ctmodel.ReadError] = []
    assert [trial.nct_id for trial in ctmodel.read_many(path, on_error=errors.append)] == [NUMBER]
    assert [(error.code, error.line) for error in errors] == [("STR002", 1)]

    found = [finding.code for finding in ctmodel.validate_path(path) if finding.line == 1]
    assert found.count("STR002") == 1
    assert found == ["STR002"] or "protocolSection" in document


@pytest.mark.parametrize("field", fields().values(), ids=lambda field: field.path)
def test_a_value_at_any_path_makes_a_study(field: Any) -> None:
    payload: Any = "x"
    for name in reversed(field.path.split(".")):
        payload = {name.removesuffix("[]"): [payload] if name.endswith("[]") else payload}
    assert is_study(payload)


@pytest.mark.parametrize("value", [0, False, "", 0.0, "x", ["x"], [[0]]])
def test_a_value_of_the_wrong_type_is_a_value(value: Any) -> None:
    assert is_study({"protocolSection": {"conditionsModule": {"conditions": value}}})


def test_structure_takes_any_object() -> None:
    for document in OTHERS.values():
        if isinstance(document, dict):
            assert ctmodel.unstructure(ctmodel.structure(document)) == document


def test_a_misspelt_key_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"protocolsection": STUDY["protocolSection"]}))
    (finding,) = ctmodel.validate_path(tmp_path / "a.json")
    assert finding.message.endswith("did 'protocolsection' mean 'protocolSection'?")


def test_what_read_many_can_unwrap_has_no_error() -> None:
    assert "read_many" in other_than_study({"study": STUDY})
    assert not is_study({"study": STUDY})
