"""What lies in the folder that is checked is never run: neither what a configuration names, nor what hides a module."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import ctmodel
from ctmodel.cli import checking
from ctmodel.cli.plugins import with_plugins
from ctmodel.rules import RULES
from tests.cli.test_commands import CLEAN, Command, ctmodel_command

__all__ = ["ctmodel_command"]

RAN = "import os, pathlib\npathlib.Path(os.environ['RAN'], '{}').touch()\n"
RULE = """
from ctmodel import Severity
from ctmodel.rules import rule

@rule("MY001", severity=Severity.NOTE, source="ours", reads="acronym")
def always(trial):
    "It fires."
    yield "acronym", "it fires"
"""
#: More than one process is given at a time.
STUDIES = 2 * checking._TOGETHER
#: Modules that the command, its workers and the interpreter import.
HIDDEN = (
    "attr", "attrs", "cattrs", "click", "concurrent", "ctmodel", "dateutil", "encodings", "json", "msgspec",
    "multiprocessing", "pathspec", "pickle", "rich", "runpy", "sitecustomize", "socket", "tempfile", "tomllib",
    "usercustomize",
)  # fmt: skip
METHODS = ("fork", "spawn", "forkserver") if os.name == "posix" else ("spawn",)
#: What pip writes for an entry point, with the way in which Python starts other processes.
SCRIPT = """
import multiprocessing, sys
from ctmodel.cli import main
if __name__ == "__main__":
    multiprocessing.set_start_method({!r})
    sys.exit(main())
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder to check, in which everything that could be run says so."""
    for name in ("checked", "ran", "bin"):
        (tmp_path / name).mkdir()
    checked = tmp_path / "checked"
    for name in ("evil", *HIDDEN):
        (checked / f"{name}.py").write_text(RAN.format(name))
    for number in range(STUDIES):
        (checked / f"{number:03}.json").write_text(json.dumps(CLEAN))
    return checked


def run(folder: Path, *arguments: str, method: str = METHODS[0]) -> "subprocess.CompletedProcess[str]":
    """Run the command in the folder, as it is installed."""
    script = folder.parent / "bin/ctmodel"
    script.write_text(SCRIPT.format(method))
    source = str(Path(ctmodel.__file__).parents[1])
    environment = {**os.environ, "PYTHONPATH": source, "RAN": str(folder.parent / "ran")}
    environment.pop("PYTHONSAFEPATH", None)
    command = [sys.executable, str(script), "validate", *arguments, "."]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def ran(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder.parent / "ran").iterdir())


def test_the_fixture_sees_what_runs(folder: Path) -> None:
    command = [sys.executable, "-c", "import evil"]
    subprocess.run(command, cwd=folder, env={**os.environ, "RAN": str(folder.parent / "ran")}, check=True)
    assert ran(folder) == ["evil"]


@pytest.mark.parametrize("method", METHODS)
def test_modules_that_hide_others(folder: Path, method: str) -> None:
    (folder / "ctmodel.toml").write_text('records = "selection"\nselect = ["STR"]\n')
    done = run(folder, "--jobs=2", method=method)
    assert (done.returncode, f"Checked {STUDIES} studies" in done.stdout, done.stderr) == (0, True, "")
    assert ran(folder) == []


@pytest.mark.parametrize("name", ["ctmodel.toml", ".ctmodel.toml", "pyproject.toml"])
def test_a_configuration_that_is_found_loads_no_code(folder: Path, name: str) -> None:
    table = "[tool.ctmodel]\n" if name == "pyproject.toml" else ""
    (folder / name).write_text(f'{table}plugins = ["evil"]\n')
    (folder / "deep").mkdir()
    for where in (folder, folder / "deep"):
        done = run(folder, method="fork") if where is folder else run(where.parent, "deep")
        assert (done.returncode, done.stdout) == (2, "")
        assert f"{name}: plugins: a file that was found by search cannot load code" in done.stderr
    assert ran(folder) == []


def test_a_configuration_that_is_named_loads_what_is_installed(folder: Path, tmp_path: Path) -> None:
    (folder / "ctmodel.toml").write_text('plugins = ["evil"]\n')
    done = run(folder, "--config=ctmodel.toml")
    assert (done.returncode, done.stdout) == (2, "")
    assert "plugin evil: ModuleNotFoundError: No module named 'evil'" in done.stderr
    assert ran(folder) == []
    (tmp_path / "bin/our_rules.py").write_text(RULE)  # in the folder of the script, which is on the path
    (folder / "ctmodel.toml").write_text('plugins = ["our_rules"]\nselect = ["MY"]\n')
    done = run(folder, "--config=ctmodel.toml", "--jobs=2", "--output-format=concise")
    assert (done.returncode, done.stdout.count(": MY001 it fires")) == (0, STUDIES)


@pytest.mark.parametrize("option", ["--plugin=evil", "--config=ctmodel.toml"])
def test_as_a_module(folder: Path, option: str) -> None:
    """``python -m`` puts the working directory on the path; a module there is not installed."""
    (folder / "ctmodel.toml").write_text('plugins = ["evil"]\n')
    for name in HIDDEN:
        (folder / f"{name}.py").unlink()
    source = str(Path(ctmodel.__file__).parents[1])
    environment = {**os.environ, "PYTHONPATH": source, "RAN": str(folder.parent / "ran")}
    command = [sys.executable, "-m", "ctmodel", "validate", option, "."]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert ran(folder) == []


def test_a_file_that_is_named(folder: Path) -> None:
    """It is run, from its source, and imports nothing from the folder that it is in."""
    (folder / "rules.py").write_text(f"{RAN.format('rules')}import sys\nassert not sys.path.count('')\n{RULE}")
    done = run(folder, "--rules=rules.py", "--select=MY", "--jobs=2", "--output-format=concise")
    assert (done.returncode, done.stdout.count(": MY001 it fires")) == (0, STUDIES)
    assert ran(folder) == ["rules"]
    assert not (folder / "__pycache__").exists()
    (folder / "rules.py").write_text(f"import evil\n{RULE}")
    done = run(folder, "--rules=rules.py")
    assert (done.returncode, "No module named 'evil'" in done.stderr) == (2, True)


def test_files_of_one_name_and_what_is_written(
    ctmodel_command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    (folder / "a.py").write_text(RULE)
    (folder / "other").mkdir()
    (folder / "other/a.py").write_text(RULE.replace("MY001", "MY002"))
    added = with_plugins([], ["a.py", "other/a.py"]) - RULES
    assert sorted(rule.code for rule in added) == ["MY001", "MY002"]
    code, _, err = ctmodel_command("validate", "--isolated", "--rules=a.py", "--output=json:a.py", "000.json")
    assert (code, "a.py is read by this run" in err) == (2, True)
    code, _, err = ctmodel_command("validate", "--isolated", "--rules=none.py", "000.json")
    assert (code, "Error: rules file none.py: No such file or directory" in err) == (2, True)
