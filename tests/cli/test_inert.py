"""What runners of CI take for commands is none in any output, whatever is checked holds it, and wherever."""

import json
import re
from itertools import count
from pathlib import Path
from typing import Any

import pytest

import ctmodel
from ctmodel.io.visible import commandless, visible
from ctmodel.report import FORMATS
from ctmodel.testing import load_fixture
from tests.cli.test_commands import Command, ctmodel_command

__all__ = ["ctmodel_command"]

COMMANDS = (
    "::error::x",
    "##vso[task.complete]x",
    "##[error]x",
    "##teamcity[x]",
    "::add-mask::x",
    " \t::stop-commands::x",
)
HOSTILE = "\n".join(("first", *COMMANDS, f"in it {COMMANDS[1]}", "last "))
AT_START = re.compile(r"^\s*::", re.MULTILINE)
ANYWHERE = re.compile(r"##\w*\[")
OWN = re.compile(r"^::(?:error|warning|notice) (?:file=|title=)", re.MULTILINE)


def hostile(payload: Any, numbers: "count[int]") -> Any:
    """Put what may be a command into each text and each second key of a payload, one at the beginning of the text."""
    if isinstance(payload, dict):
        held = {key: hostile(value, numbers) for key, value in payload.items()}
        return held | {COMMANDS[next(numbers) % len(COMMANDS)]: HOSTILE}
    if isinstance(payload, list):
        return [hostile(item, numbers) for item in payload] * 2
    if isinstance(payload, str):
        return COMMANDS[next(numbers) % len(COMMANDS)] + HOSTILE
    return payload


def assert_inert(output: str, form: str = "") -> None:
    assert not ANYWHERE.search(output)
    begun = AT_START.findall(output)
    assert len(begun) == (len(OWN.findall(output)) if form == "github" else 0)


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    payload = ctmodel.unstructure(load_fixture("NCT01219465"))
    file = tmp_path / "##vso[x]::error::y.json"
    odd = hostile(payload, count())
    # Texts where a rule looks for more than a string, and members that a fix removes.
    odd["protocolSection"]["identificationModule"]["nctId"] = "NCT01219465"
    odd["protocolSection"]["descriptionModule"]["briefSummary"] = f"{COMMANDS[1]} \u200b{COMMANDS[0]} "
    odd["protocolSection"]["identificationModule"]["acronym"] = None
    file.write_text(json.dumps(odd))
    return file


@pytest.mark.parametrize("form", FORMATS)
def test_reports(ctmodel_command: Command, study: Path, form: str) -> None:
    options = ("--isolated", "--profile=strict", "--output-format", form, "--output", f"{form}:report")
    for name in (study, study.name):
        code, out, err = ctmodel_command("validate", *options, name)
        assert code == 1
        assert len(out) > 500
        assert_inert(out, form)
        assert_inert(err)
        assert_inert(Path("report").read_text(), form)


def test_values_of_json_stay_what_they_are(ctmodel_command: Command, study: Path) -> None:
    _, out, _ = ctmodel_command("validate", "--isolated", "--output-format=json", study.name)
    assert {found["file"] for found in json.loads(out)["findings"]} == {study.name}


@pytest.mark.parametrize(
    "arguments",
    [
        ["show"],
        ["validate", "--diff"],
        ["validate", "--statistics"],
        ["validate", "--write-baseline=##vso[x]"],
        ["validate", "--fix"],
    ],
)
def test_other_output_about_a_study(ctmodel_command: Command, study: Path, arguments: list[str]) -> None:
    code, out, err = ctmodel_command(*arguments, study.name)
    assert code in (0, 1)
    assert_inert(out)
    assert_inert(err)


@pytest.mark.parametrize("text", COMMANDS)
@pytest.mark.parametrize(
    "arguments",
    [
        ["{}"], ["show", "{}"], ["show", "a", "{}"], ["rule", "{}"], ["validate", "{}"], ["validate", "--select={}", "."],
        ["validate", "--profile={}", "."], ["validate", "--output={}", "."], ["validate", "--output=json:{}/x", "{}"],
        ["validate", "--config={}", "."], ["validate", "--baseline={}", "."], ["validate", "--plugin={}", "."],
        ["validate", "--as-of={}", "."], ["validate", "--severity={}", "."], ["validate", "--severity=A={}", "."],
        ["config", "--exclude={}", "--baseline={}"], ["config", "--exclude=\n{}\n"], ["config", "--select={}"],
        ["validate", "--{}"], ["validate", "--write-baseline={}/x", "{}"],
    ],
)  # fmt: skip
def test_what_is_given_with_a_command(
    ctmodel_command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], text: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = ctmodel_command(*(argument.format(*[f"\n{text}\n"] * 2) for argument in arguments))
    assert code == (0 if arguments[0] == "config" else 2)
    assert_inert(out)
    assert_inert(err)


@pytest.mark.parametrize("key", ["baseline", "exclude", "per-file-ignores", "severity", "::error::x", "##[x]"])
def test_settings(ctmodel_command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    for text in COMMANDS:
        folder = tmp_path / text.replace("/", "")
        folder.mkdir()
        monkeypatch.chdir(folder)
        values = {
            "exclude": [f"\n{text}\n"], "per-file-ignores": {f"\n{text}\n": {"DAT": f"\n{text}\n"}}, "severity": {text: text}
        }  # fmt: skip
        value = json.dumps(values.get(key, f"\n{text}\n")).replace('": ', '" = ')
        Path("ctmodel.toml").write_text(f"{json.dumps(key)} = {value}\n")
        Path("a.json").write_text('{"protocolSection": {}}')
        for command in (["config"], ["validate", "a.json"]):
            _, out, err = ctmodel_command(*command)
            assert_inert(out)
            assert_inert(err)


def test_nothing_else_is_changed() -> None:
    text = "a::b\n- ::c ## d #[e] # #f[g]\n #::h"
    assert visible(text) == text
    assert visible("::a\n \t::b\n##x[c", one_line=True) == "\\x3a:a\\n \\t::b\\n\\x23#x[c"
    assert visible("::a\n \t::b\n##x[c") == "\\x3a:a\n \t\\x3a:b\n\\x23#x[c"
    for value in (HOSTILE, "###[x]", "#", "##", "\\##[x]"):
        assert json.loads(commandless(json.dumps(value))) == value
        assert not ANYWHERE.search(commandless(json.dumps(value)))
