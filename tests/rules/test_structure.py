"""Every structural rule: what it says, where, and when it is silent."""

import json
from pathlib import Path
from typing import Any

import pytest

import ctmodel
from ctmodel import Finding, Severity, Trial
from ctmodel.rules.check import Checker
from ctmodel.rules.nearest import nearest
from ctmodel.rules.structure import STRUCTURE, _field

#: The rules that come from the tables, and look at what is there.
TABLES = sorted({rule.code for rule in STRUCTURE} - {"STR002", "STR014"})


def findings(**modules: Any) -> list[Finding]:
    return ctmodel.validate(ctmodel.structure({"protocolSection": modules}), select=TABLES)


def the(**modules: Any) -> tuple[str, str, str, str]:
    (finding,) = findings(**modules)
    return finding.code, finding.severity.value, finding.path, finding.message


@pytest.mark.parametrize(
    ("modules", "code", "severity", "path", "message"),
    [
        (
            {"identificationModule": {"breifTitle": "T"}},
            "STR003", "warning", "", "the registry has no field 'breifTitle' here (text of 1 character); did you mean 'briefTitle'?",
        ),
        (
            {"armsInterventionsModule": {"armGroups": [{"label": "B"}, {"label": "A", "colour": 1}]}},
            "STR003", "note", "arms[1]", "the registry has no field 'colour' here (an integer)",
        ),
        (
            {"designModule": {"enrollmentInfo": {"count": "50"}}},
            "STR004", "error", "enrollment.count", "enrollmentInfo.count is '50', text; expected an integer",
        ),
        (
            {"conditionsModule": {"conditions": "Cancer"}},
            "STR004", "error", "conditions", "conditions is 'Cancer', text; expected an array",
        ),
        (
            {"conditionsModule": {"conditions": ["a", 5]}},
            "STR004", "error", "conditions", "conditions is 5, an integer; expected text",
        ),
        (
            {"armsInterventionsModule": "x"},
            "STR004", "error", "", "armsInterventionsModule is a value, text; expected an object",
        ),
        (
            {"armsInterventionsModule": {"armGroups": {}}},
            "STR004", "error", "arms", "armGroups is {...}, an object; expected an array",
        ),
        (
            {"designModule": {"targetDuration": "long"}},
            "STR004", "error", "target_duration",
            "targetDuration is 'long'; expected a whole number and a unit, such as '5 Years'",
        ),
        (
            {"designModule": {"phases": ["PHASE1", "Phase 2"]}},
            "STR005", "warning", "phases[1]",
            "phases is 'Phase 2', which is not a term of Phase; did you mean 'PHASE2'?",
        ),
        (
            {"designModule": {"phases": ["PHASE5"]}},
            "STR005", "warning", "phases[0]",
            "phases is 'PHASE5', which is not a term of Phase: NA, EARLY_PHASE1, PHASE1, PHASE2, PHASE3, PHASE4",
        ),
        (
            {"statusModule": {"overallStatus": "COMPLETE"}},
            "STR005", "error", "overall_status",
            "overallStatus is 'COMPLETE', which is not a term of Status; did you mean 'COMPLETED'?"
            " 0 rules cannot use it; if it is a new term, use --ignore STR005",
        ),
        (
            {"statusModule": {"overallStatus": "GONE"}},
            "STR005", "warning", "overall_status", "overallStatus is 'GONE', which is not a term of Status; ctmodel.terms lists all 14",
        ),
        (
            {"statusModule": {"whyStopped": None}},
            "STR007", "warning", "why_stopped", "whyStopped is null; the registry omits fields without a value",
        ),
        (
            {"statusModule": {"startDateStruct": {"date": " "}}},
            "STR008", "warning", "start_date",
            "startDateStruct.date is empty text; the registry omits fields without a value",
        ),
        (
            {"designModule": {}},
            "STR009", "note", "",
            "designModule is an empty object; the registry omits fields without a value",
        ),
        (
            {"conditionsModule": {"keywords": []}},
            "STR009", "note", "keywords",
            "keywords is an empty array; the registry omits fields without a value",
        ),
        (
            {"statusModule": {"startDateStruct": {"date": "March 2021"}}},
            "DAT001", "error", "start_date",
            "startDateStruct.date is 'March 2021'; expected a date (YYYY, YYYY-MM or YYYY-MM-DD)",
        ),
        (
            {"statusModule": {"studyFirstSubmitDate": "2021-02-30"}},
            "DAT002", "error", "study_first_submit_date",
            "studyFirstSubmitDate is '2021-02-30', which is not in the calendar; expected a full date (YYYY-MM-DD)",
        ),
        (
            {"statusModule": {"studyFirstSubmitDate": "2021-02"}},
            "DAT003", "error", "study_first_submit_date",
            "studyFirstSubmitDate is '2021-02'; expected a full date (YYYY-MM-DD)",
        ),
        (
            {"eligibilityModule": {"minimumAge": "18 yrs"}},
            "ELG001", "error", "eligibility.minimum_age",
            "minimumAge is '18 yrs'; expected a whole number and a unit, such as '18 Years'",
        ),
    ],
)  # fmt: skip
def test_what_a_rule_says(modules: Any, code: str, severity: str, path: str, message: str) -> None:
    assert the(**modules) == (code, severity, path, message)


def test_a_study_without_protocol_section() -> None:
    (finding,) = ctmodel.validate(Trial())
    assert (finding.code, finding.pointer) == ("STR002", "")
    (finding,) = [f for f in ctmodel.validate(ctmodel.structure({"protocolsection": {}})) if f.code == "STR002"]
    assert "did 'protocolsection' mean 'protocolSection'?" in finding.message


def test_a_finding_has_all_that_it_needs() -> None:
    payload = {"protocolSection": {"identificationModule": {"nctId": "NCT00000001", "a/b": 1}}}
    (finding,) = ctmodel.validate(ctmodel.structure(payload), select=TABLES)
    assert finding == Finding(
        code="STR003",
        name="unknown-field",
        severity=Severity.NOTE,
        message="the registry has no field 'a/b' here (an integer)",
        pointer="/protocolSection/identificationModule/a~1b",
        value=1,
        record="NCT00000001",
        source="ClinicalTrials.gov API v2, study schema",
    )


def test_persons_are_not_shown() -> None:
    contact = {"name": 5, "phone": ["555 0100"], "email": None, "role": "BOSS", "mobile": "555 0199"}
    found = findings(contactsLocationsModule={"centralContacts": [contact], "locations": [{"contacts": [contact]}]})
    assert len(found) == 10
    assert {finding.value for finding in found} == {None}
    assert not any("555" in finding.message or "BOSS" in finding.message for finding in found)
    assert "phone is a value, an array; expected text" in [finding.message for finding in found]


def test_findings_are_sorted_and_chosen() -> None:
    payload = {"conditionsModule": {"conditions": [*"abcdefghijk", 5, 6]}, "designModule": {"phases": ["X"], "zz": 1}}
    found = findings(**payload)
    assert [finding.pointer.rpartition("/")[2] for finding in found] == ["11", "12", "0", "zz"]

    trial = ctmodel.structure({"protocolSection": payload})
    assert {finding.code for finding in ctmodel.validate(trial, select=["STR004"])} == {"STR004"}
    assert {
        finding.code for finding in ctmodel.validate(trial, select="STR00", ignore=["STR004", "STR003", "STR006"])
    } == {"STR005"}
    for wrong in (["XYZ"], ["STR4"], [""]):
        with pytest.raises(ValueError, match="no rule has the code or prefix"):
            ctmodel.validate(trial, select=wrong)
        with pytest.raises(ValueError, match="no rule has the code or prefix"):
            ctmodel.validate(trial, ignore=wrong)


def test_codes_and_names_are_unique() -> None:
    assert len({rule.code for rule in STRUCTURE}) == len({rule.name for rule in STRUCTURE}) == len(STRUCTURE)


@pytest.mark.parametrize(
    ("word", "known", "likely"),
    [
        ("breifTitle", ["briefTitle", "acronym"], "briefTitle"),
        ("id", ["ib"], None),
        ("PHASE9", ["PHASE1"], None),
        ("labels", ["label"], "label"),
        ("something", ["nothing like it"], None),
        ("Conditions", ["conditions"], "conditions"),
    ],
)
def test_the_nearest_word(word: str, known: list[str], likely: str | None) -> None:
    assert nearest(word, known) == likely


class TestPaths:
    def test_line_and_column(self, tmp_path: Path) -> None:
        path = tmp_path / "a.json"
        path.write_text(
            '{\n  "protocolSection": {\n    "é": 1, "statusModule": {\n      "overallStatus": "COMPLETE",\n'
            '      "overallStatus": "X"\n    },\n    "armsInterventionsModule": {"armGroups": [{}, 5]}\n  }\n}\n',
            encoding="utf-8",
        )
        found = list(ctmodel.validate_path(path, select=TABLES))

        assert [(f.code, f.line, f.column, f.end_line, f.end_column) for f in found] == [
            ("STR003", 3, 5, 3, 11),
            ("STR005", 5, 7, 5, 27),
            ("STR012", 5, 7, 5, 27),
            ("STR009", 7, 47, 7, 49),
            ("STR004", 7, 51, 7, 52),
        ]
        assert {f.file for f in found} == {str(path)}

    def test_inside_containers(self, tmp_path: Path) -> None:
        bad = {"protocolSection": {"identificationModule": {"nctId": "NCT00000002", "acronym": 5}}}
        page = tmp_path / "page.json"
        page.write_text(json.dumps({"studies": [{"study": {"protocolSection": {}}}, bad, 7]}))
        found = list(ctmodel.validate_path(page, select=[*TABLES, "STR002"], ignore=["STR009"]))
        assert [(f.code, f.pointer, f.record) for f in found] == [
            ("STR002", "/studies/0/study", None),
            ("STR004", "/studies/1/protocolSection/identificationModule/acronym", "NCT00000002"),
            ("STR002", "/studies/2", None),
        ]

        lines = tmp_path / "a.jsonl"
        lines.write_text(f"\n{json.dumps(bad)}\n{{]\n{json.dumps(bad)}\n")
        assert [(f.code, f.line) for f in ctmodel.validate_path(lines, select=TABLES)] == [
            ("STR004", 2),
            ("STR001", 3),
            ("STR004", 4),
        ]

    def test_what_cannot_be_read_is_a_finding(self, tmp_path: Path) -> None:
        (tmp_path / "a.zip").write_bytes(b"PK no archive")
        (tmp_path / "b.json").write_bytes(b"\xff")
        (tmp_path / "c.json").write_bytes(b"NCT00000001 \xff")
        found = [*ctmodel.validate_path(tmp_path), *ctmodel.validate_path(tmp_path / "b.json")]
        assert [(f.code, f.line, f.column) for f in found] == [
            ("STR015", None, None),
            ("STR001", 1, 13),
            ("STR001", 1, 1),
        ]

    def test_what_an_error_quotes_is_masked(self) -> None:
        error = ctmodel.ReadError("no JSON, but a letter to jane.doe@example.org", path="a.json", line=1, column=1)
        (checked,) = Checker().check_documents([error])
        assert [finding.message for finding in checked.findings] == ["no JSON, but a letter to [e-mail address]"]

    def test_named_files_must_be_studies(self, tmp_path: Path) -> None:
        path = tmp_path / "package.json"
        path.write_text('{"name": "x"}')
        assert list(ctmodel.validate_path(tmp_path)) == []
        assert [f.code for f in ctmodel.validate_path(path)] == ["STR002"]

    def test_repeated_keys_in_a_clean_record(self, tmp_path: Path) -> None:
        path = tmp_path / "a.json"
        path.write_text(
            '{"protocolSection": {"identificationModule": {"nctId": "NCT00000001", "nctId": "NCT00000001"}}}'
        )
        (finding,) = ctmodel.validate_path(path, select=TABLES)
        assert (finding.code, finding.column, finding.record) == ("STR012", 71, "NCT00000001")
        assert "'nctId' is repeated" in finding.message


@pytest.mark.corpus
def test_the_corpus_has_no_structural_errors(corpus: Path) -> None:
    found = list(ctmodel.validate_path(corpus / "ctgov_v2.zip", select=TABLES))
    assert {finding.code for finding in found} == {"STR003"}
    assert {finding.severity for finding in found} == {Severity.NOTE}


@pytest.mark.parametrize(
    ("date", "code"),
    [
        ("2021-02-30T10:30", "DAT002"), ("2021-02-30", "DAT002"), ("2021-02-30-01", "DAT001"),
        ("2021-02-30T1:30", "DAT001"), ("2021", "DAT003"),
    ],
)  # fmt: skip
def test_what_looks_like_a_date(date: str, code: str) -> None:
    assert [finding.code for finding in findings(statusModule={"studyFirstSubmitDate": date})] == [code]


@pytest.mark.parametrize(
    "name", ["class", "count", "date", "description", "id", "name", "role", "status", "title", "type"]
)
def test_names_that_many_objects_have_are_said_with_their_object(name: str) -> None:
    assert _field(f"/protocolSection/module/things/0/{name}") == f"things.{name}"
    assert _field(f"/protocolSection/module/things/0/{name}s") == f"{name}s"
