"""No report shows an address of a person; ``python -m tests.masking`` tries all that is sampled here."""

import itertools
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

import ctmodel
from ctmodel.cli import main
from ctmodel.config.baseline import Baseline, Ledger
from ctmodel.report import FORMATS, Run, Study
from ctmodel.report.format import ReportWriter, Stream
from ctmodel.report.showing import shown
from ctmodel.rules import rule
from ctmodel.rules.families.str.structure import null
from ctmodel.rules.fingerprint import fingerprint
from tests.masking.cases import Case, sample
from tests.masking.forms import BARE, EMAILS, PHONES
from tests.masking.places import FORMS, leaks, run_over, texts, with_texts
from tests.report.runs import masked

UNKNOWN = [
    ("contactsLocationsModule", {"contactName": "Zqx Doe", "contactPhone": "+16175550199"}),
    ("contactsLocationsModule", "Zqx Doe, 617-555-0199"),
    ("contactsLocationsModule", {"centralContacts": "Zqx Doe, 617-555-0199"}),
    ("contactsLocationsModule", {"centralContacts": ["Zqx Doe"]}),
    ("contactsLocationsModule", {"centralContacts": [{"name": ["Zqx Doe"], "surname": "Zqx", "degree": {"a": "Zqx"}}]}),
    ("contactsLocationsModule", {"overallOfficials": [{"name": ["Zqx Doe"]}]}),
    ("contactsLocationsModule", {"locations": "Oslo, Zqx Doe"}),
    ("contactsLocationsModule", {"locations": ["Oslo, Zqx Doe"]}),
    ("contactsLocationsModule", {"locations": [{"contacts": "Zqx Doe", "contact": "Zqx Doe", "nurse": 6175550199}]}),
    ("sponsorCollaboratorsModule", {"responsibleParty": "Zqx Doe"}),
    ("sponsorCollaboratorsModule", {"responsibleParty": {"investigatorFullName": ["Zqx Doe"], "oldNameTitle": 5}}),
    ("sponsorCollaboratorsModule", {"responsibleParty": {"investigatorFulName": "Zqx Doe"}}),
    ("sponsorCollaboratorsModule", "Zqx Doe"),
    ("submitterModule", {"submitter": ["Zqx Doe"]}),
]


def rendered(run: Run) -> str:
    return "".join(render(run) for render in FORMATS.values())


def test_there_is_enough_to_try() -> None:
    assert len(set(FORMS)) >= 80
    assert len(texts()) > 300


@pytest.mark.parametrize("case", sample(), ids=itertools.count())
def test_addresses(case: Case, tmp_path: Path) -> None:
    assert case.leaks(tmp_path) == []


@pytest.mark.parametrize("form", [EMAILS[0], PHONES[0], BARE[0]])
def test_a_leak_is_seen(form: str) -> None:
    assert leaks(form, f"Write to {form}")
    assert leaks(form, json.dumps({"message": f"Write to {form}"}))


@pytest.mark.parametrize(("module", "held"), UNKNOWN)
def test_values_of_persons_and_of_unknown_fields(module: str, held: Any, tmp_path: Path) -> None:
    study = {"hasResults": False, "protocolSection": {"identificationModule": {"nctId": "NCT00000001"}, module: held}}
    run = run_over(json.dumps(study), tmp_path / "a.json")
    assert any(module in finding.pointer for finding in run.findings)
    assert "Zqx" not in rendered(run)
    assert "5550199" not in rendered(run)


@pytest.mark.parametrize(
    "study", [{"submitter": "Zqx Doe"}, [{"studies": 1}, "Zqx Doe"], {"protocolSection": "Zqx Doe"}]
)
def test_what_is_no_study(study: Any, tmp_path: Path) -> None:
    run = run_over(json.dumps(study), tmp_path / "a.json")
    assert run.findings
    assert "Zqx" not in rendered(run)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("Zqx Doe", "text of 7 characters"),
        ("Z", "text of 1 character"),
        ({"a": 1, "b": 2, "c": 3}, "an object with 3 fields"),
        ([1], "an array of 1 item"),
        (5, "an integer"),
        (5.5, "a number"),
        (True, "true or false"),
    ],
)
def test_values_of_unknown_fields_are_told_by_type_and_size(value: Any, said: str) -> None:
    study = {"protocolSection": {"identificationModule": {"submitter": value}}}
    (finding,) = ctmodel.validate(ctmodel.structure(study), select="STR003")
    assert finding.message == f"the registry has no field 'submitter' here ({said})"
    assert finding.value == value


def test_names_of_files_and_numbers_of_records() -> None:
    names = {"file": "zqx.doe@zqx.org.zip!/a.json", "record": "zqxjane@zqx.org", "path": "a.zqx.doe@zqx.org"}
    finding = null.finding("wrong", pointer="/zqxjane@zqx.org/617~1555-0199", **names)
    studies = (Study("b/zqx.doe@zqx.org.json", "+16175550199"),)
    written = rendered(Run(findings=(finding,), rules={null.code: null}, studies=studies))
    assert "zqx" not in written
    assert "0199" not in written
    assert "/[e-mail address]/[phone number]" in written


def test_fingerprints_and_baselines_stay(tmp_path: Path) -> None:
    run = run_over(json.dumps(with_texts(EMAILS[0], "Write to {} ")), tmp_path / "a.json")
    hidden = masked(run)
    assert [*run.findings] != hidden
    assert [*map(fingerprint, run.findings)] == [*map(fingerprint, hidden)]
    baseline = Baseline(Ledger(run.findings).entries)
    assert all(map(baseline.knows, hidden))
    baseline = Baseline(Ledger(run.findings).entries)
    assert all(baseline.knows(shown(found, ())) for found in run.findings)
    assert masked(evolve(run, findings=tuple(hidden))) == hidden


def test_a_record_without_a_number_is_mended_under_its_shown_name(tmp_path: Path) -> None:
    study = {"protocolSection": {"identificationModule": {"nctId": "zqxjane@zqx.org", "zz": 1}}}
    run = run_over(json.dumps(study), tmp_path / "a.json")
    known = Ledger(run.findings).entries
    assert {entry.record for entry in known} == {"[e-mail address]"}
    assert Baseline(known).stale({"zqxjane@zqx.org"}, {entry.code for entry in known}) == known


def test_a_format_that_is_added_gets_no_persons(tmp_path: Path) -> None:
    class Added:
        def piece(self, finding: ctmodel.Finding) -> str:
            return repr(finding)

        def writer(self, stream: Stream) -> ReportWriter:
            raise NotImplementedError

    run = run_over(json.dumps(with_texts(EMAILS[0], "Write to {} ")), tmp_path / "a.json")
    assert "zqx" in repr(run.findings)
    for found in run.findings:
        assert "zqx" not in "".join(shown(found, (Added(),)).texts)


def test_a_rule_that_crashes_tells_no_values() -> None:
    @rule("TST001", severity=ctmodel.Severity.NOTE, source="a test", reads="central_contacts")
    def crashing(trial: ctmodel.Trial) -> Iterable[tuple[str, str]]:
        raise ValueError(f"{trial.central_contacts[0].name!r} and {trial.brief_title!r}")

    trial = ctmodel.Trial(
        central_contacts=[ctmodel.Contact(name="Zqx Doe")], brief_title="617\xa0555\xa00199 zqx@zqx.org"
    )
    (finding,) = ctmodel.validate(trial, rules=[crashing])
    assert finding.code == "STR900"
    assert finding.message.endswith("ValueError: '[not shown]' and '[phone number] [e-mail address]'")


def command(*arguments: object) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["ctmodel", *map(str, arguments)])
        with pytest.raises(SystemExit):
            main()


@pytest.mark.parametrize("number", range(2))
@pytest.mark.parametrize("ascii_only", [True, False])
def test_the_command(number: int, ascii_only: bool, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    form = (EMAILS[0], PHONES[16])[number]
    file, baseline = tmp_path / f"{form}.json", tmp_path / "known.json"
    file.write_text(json.dumps({**with_texts(form, "Write to {} \x0b "), form: None}, ensure_ascii=ascii_only))
    written = []
    for options in (
        ["--diff"],
        ["--statistics"],
        ["--write-baseline", baseline],
        ["--baseline", baseline],
        [tmp_path / f"missing {form}.json"],
    ):
        command("validate", "--isolated", "--profile=strict", *options, file)
        written += capfd.readouterr()
    assert any("+++" in text for text in written)
    assert any("missing" in text for text in written)
    for text in (*written, baseline.read_text()):
        assert not leaks(form, text)
