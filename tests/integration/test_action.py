"""The script of the GitHub Action, run as a shell runs it, with a command that records what it is given."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[2] / ".github-action/run.sh"
RECORDER = """\
#!{python}
import json, os, sys
with open(os.environ["RECORD"], "w") as file:
    json.dump(sys.argv[1:], file)
for argument in sys.argv:
    form, _, name = argument.partition(":")
    content = os.environ.get(f"STUB_{{form.upper()}}")
    if content is not None:
        with open(name, "w") as file:
            file.write(content * int(os.environ.get("STUB_TIMES", "1")))
sys.exit(int(os.environ.get("STUB_CODE", "0")))
"""
HOSTILE = [
    "$(touch pwned)", "`touch pwned`", "; touch pwned", "a b  c", " a", "*", "'", '"', "--fail-on=never", "-", "\\n",
    "::error::x", "%0Aerrors=0", "${IFS}", "&& touch pwned", "| touch pwned", "> pwned", "a\rb", "\x1b[31m", "$HOME", "!x",
]  # fmt: skip


class Run:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "bin").mkdir()
        (folder / "work").mkdir()
        stub = folder / "bin/ctmodel"
        stub.write_text(RECORDER.format(python=sys.executable))
        stub.chmod(0o755)

    def __call__(self, **given: str) -> int:
        environment = {
            "PATH": f"{self.folder}/bin:{os.environ['PATH']}",
            "RECORD": f"{self.folder}/record",
            "GITHUB_OUTPUT": f"{self.folder}/output",
            "GITHUB_STEP_SUMMARY": f"{self.folder}/summary",
            "TMPDIR": str(self.folder),
            **given,
        }
        command = ["bash", "--noprofile", "--norc", str(SCRIPT)]
        done = subprocess.run(command, cwd=self.folder / "work", env=environment, capture_output=True, check=False)
        assert done.stdout == b""
        self.stderr = done.stderr
        assert not [path for path in self.folder.iterdir() if path.name.startswith("tmp.")]
        return done.returncode

    @property
    def arguments(self) -> list[str]:
        given: list[str] = json.loads((self.folder / "record").read_text())
        return given

    def text(self, name: str) -> str:
        path = self.folder / name
        return path.read_text() if path.exists() else ""


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run(tmp_path)


def sarif(*levels: str) -> str:
    message = {"text": 'a "level": "error" in a message'}
    rules = [{"id": "X", "defaultConfiguration": {"level": "error"}}]
    results: list[dict[str, Any]] = [{"level": level, "message": message} for level in levels]
    return json.dumps({"runs": [{"tool": {"driver": {"rules": rules}}, "results": results}]})


def test_the_command_gets_every_input(run: Run) -> None:
    given = {"INPUT_PATHS": "a\nb c\n\n", "INPUT_ARGS": "--profile=icmje\n--ignore\nTXT\n"}
    assert run(**given, INPUT_FAIL_ON="warning", INPUT_SARIF_FILE="out.sarif") == 0
    summary = run.arguments[6]
    assert summary.startswith(f"markdown:{run.folder}/")
    assert run.arguments == [
        "validate", "--output-format", "github", "--output", "sarif:out.sarif", "--output", summary,
        "--fail-on", "warning", "--profile=icmje", "--ignore", "TXT", "--", "a", "b c",
    ]  # fmt: skip
    assert run.stderr == b""


def test_without_inputs_the_folder_is_checked(run: Run) -> None:
    assert run() == 0
    assert run.arguments[-4:] == ["--fail-on", "error", "--", "."]


@pytest.mark.parametrize("given", ["INPUT_PATHS", "INPUT_ARGS"])
def test_nothing_given_is_read_as_shell(run: Run, given: str) -> None:
    assert run(**{given: "\n".join(HOSTILE)}) == 0
    expected = ["--", *HOSTILE] if given == "INPUT_PATHS" else [*HOSTILE, "--", "."]
    assert run.arguments[-len(expected) :] == expected
    assert list((run.folder / "work").iterdir()) == []


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_of_the_sarif_file_and_levels(run: Run, name: str) -> None:
    assert run(INPUT_SARIF_FILE=name, INPUT_FAIL_ON=name, STUB_SARIF=sarif("error")) == 0
    assert run.arguments[4] == f"sarif:{name}"
    assert run.arguments[8] == name
    assert [path.name for path in (run.folder / "work").iterdir()] == [name]
    assert run.text("output") == "errors=1\n"


@pytest.mark.parametrize("code", [0, 1, 2, 130])
def test_the_exit_code_is_kept_and_errors_are_counted(run: Run, code: int) -> None:
    levels = ("error", "warning", "error", "note")
    assert run(STUB_CODE=str(code), STUB_SARIF=sarif(*levels), STUB_MARKDOWN="| a |\n") == code
    assert run.text("output") == "errors=2\n"
    assert run.text("summary") == "| a |\n"


def test_what_stood_there_before_is_no_result(run: Run) -> None:
    old = run.folder / "work/old.sarif"
    old.write_text(sarif("error"))
    assert run(INPUT_SARIF_FILE="old.sarif", STUB_CODE="2") == 2
    assert not old.exists()
    assert run.text("output") == run.text("summary") == ""


def test_what_is_checked_is_not_written_over(run: Run) -> None:
    """The name of the SARIF file is that of a study: nothing is removed, and the command refuses to write there."""
    (run.folder / "bin/ctmodel").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ctmodel "$@"\n')
    study = run.folder / "work/study.json"
    study.write_text('{"protocolSection": {}}')
    for given in ({"INPUT_PATHS": "study.json"}, {}, {"INPUT_PATHS": "*.json"}):
        assert run(INPUT_SARIF_FILE="study.json", **given) == 2
        assert b"study.json is read by this run, and nothing is written over it" in run.stderr
        assert study.read_text() == '{"protocolSection": {}}'
    assert run.text("output") == ""


def test_a_damaged_sarif_file_gives_no_count_and_keeps_the_code(run: Run) -> None:
    assert run(STUB_SARIF="{", STUB_CODE="1") == 1
    assert run.text("output") == ""


def test_the_summary_adds_to_what_is_there_and_is_bounded(run: Run) -> None:
    (run.folder / "summary").write_text("before\n")
    assert run(STUB_MARKDOWN="12345\n", STUB_TIMES="2") == 0
    assert run.text("summary") == "before\n12345\n12345\n"
    assert run(STUB_MARKDOWN="x" * 1000, STUB_TIMES="2000") == 0
    assert 1_000_000 < len(run.text("summary")) < 1 << 20


def test_python_imports_nothing_from_the_folder_that_is_checked(run: Run) -> None:
    (run.folder / "work/json.py").write_text("open('pwned', 'w')")
    assert run(STUB_SARIF=sarif()) == 0
    assert run.text("output") == "errors=0\n"
    assert not (run.folder / "work/pwned").exists()


def test_outside_github(run: Run) -> None:
    assert run(GITHUB_OUTPUT="", GITHUB_STEP_SUMMARY="", STUB_SARIF=sarif("error"), STUB_MARKDOWN="x") == 0


def test_with_the_command_itself(run: Run) -> None:
    """A wrong study is marked, listed in the summary and counted, and fails the step."""
    (run.folder / "bin/ctmodel").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ctmodel "$@"\n')
    study = {"protocolSection": {"identificationModule": {"nctId": "NCT00000002", "acronym": 5}}}
    (run.folder / "work/a b.json").write_text(json.dumps(study))
    environment = {**os.environ, "PATH": f"{run.folder}/bin:{os.environ['PATH']}", "INPUT_PATHS": "a b.json"}
    environment |= {"GITHUB_OUTPUT": f"{run.folder}/output", "GITHUB_STEP_SUMMARY": f"{run.folder}/summary"}
    environment |= {"INPUT_SARIF_FILE": "out.sarif", "INPUT_ARGS": "--select=STR"}
    command = ["bash", "--noprofile", "--norc", str(SCRIPT)]
    done = subprocess.run(command, cwd=run.folder / "work", env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"::error file=a b.json,line=1,col=71," in done.stdout
    assert run.text("output") == "errors=1\n"
    assert "| error | STR004 | 1 |" in run.text("summary")
    (held,) = json.loads((run.folder / "work/out.sarif").read_text())["runs"]
    assert "STR004" in {result["ruleId"] for result in held["results"]}


def test_the_command_imports_nothing_from_the_folder(run: Run) -> None:
    """Python takes the variable for what it starts with ``-c``, too, as it does to check in several processes."""
    stub = run.folder / "bin/ctmodel"
    stub.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "import evil"\n')
    (run.folder / "work/evil.py").write_text("")
    assert run() == 1
    assert b"No module named 'evil'" in run.stderr
