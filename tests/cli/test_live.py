"""Reports that are written while the run goes, and those of runs that do not come to their end."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from ctmodel.cli import streams
from ctmodel.cli.streams import Output
from ctmodel.report import FORMATS
from tests.cli.test_commands import CLEAN, WRONG, Command, ctmodel_command
from tests.cli.test_workers import SLOW, started
from tests.cli.test_workers import folder as slow_folder

__all__ = ["ctmodel_command", "slow_folder"]

INTERRUPTED = "Incomplete: the run was interrupted."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """More studies than have room in what is written at a time."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "studies").mkdir()
    for number in range(200):
        (tmp_path / f"studies/{number}.json").write_text(json.dumps(WRONG))
    return tmp_path


def waiting(folder: Path, *options: str) -> "subprocess.Popen[bytes]":
    """A run that has checked all files, and waits for standard input."""
    command = [sys.executable, "-m", "ctmodel", "validate", "--isolated", *options, "studies", "-"]
    return subprocess.Popen(command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.mark.parametrize(
    ("form", "is_finding"),
    [
        ("text", lambda line: line.startswith(b"studies")),
        ("concise", lambda line: line.startswith(b"studies")),
        ("jsonl", lambda line: "code" in json.loads(line)),
    ],
)
def test_findings_are_written_while_the_run_goes(
    folder: Path, form: str, is_finding: Callable[[bytes], bool], ctmodel_command: Command
) -> None:
    with waiting(folder, f"--output-format={form}", "--jobs=2") as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        assert is_finding(first)
        assert process.poll() is None
        assert process.stdin is not None
        process.stdin.write(b"{}")
        process.stdin.close()
        written = first + process.stdout.read()
    assert process.returncode == 1
    _, whole, _ = ctmodel_command("validate", "--isolated", f"--output-format={form}", "studies")
    # After the same findings come those of standard input.
    findings = [line for line in whole.splitlines() if line.startswith(("studies", "  ", "{"))]
    assert written.decode().splitlines()[: len(findings)] == findings


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_report_that_was_begun_says_that_it_is_incomplete(folder: Path, number: int, code: int) -> None:
    with waiting(folder, "--output=json:report.json") as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        process.send_signal(number)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, err.strip()) == (code, b"")
    lines = (first + out).decode().splitlines()
    assert lines[-1] == INTERRUPTED
    assert lines[-2].startswith("Checked ")
    assert not json.loads((folder / "report.json").read_text())["complete"]


def test_a_report_that_was_not_begun_is_written_as_well(folder: Path) -> None:
    with (folder / "report.txt").open("wb") as stdout:
        command = [sys.executable, "-m", "ctmodel", "validate", "--isolated", "--output-format=json", "studies", "-"]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=stdout, stderr=subprocess.PIPE) as process:
            assert process.stdin is not None
            # More than a pipe takes: when all is written, the command reads.
            process.stdin.write(json.dumps(CLEAN).encode() + b" " * 300_000)
            process.stdin.flush()
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=60)
    assert process.returncode == 130
    report = json.loads((folder / "report.txt").read_text())
    assert not report["complete"]
    assert report["counts"]["studies"] == 200


def test_processes_that_are_lost_are_told_in_every_report(slow_folder: Path) -> None:
    outputs = [f"--output={name}:{slow_folder}/{name}" for name in FORMATS]
    ending = "import multiprocessing, os\nif multiprocessing.parent_process(): os._exit(1)\n"
    (slow_folder / "ending.py").write_text(f"{ending}{SLOW}")
    process = started(slow_folder, "--plugin=ending", "--select=SLW", "--jobs=2", *outputs, "studies", method="spawn")
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 2
    written = {name: (slow_folder / name).read_text() for name in FORMATS}
    said = "the processes that check were killed"
    assert out.decode() == written["text"]
    assert written["text"].splitlines()[-1] == f"Incomplete: {said}."
    assert f"\nIncomplete: {said}.\n" in written["markdown"]
    assert json.loads(written["json"])["complete"] is False
    assert json.loads(written["sarif"])["runs"][0]["invocations"][0]["executionSuccessful"] is False
    assert ElementTree.XML(written["junit"]).get("errors") == "1"
    assert written["github"] == f"::error title=ctmodel::The report is incomplete: {said}\n"
    assert (written["concise"], written["jsonl"], written["gitlab"]) == ("", "", "[]\n")


def test_what_is_fixed_is_reported_once(folder: Path, ctmodel_command: Command) -> None:
    soft = {"protocolSection": {"identificationModule": {"nctId": "NCT00000001", "officialTitle": "Zero\u200bwidth"}}}
    (folder / "soft.json").write_text(json.dumps(soft))
    options = (
        "validate",
        "--isolated",
        "--select=TXT003,STR",
        "--fix",
        "--output=concise:report",
        "studies",
        "soft.json",
    )
    _, out, err = ctmodel_command(*options)
    assert err == "ctmodel: soft.json: fixed 1 finding\n"
    assert "TXT003" not in out + (folder / "report").read_text()
    assert out.count("Checked 201 studies") == 1
    # Nothing is fixed any more, and the first look is the report.
    assert ctmodel_command(*options)[1:] == (out, "")


def test_a_report_without_findings_is_a_file(folder: Path, ctmodel_command: Command) -> None:
    (folder / "clean.json").write_text(json.dumps(CLEAN))
    (folder / "report").write_text("old")
    assert ctmodel_command("validate", "--isolated", "--select=STR005", "--output=concise:report", "clean.json")[0] == 0
    assert (folder / "report").read_bytes() == b""


class TestOutput:
    @pytest.mark.parametrize(("size", "written"), [(9, ""), (10, ""), (11, "x" * 11)])
    def test_what_is_written_at_a_time(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], size: int, written: str
    ) -> None:
        monkeypatch.setattr(streams, "_AT_A_TIME", 10)
        output = Output()
        output.write("x" * size)
        assert capsys.readouterr().out == written
        output.flush()
        assert capsys.readouterr().out == "x" * (size - len(written))

    def test_a_person_sees_each_finding_at_once(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
        Output().write("x")
        assert capsys.readouterr().out == "x"

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
    def test_what_cannot_be_written_is_told_once(self, folder: Path) -> None:
        command = [sys.executable, "-m", "ctmodel", "validate", "--isolated", "--output-format=jsonl", "studies"]
        with Path("/dev/full").open("wb") as full:
            run = subprocess.run(command, cwd=folder, stdout=full, stderr=subprocess.PIPE, check=False)
        assert (run.returncode, run.stderr) == (2, b"ctmodel: standard output: No space left on device\n")


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_rule_that_interrupts_ends_the_run_with_a_report(folder: Path, ctmodel_command: Command, form: str) -> None:
    source = """
from ctmodel import Severity
from ctmodel.rules import rule

@rule("INT001", severity=Severity.NOTE, source="ours", reads="acronym")
def interrupts(trial):
    "It interrupts."
    raise KeyboardInterrupt
    yield
"""
    (folder / "interrupts.py").write_text(source)
    (folder / "clean.json").write_text(json.dumps(CLEAN))
    code, out, _ = ctmodel_command(
        "validate", "--isolated", "--rules=interrupts.py", "--select=INT", f"--output-format={form}", "clean.json"
    )
    assert code == 130
    assert "the run was interrupted" in out if form == "text" else json.loads(out)["complete"] is False
