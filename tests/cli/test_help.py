"""The help of the commands, and the completion of command lines."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from ctmodel.cli.app import app
from ctmodel.cli.help import Purpose, PurposeOption

HEADINGS = [f"{purpose}:" for purpose in Purpose]


def shown(*arguments: str, width: int = 80) -> str:
    result = CliRunner().invoke(app, [*arguments, "--help"], terminal_width=width)
    assert result.exit_code == 0
    return result.output


def completed(line: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a shell does that completes the last word of a line."""
    words = line.split(" ")
    asked = {"_CTMODEL_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    command = [sys.executable, "-m", "ctmodel"]
    return subprocess.run(
        command, env={**os.environ, **asked, **environment}, capture_output=True, text=True, check=False
    )


def of(line: str) -> set[str]:
    result = completed(line)
    assert (result.returncode, result.stderr) == (0, "")
    return {suggested.removeprefix("plain,") for suggested in result.stdout.split()}


class TestHelp:
    def test_options_are_listed_by_purpose(self) -> None:
        headings = [line for line in shown("validate").splitlines() if line.endswith(":") and line[0] != " "]
        assert headings == HEADINGS

    def test_only_purposes_with_options_are_listed(self) -> None:
        text = shown("config")
        assert "Rule selection:" in text
        assert "Fixes:" not in text

    @pytest.mark.parametrize("name", ["validate", "config"])
    def test_each_option_has_a_purpose(self, name: str) -> None:
        options = [held for held in app.commands[name].params if isinstance(held, click.Option)]
        assert all(isinstance(held, PurposeOption) for held in options)

    @pytest.mark.parametrize("name", sorted(app.commands))
    def test_sentences(self, name: str) -> None:
        command = app.commands[name]
        for held in command.params:
            if isinstance(held, click.Option):
                said = (held.help or "").partition("  [")[0]
                assert said.endswith("."), held.name
                assert said[0].isupper(), held.name
        assert "..." not in command.get_short_help_str(limit=60), "the list of commands cuts it"

    def test_arguments_are_no_options(self) -> None:
        assert "\n  PATH" not in shown("validate")


class TestCompletion:
    @pytest.mark.parametrize(
        ("shell", "begins"),
        [("bash", "_ctmodel_completion()"), ("zsh", "#compdef ctmodel"), ("fish", "function _ctmodel_completion;")],
    )
    def test_the_script(self, shell: str, begins: str) -> None:
        if shell == "bash" and shutil.which("bash") is None:
            pytest.skip("needs bash, whose version click looks at")
        result = completed("", _CTMODEL_COMPLETE=f"{shell}_source")
        assert (result.returncode, result.stderr) == (0, "")
        assert result.stdout.lstrip().startswith(begins)
        assert f"_CTMODEL_COMPLETE={shell}_complete" in result.stdout

    def test_a_shell_that_is_not_known(self) -> None:
        assert completed("", _CTMODEL_COMPLETE="none_source").returncode == 1

    @pytest.mark.parametrize(
        ("line", "expected"),
        [
            ("ctmodel val", {"validate"}),
            ("ctmodel validate --select DAT014", {"DAT014"}),
            ("ctmodel validate --select STR,DAT014", {"STR,DAT014"}),
            ("ctmodel config --profile ic", {"icmje"}),
            ("ctmodel validate --format ic", {"ictrp-xml", "ictrp-csv"}),
            ("ctmodel validate --fail-on n", {"note", "never"}),
            ("ctmodel show --format ctgov", {"ctgov-v2", "ctgov-xml", "ctgov-csv"}),
            ("ctmodel rule STR004", {"STR004"}),
            ("ctmodel rule NONE", set()),
        ],
    )
    def test_names(self, line: str, expected: set[str]) -> None:
        assert of(line) == expected

    @pytest.mark.parametrize(
        "line",
        ["ctmodel validate stu", "ctmodel show stu", "ctmodel validate --config stu", "ctmodel schema --output stu"],
    )
    def test_paths_are_left_to_the_shell(self, line: str) -> None:
        assert completed(line).stdout == "file,stu\n"

    def test_nothing_else_is_done(self, tmp_path: Path, monkeypatch: Any) -> None:
        monkeypatch.chdir(tmp_path)
        (tmp_path / "ctmodel.toml").write_text("none = 1")
        assert of("ctmodel validate --isol") == {"--isolated"}
        assert [*tmp_path.iterdir()] == [tmp_path / "ctmodel.toml"]
