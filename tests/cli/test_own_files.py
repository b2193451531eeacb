"""What a run writes never takes the place of what it reads."""

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.cli.test_commands import CLEAN, WRONG, Command, ctmodel_command

__all__ = ["ctmodel_command"]

REFUSED = "is read by this run, and nothing is written over it"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.json").write_text(json.dumps(WRONG))
    (tmp_path / "in/b.json").write_text(json.dumps(CLEAN))
    with zipfile.ZipFile(tmp_path / "in/c.zip", "w") as archive:
        archive.writestr("d.json", json.dumps(CLEAN))
    (tmp_path / "link.json").symlink_to("in/a.json")
    (tmp_path / "folder").symlink_to("in")
    os.link(tmp_path / "in/b.json", tmp_path / "other.json")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def content(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("written", "paths"),
    [
        ("in/a.json", ["in/a.json"]),
        ("./in/../in/a.json", ["in/a.json"]),
        ("link.json", ["in/a.json"]),
        ("in/a.json", ["link.json"]),
        ("folder/a.json", ["in/a.json"]),
        ("other.json", ["in/b.json"]),
        ("in/a.json", ["in"]),
        ("in/a.json", ["in/*.json"]),
        ("in/a.json", ["**/*.json"]),
        ("in/c.zip", ["in/c.zip"]),
        ("in/c.zip", ["in"]),
        ("in/b.json", ["in/a.json", "in/b.json"]),
    ],
)
@pytest.mark.parametrize("option", ["json:", "sarif:", ""])
def test_a_report_over_an_input(
    ctmodel_command: Command, folder: Path, written: str, paths: list[str], option: str
) -> None:
    before = content(folder)
    options = ["--output", "json:new.json", "--output", option + written] if option else ["--write-baseline", written]
    code, out, err = ctmodel_command.checked("--isolated", *options, *paths)
    assert (code, out) == (2, "")
    assert f"Error: {written.removeprefix('./') if option else written} {REFUSED}" in err
    assert content(folder) == before


def test_an_absolute_name_and_fixes(ctmodel_command: Command, folder: Path) -> None:
    (folder / "in/a.json").write_text('{"protocolSection": {"identificationModule": {"acronym": null}}}')
    before = content(folder)
    assert ctmodel_command.checked("--fix", "--output", f"json:{folder}/in/a.json", "in")[0] == 2
    assert content(folder) == before


def test_what_is_excluded_or_no_study_is_no_input(ctmodel_command: Command, folder: Path) -> None:
    (folder / "in/package.json").write_text("{}")
    assert ctmodel_command.checked("--exclude", "a.json", "--output", "json:in/a.json", "in")[0] == 0
    assert ctmodel_command.checked("--exclude", "a.json", "--output", "json:in/package.json", "in")[0] == 0
    assert json.loads((folder / "in/a.json").read_text())["counts"]["studies"] == 2


def test_settings_and_baseline(ctmodel_command: Command, folder: Path) -> None:
    (folder / "ctmodel.toml").write_text("")
    assert ctmodel_command("validate", "--write-baseline", "known.json", "in")[0] == 0
    before = content(folder)
    for options in (
        ["--output", "json:ctmodel.toml"],
        ["--write-baseline", "ctmodel.toml"],
        ["--baseline", "known.json", "--output", "json:known.json"],
    ):
        code, _, err = ctmodel_command("validate", *options, "in")
        assert (code, REFUSED in err) == (2, True)
    assert content(folder) == before


def test_a_baseline_in_the_folder_is_no_study_and_can_be_written_again(ctmodel_command: Command, folder: Path) -> None:
    for _ in range(2):
        assert ctmodel_command.checked("--write-baseline", "in/known.json", "in")[0] == 0
    code, out, _ = ctmodel_command.checked("--baseline", "in/known.json", "in")
    assert (code, out.splitlines()[-1]) == (0, "Checked 3 studies, as of 2026-01-01: nothing found.")


def test_a_stream_that_is_redirected(folder: Path) -> None:
    command = [sys.executable, "-m", "ctmodel", "validate", "--isolated"]
    before = content(folder)
    with Path("in/a.json").open("rb") as stdin:
        run = subprocess.run(
            [*command, "--output", "json:in/a.json", "-"], stdin=stdin, capture_output=True, check=False
        )
        assert (run.returncode, REFUSED.encode() in run.stderr) == (2, True)
    with Path("in/a.json").open("ab") as stdout:
        run = subprocess.run([*command, "in"], stdout=stdout, stderr=subprocess.PIPE, check=False)
        assert (run.returncode, b"standard output " + REFUSED.encode() in run.stderr) == (2, True)
    assert content(folder) == before
    with Path("in/report.json").open("wb") as stdout:
        run = subprocess.run([*command, "in"], stdout=stdout, stderr=subprocess.PIPE, check=False)
        assert (run.returncode, run.stderr) == (1, b"")


def test_without_descriptors(ctmodel_command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(CLEAN).encode())))
    assert ctmodel_command.checked("--output", "json:new.json", "-")[0] == 0
