"""Rules that a user adds, in a module or a file: what they do cannot end the command, nor get into its report."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ctmodel.cli.pool import _MOST_LEFT_OUT
from tests.cli.test_commands import CLEAN

RULE = """
import sys
from ctmodel import Severity
from ctmodel.rules import rule

print("imported")

@rule("MY001", severity=Severity.NOTE, source="ours", reads="acronym")
def always(trial):
    "It fires."
    {body}
    yield "acronym", "it fires"
"""


#: The ways to add rules, and how messages name each.
WAYS = {"--plugin=my_plugin": "plugin my_plugin", "--rules=installed/my_plugin.py": "rules file installed/my_plugin.py"}


def validated(
    folder: Path, plugin: str, *options: str, way: str = "--plugin=my_plugin", studies: int = 1
) -> "subprocess.CompletedProcess[str]":
    (folder / "installed").mkdir()
    (folder / "installed/my_plugin.py").write_text(plugin)
    (folder / "studies").mkdir(exist_ok=True)
    for number in range(studies):
        (folder / f"studies/{number:03}.json").write_text(json.dumps(CLEAN))
    command = [sys.executable, "-m", "ctmodel", "validate", "--isolated", way, "--select=MY", *options, "studies"]
    path = os.pathsep.join(filter(None, (os.environ.get("PYTHONPATH"), str(folder / "installed"))))
    environment = {**os.environ, "PYTHONPATH": path}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("jobs", ["--jobs=1", "--jobs=2"])
@pytest.mark.parametrize(
    ("plugin", "reason"),
    [
        ("import sys; sys.exit(0)", "SystemExit: 0"),
        ("raise SystemExit", "SystemExit"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt"),
        ("raise BaseException('x')", "BaseException: x"),
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("raise ImportError('##vso[x]\\n::error::y\\x1b[31m')", r"ImportError: \x23#vso[x]"),
        ("def", "SyntaxError: invalid syntax (my_plugin.py, line 1)"),
        ("import nowhere", "ModuleNotFoundError: No module named 'nowhere'"),
        ("raise FileNotFoundError(2, 'No such file', 'x')", "No such file"),
        ("", "it defines no rule"),
    ],
)
def test_one_that_cannot_be_used_is_named(tmp_path: Path, plugin: str, reason: str, jobs: str, way: str) -> None:
    run = validated(tmp_path, plugin, jobs, way=way)
    assert (run.returncode, run.stdout) == (2, "")
    assert f"Error: {WAYS[way]}: {reason}" in run.stderr
    assert "Traceback" not in run.stderr
    assert not any(line.startswith("::") for line in run.stderr.splitlines())


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("jobs", ["--jobs=1", "--jobs=2"])
@pytest.mark.parametrize("body", ["sys.exit(0)", "raise GeneratorExit", "1 / 0"])
def test_a_rule_that_would_end_the_command_is_a_finding(tmp_path: Path, body: str, jobs: str, way: str) -> None:
    run = validated(tmp_path, RULE.format(body=body), "--output-format=jsonl", jobs, way=way, studies=40)
    found = [json.loads(line) for line in run.stdout.splitlines()]
    assert run.returncode == 1
    assert [held["code"] for held in found] == ["STR900"] * 40
    assert found[0]["message"].startswith("rule MY001 (always) crashed on this record: ")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("jobs", ["--jobs=1", "--jobs=2"])
def test_what_it_prints_is_no_part_of_the_report(tmp_path: Path, jobs: str, way: str) -> None:
    run = validated(tmp_path, RULE.format(body="print('asked')"), "--output-format=json", jobs, way=way, studies=40)
    assert run.returncode == 0
    assert json.loads(run.stdout)["counts"]["note"] == 40
    assert run.stderr.count("imported") >= 1
    assert run.stderr.count("asked") == 40


@pytest.mark.parametrize("jobs", ["--jobs=1", "--jobs=2"])
def test_a_rule_that_interrupts(tmp_path: Path, jobs: str) -> None:
    run = validated(tmp_path, RULE.format(body="raise KeyboardInterrupt"), jobs, studies=130)
    assert run.returncode == 130
    assert run.stdout.splitlines() == ["Checked 0 studies: nothing found.", "Incomplete: the run was interrupted."]
    assert "Traceback" not in run.stderr


def test_one_that_fails_in_other_processes_alone(tmp_path: Path) -> None:
    plugin = (
        f"import multiprocessing\nif multiprocessing.parent_process():\n    raise SystemExit(0)\n{RULE.format(body='')}"
    )
    (tmp_path / "program.py").write_text(
        "import multiprocessing\nfrom ctmodel.cli import main\n"
        "if __name__ == '__main__':\n    multiprocessing.set_start_method('spawn')\n    main()\n"
    )
    (tmp_path / "my_plugin.py").write_text(plugin)
    for number in range(130):
        (tmp_path / f"{number}.json").write_text(json.dumps(CLEAN))
    command = [sys.executable, "program.py", "validate", "--isolated", "--plugin=my_plugin", "--jobs=2", "."]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (2, "")
    assert "Error: plugin my_plugin: SystemExit: 0" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_worker_that_a_rule_ends(tmp_path: Path) -> None:
    run = validated(tmp_path, RULE.format(body="import os; os._exit(0)"), "--jobs=2", studies=130)
    assert run.returncode == 2
    assert "the processes that check were killed" in run.stderr
    assert run.stdout.count("STR901") == _MOST_LEFT_OUT
