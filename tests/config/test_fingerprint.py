"""Fingerprints: what they see, and what they do not."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

import ctmodel
from ctmodel.formats.ctgov_v2.anchors import NAMED_BY, anchor
from ctmodel.formats.ctgov_v2.fields import fields
from ctmodel.rules.check import Checker
from ctmodel.rules.finding import Finding, Severity
from ctmodel.rules.fingerprint import fingerprint

ARMS = "/protocolSection/armsInterventionsModule/armGroups"
STUDY: dict[str, Any] = {
    "protocolSection": {
        "identificationModule": {"nctId": "NCT00000001", "zz": 1},
        "conditionsModule": {"conditions": ["Asthma", " a/b~c\n d "]},
        "armsInterventionsModule": {"armGroups": [{"label": "A", "type": "X"}, {"label": "B", "type": "X"}, {}, None]},
        "contactsLocationsModule": {
            "overallOfficials": [{"name": "Somebody Special", "role": "X"}],
            "locations": [
                {"facility": "Clinic", "city": "Town", "status": "X", "contacts": [{"name": "Else", "role": "X"}]}
            ],
        },
    }
}


def finding(**changes: Any) -> Finding:
    values: dict[str, Any] = {
        "code": "MY001",
        "name": "mine",
        "severity": Severity.NOTE,
        "message": "m",
        "record": "NCT00000001",
    }
    return Finding(**{**values, **changes})


def found(path: Path) -> list[Finding]:
    return [found for checked in Checker(select=["STR"]).check(path) for found in checked.findings]


def marks(path: Path) -> list[str]:
    return sorted(fingerprint(each) for each in found(path) if each.record == "NCT00000001")


class TestAnchors:
    @pytest.mark.parametrize(
        ("pointer", "expected"),
        [
            ("", ""),
            (f"{ARMS}/1/type", f"{ARMS}/B/type"),
            (f"{ARMS}/2/type", f"{ARMS}/2/type"),
            (f"{ARMS}/3", f"{ARMS}/3"),
            (f"{ARMS}/9/type", f"{ARMS}/9/type"),
            (f"{ARMS}/²/type/deep", f"{ARMS}/²/type/deep"),
            (
                "/protocolSection/conditionsModule/conditions/1",
                "/protocolSection/conditionsModule/conditions/a~1b~0c d",
            ),
            ("/protocolSection/a~1b/c~0d", "/protocolSection/a~1b/c~0d"),
            (
                "/protocolSection/contactsLocationsModule/locations/0/status",
                "/protocolSection/contactsLocationsModule/locations/Clinic | Town/status",
            ),
            (
                "/protocolSection/contactsLocationsModule/locations/0/contacts/0/role",
                "/protocolSection/contactsLocationsModule/locations/Clinic | Town/contacts/0/role",
            ),
            (
                "/protocolSection/contactsLocationsModule/overallOfficials/0/role",
                "/protocolSection/contactsLocationsModule/overallOfficials/0/role",
            ),
        ],
    )
    def test_natural_keys(self, pointer: str, expected: str) -> None:
        assert anchor(STUDY, pointer) == expected

    def test_a_study_without_a_number_has_its_own(self) -> None:
        for number, expected in (({"id": "AB\n12"}, "AB 12"), ({"id": 5}, ""), (5, "")):
            study = {"protocolSection": {"identificationModule": {"orgStudyIdInfo": number}}}
            assert anchor(study, "/protocolSection") == f"{expected}/protocolSection"
        assert anchor([], "/0") == "/0"

    def test_all_names_are_those_of_the_registry(self) -> None:
        known = {
            (path.removesuffix(f".{name}").rpartition(".")[2].removesuffix("[]"), name)
            for path in fields()
            for name in [path.rpartition(".")[2].removesuffix("[]")]
        }
        assert {(array, name) for array, names in NAMED_BY.items() for name in names} <= known

    def test_the_verbs_give_them(self) -> None:
        (odd,) = ctmodel.validate(ctmodel.Trial(nct_id="NCT00000001", acronym=" "), select=["STR008"])
        assert odd.anchor == "/protocolSection/identificationModule/acronym"


class TestFingerprints:
    def test_what_counts(self) -> None:
        assert len(fingerprint(finding())) == 16
        others: list[dict[str, Any]] = [
            {"code": "MY002"},
            {"record": None},
            {"anchor": "/a"},
            {"pointer": "/b"},
            {"value": 1},
            {"value": True},
            {"value": "1"},
        ]
        assert len({fingerprint(finding(**other)) for other in ({}, *others)}) == len(others) + 1

    def test_it_never_changes(self) -> None:
        assert fingerprint(finding(anchor="/a", value="b")) == "2a0a3ec8b066e877"

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ({"value": "a b"}, {"value": " a\r\n\tb "}),
            ({"value": 1}, {"value": 1.0}),
            ({"value": ["a"]}, {"value": {"b": 1}}),
            ({"file": "a", "line": 1, "column": 1, "message": "x"}, {"file": "b", "line": 2}),
            ({"anchor": "", "pointer": "/0"}, {"anchor": "", "pointer": "/1"}),
        ],
    )
    def test_what_does_not_count(self, one: dict[str, Any], other: dict[str, Any]) -> None:
        assert fingerprint(finding(**one)) == fingerprint(finding(**other))

    def test_values_that_no_text_encoding_has(self) -> None:
        assert fingerprint(finding(value="\ud800", anchor="\udfff")) != fingerprint(finding(value=0.5))


class TestMoving:
    def test_moved_reformatted_and_put_into_other_containers(self, tmp_path: Path) -> None:
        (tmp_path / "a.json").write_text(json.dumps(STUDY))
        expected = marks(tmp_path / "a.json")
        assert len(set(expected)) == len(found(tmp_path / "a.json")) >= 5
        moved = copy.deepcopy(STUDY)
        moved["protocolSection"]["armsInterventionsModule"]["armGroups"][:2] = [
            {"type": "X", "label": "B"},
            {"type": "X", "label": "A"},
        ]
        other = {"protocolSection": {"identificationModule": {"nctId": "NCT00000002"}}, "hasResults": False}
        for name, text in (
            ("b.json", json.dumps(STUDY, indent=4).replace("\n", "\r\n")),
            ("c.json", json.dumps(moved)),
            ("d.json", json.dumps([other, STUDY])),
            ("e.json", json.dumps({"studies": [other, {"study": STUDY}]})),
            ("f.jsonl", f"{json.dumps(other)}\n{json.dumps(STUDY)}\n"),
        ):
            (tmp_path / name).write_text(text)
            assert marks(tmp_path / name) == expected, name

    def test_a_repeated_key_is_in_its_study(self, tmp_path: Path) -> None:
        study = '{"protocolSection": {"identificationModule": {"nctId": "NCT%08d", "zz": 1, "zz": 1}}}'
        path = tmp_path / "a.json"
        path.write_text(f"[{', '.join(study % number for number in range(12))}]")
        repeated = [each for each in found(path) if each.code == "STR012"]
        assert [(each.record, each.anchor) for each in repeated] == [
            (f"NCT{number:08d}", "/protocolSection/identificationModule/zz") for number in range(12)
        ]

    def test_a_repeated_key_outside_of_studies(self, tmp_path: Path) -> None:
        path = tmp_path / "a.json"
        path.write_text('{"studies": [], "studies": []}')
        (repeated,) = [each for each in found(path) if each.code == "STR012"]
        assert (repeated.record, repeated.anchor) == (None, "/studies")


def test_no_person_is_named() -> None:
    for each in ctmodel.validate(ctmodel.structure(STUDY)):
        assert "Somebody" not in each.anchor
        assert "Else" not in each.anchor
    assert not {"centralContacts", "contacts", "overallOfficials"} & NAMED_BY.keys()
