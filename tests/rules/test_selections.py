"""A selection of fields is not accused of what was not selected."""

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest

import ctmodel
from ctmodel.formats.ctgov_v2.fields import fields
from tests.conftest import members

SITES = {"contactsLocationsModule": {"locations": [{"city": "Oslo"}, {"city": "Oslo"}]}}
FLAG = {"designModule": {"studyType": "INTERVENTIONAL"}, "oversightModule": {"isUnapprovedDevice": True}}
DATES = {
    "statusModule": {"overallStatus": "RECRUITING", "startDateStruct": {"date": "2019-05"}},
    "sponsorCollaboratorsModule": {"leadSponsor": {"name": "Example University"}},
    "contactsLocationsModule": {"overallOfficials": [{"name": "Jo Doe"}]},
}


@pytest.mark.parametrize("protocol", [SITES, FLAG, DATES, SITES | FLAG])
def test_it_is_not_accused(protocol: dict[str, Any]) -> None:
    families = ["SPO", "LOC", "OVS", "REG", "STR010"]
    trial = ctmodel.structure({"protocolSection": protocol})
    assert ctmodel.validate(trial, select=families) == []
    assert ctmodel.validate(trial, select=families, records="selection") == []
    assert ctmodel.validate(trial, select=families, records="whole") != []


def selection(payload: Any, chosen: set[str], path: str = "") -> Any:
    """What a payload holds in chosen fields, or None."""
    if isinstance(payload, dict):
        held = {key: selection(value, chosen, f"{path}.{key}" if path else key) for key, value in payload.items()}
        return {key: value for key, value in held.items() if value is not None} or None
    if isinstance(payload, list):
        items = [selection(item, chosen, f"{path}[]") for item in payload]
        return [item for item in items if item is not None] or None
    return payload if path in chosen else None


def accused(payload: dict[str, Any], random: Random) -> set[str]:
    """Codes that are found in a random selection of a record's fields, and not in the record itself."""
    leaves = [path for path, field in fields().items() if not field.is_object]
    share = random.choice([0.1, 0.5, 0.9, 0.98])
    # Modules are chosen as a whole, too: few people choose fields one by one.
    modules = {path.partition("[")[0].rpartition(".")[0]: random.random() < share for path in leaves}
    by_module = random.random() < 0.5
    chosen = {
        path
        for path in leaves
        if (modules[path.partition("[")[0].rpartition(".")[0]] if by_module else random.random() < share)
    }
    part = selection(payload, chosen)
    options: Any = {"profile": "strict", "as_of": "2026-01-01"}
    if part is None:
        return set()
    found = {finding.code for finding in ctmodel.validate(ctmodel.structure(part), records="selection", **options)}
    return found - {finding.code for finding in ctmodel.validate(ctmodel.structure(payload), **options)}


@pytest.mark.corpus
def test_no_selection_of_a_real_record_is_accused(corpus: Path) -> None:
    random = Random(9)
    for name, data in random.sample([*members(corpus / "ctgov_v2.zip")], 200):
        for _ in range(3):
            assert accused(json.loads(data), random) == set(), name


def test_no_selection_of_the_fixture_is_accused() -> None:
    payload = ctmodel.unstructure(ctmodel.testing.load_fixture("NCT01219465"))
    for seed in range(60):
        assert accused(payload, Random(seed)) == set(), seed
