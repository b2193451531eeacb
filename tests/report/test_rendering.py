"""Reports from Python: the same as those of the command, as far as findings tell."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

import ctmodel
from ctmodel.cli.app import app
from ctmodel.report import FORMATS, render
from tests.report.runs import CLEAN, HOSTILE, NOTHING

#: Formats that show findings and nothing else.
OF_FINDINGS = ["concise", "jsonl", "github", "gitlab"]
AS_OF = "2026-01-31"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two studies with findings, one without a number, and a file that is not JSON."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "studies").mkdir()
    trial = ctmodel.testing.load_fixture("NCT01219465")
    trial.phases = ["Phase 2", "write to jane.doe@example.org"]
    ctmodel.write(trial, tmp_path / "studies" / "a.json", indent=2)
    trial.nct_id = None
    ctmodel.write(trial, tmp_path / "studies" / "b c.json", indent=None)
    (tmp_path / "studies" / "broken.json").write_text('{"protocolSection": ')
    return tmp_path


def commanded(format: str) -> str:
    run = CliRunner().invoke(
        app, ["validate", "studies", "--as-of", AS_OF, "--output-format", format], standalone_mode=False
    )
    return run.stdout


@pytest.mark.parametrize("format", OF_FINDINGS)
def test_the_bytes_of_the_command(format: str, folder: Path) -> None:
    written = render(ctmodel.validate_path("studies", as_of=AS_OF), format)
    assert "STR005" in written
    assert written == commanded(format)


@pytest.mark.parametrize("format", FORMATS)
def test_a_run_gives_the_bytes_of_its_format(format: str) -> None:
    for run in (HOSTILE, CLEAN, NOTHING):
        written = render(run, format)
        assert written.replace(f'"version": "{ctmodel.__version__}"', '"version": ""') == FORMATS[format](run)


def test_sarif_has_the_results_and_rules_of_the_command(folder: Path) -> None:
    ours, theirs = (json.loads(text) for text in (render(found(), "sarif", as_of=AS_OF), commanded("sarif")))
    for document in (ours, theirs):
        document["runs"][0]["properties"].pop("studies")  # the command counts what has no findings, too
    assert ours == theirs
    assert ours["runs"][0]["properties"] == {"asOf": [AS_OF]}


def test_json_has_the_findings_of_the_command(folder: Path) -> None:
    ours, theirs = (json.loads(text) for text in (render(found(), "json", as_of=date(2026, 1, 31)), commanded("json")))
    assert ours["findings"] == theirs["findings"]
    assert ours["as_of"] == theirs["as_of"] == [AS_OF]
    assert ours["counts"]["studies"] == 2
    assert set(ours["rules"]) == {finding["code"] for finding in ours["findings"]} < set(theirs["rules"])


def test_junit_has_the_cases_of_the_command(folder: Path) -> None:
    def cases(text: str) -> list[str]:
        return re.findall(r"<testcase.*?</testcase>", text, re.DOTALL)

    assert len(cases(commanded("junit"))) == len(found())
    assert cases(render(found(), "junit")) == cases(commanded("junit"))


def test_text_claims_nothing_of_what_it_was_not_told(folder: Path) -> None:
    lines = render(found()).splitlines()
    assert commanded("text").splitlines()[: len(lines) - 1] == lines[:-1]
    assert re.fullmatch(r"Findings: \d+ errors?, .*\.", lines[-1])
    assert render(found(), as_of=AS_OF).splitlines()[-1].startswith(f"Findings, as of {AS_OF}: ")
    assert render([]) == "Findings: none.\n"
    assert "jane.doe" not in "".join(render(found(), format) for format in FORMATS)


@pytest.mark.parametrize("format", FORMATS)
def test_findings_of_a_trial_in_no_file(format: str) -> None:
    findings = ctmodel.validate(ctmodel.testing.load_fixture("NCT01219465"), as_of=AS_OF)
    assert "LOC008" in render(findings, format)
    assert render(iter(findings), format) == render(findings, format)
    assert "nothing found" not in render(findings, format)


def test_a_rule_of_yours_needs_no_word() -> None:
    @ctmodel.rules.rule("MY001", severity=ctmodel.Severity.NOTE, source="our handbook", reads="acronym")
    def mine(trial: ctmodel.Trial) -> ctmodel.rules.Problems:
        yield "acronym", "the acronym is odd"

    findings = ctmodel.validate(ctmodel.Trial(acronym="A"), rules=[mine])
    for format in FORMATS:
        assert "MY001" in render(findings, format)
    (rule,) = json.loads(render(findings, "sarif"))["runs"][0]["tool"]["driver"]["rules"]
    assert (rule["id"], rule["name"], rule["defaultConfiguration"]) == ("MY001", "mine", {"level": "note"})


@pytest.mark.parametrize("format", ["sarfi", "", "TEXT", "html"])
def test_an_unknown_format(format: str) -> None:
    with pytest.raises(ValueError, match=f"^no report format '{format}'; expected one of {', '.join(FORMATS)}$"):
        render([], format)


def test_a_wrong_day() -> None:
    with pytest.raises(ValueError, match="as_of is a date"):
        render([], as_of="2026-02-30")
    with pytest.raises(TypeError, match="a run has its own days"):
        render(CLEAN, as_of=AS_OF)


def found() -> list[ctmodel.Finding]:
    return list(ctmodel.validate_path("studies", as_of=AS_OF))
