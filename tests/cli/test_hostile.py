"""What strangers, odd folders and odd terminals do to the command."""

import io
import json
import os
import socket
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

import ctmodel
from ctmodel.cli import main
from tests.cli.test_commands import CLEAN, TABLES, WRONG, Command, ctmodel_command

__all__ = ["ctmodel_command"]


def study(**modules: Any) -> dict[str, Any]:
    identification = {"nctId": "NCT00000001", **modules.pop("identificationModule", {})}
    return {"hasResults": False, "protocolSection": {"identificationModule": identification, **modules}}


PERSONAL = study(
    identificationModule={"briefTitle": "Write to somebody@secret.net "},
    descriptionModule={"briefSummary": "Ask zorg@secret.net or +1 555 123 4567 "},
    eligibilityModule={"eligibilityCriteria": "ask me@secret.net"},
    sponsorCollaboratorsModule={
        "responsibleParty": {"investigatorFullName": "Jane Doe ", "investigatorFulName": "Jane"}
    },
)


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "sarif", "concise", "github", "gitlab", "junit", "markdown"])
def test_persons_are_in_no_report(ctmodel_command: Command, tmp_path: Path, form: str) -> None:
    file = tmp_path / "study.json"
    file.write_text(json.dumps(PERSONAL))
    options = ("--isolated", "--profile", "strict", "--output-format", form)
    code, out, err = ctmodel_command("validate", *options, file)
    assert code == 1
    assert "TXT008" in out
    assert not any(secret in out + err for secret in ("Jane", "@secret.net", "123 4567"))


def test_persons_are_in_no_diff(ctmodel_command: Command, tmp_path: Path) -> None:
    file = tmp_path / "study.json"
    file.write_text(json.dumps(PERSONAL))
    code, out, _ = ctmodel_command("validate", "--isolated", "--diff", file)
    assert code == 1
    assert not any(secret in out for secret in ("Jane", "@secret.net", "123 4567"))


def test_the_places_of_keys_that_stand_often(ctmodel_command: Command, tmp_path: Path) -> None:
    file = tmp_path / "study.json"
    file.write_text('{\n"protocolSection":{"zz":1,\n"zz":2},\n"protocolSection":{"zz":3},\n"q":1,\n"q":2,\n"q":3}')
    _, out, _ = ctmodel_command("validate", "--isolated", "--select", "STR012", "--output-format", "jsonl", file)
    found = [json.loads(line) for line in out.splitlines()]
    assert [(held["pointer"], held["line"]) for held in found] == [
        ("/protocolSection/zz", 3), ("/protocolSection", 4), ("/q", 6), ("/q", 7),
    ]  # fmt: skip


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_cannot_be_opened_in_a_folder_stops_nothing(
    ctmodel_command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    for name in "abcd":
        (tmp_path / f"{name}.json").write_text(json.dumps(CLEAN))
    monkeypatch.chdir(tmp_path)
    os.mkfifo("f.json")
    with socket.socket(socket.AF_UNIX) as held:
        held.bind("s.json")
        opened = Path.open

        def refusing(path: Path, *arguments: Any, **options: Any) -> Any:
            if path.name == "b.json":
                raise PermissionError(13, "Permission denied", str(path))
            return opened(path, *arguments, **options)

        monkeypatch.setattr(Path, "open", refusing)
        code, out, err = ctmodel_command.checked("--jobs", jobs, tmp_path)
        assert (code, err) == (2, f"ctmodel: {tmp_path}/b.json: Permission denied\n")
        assert out.startswith("Checked 3 studies")
        code, out, err = ctmodel_command.checked("--jobs", jobs, f"{tmp_path}/[abc].json")
        assert (code, err) == (2, f"ctmodel: {tmp_path}/b.json: Permission denied\n")
        with pytest.raises(PermissionError):
            list(ctmodel.read_many(tmp_path))


def test_a_pattern_takes_each_file_once(ctmodel_command: Command, tmp_path: Path) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    for folder in (tmp_path, tmp_path / "deep", tmp_path / "deep" / "er"):
        (folder / "a.json").write_text(json.dumps(CLEAN))
    assert ctmodel_command.checked(f"{tmp_path}/**")[1].startswith("Checked 3 studies")


def test_a_link_to_nowhere_that_looks_like_a_pattern(ctmodel_command: Command, tmp_path: Path) -> None:
    (tmp_path / "*.json").symlink_to("nowhere")
    code, _, err = ctmodel_command.checked(tmp_path / "*.json")
    assert (code, err.count("No such file")) == (2, 1)


def test_damaged_members_are_findings(ctmodel_command: Command, tmp_path: Path) -> None:
    for number, method in enumerate((zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2)):
        path = tmp_path / f"{number}.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("a.json", json.dumps(WRONG) * 50, method)
            archive.writestr("b.json", json.dumps(CLEAN))
        data = bytearray(path.read_bytes())
        data[60:80] = b"\xff" * 20
        path.write_bytes(data)
        code, out, _ = ctmodel_command.checked(path)
        assert (code, out.count("STR015")) == (1, 1)
        assert "Checked 1 study" in out


def in_a_shell(redirected: str, *arguments: object) -> tuple[int, str]:
    """Run the command with streams redirected, and return its code and standard error."""
    command = f'"$0" -m ctmodel "$@" {redirected}'
    run = subprocess.run(
        ["/bin/sh", "-c", command, sys.executable, *map(str, arguments)], capture_output=True, text=True, check=False
    )
    return run.returncode, run.stderr


@pytest.mark.parametrize("redirected", ["<&-", "2>&-", "<&- 2>&-", "2>/dev/full"])
def test_a_stream_that_is_not_needed(tmp_path: Path, redirected: str) -> None:
    file = tmp_path / "clean.json"
    file.write_text(json.dumps(CLEAN))
    assert in_a_shell(redirected, "validate", *TABLES, file) == (0, "")


CLOSED, FULL = "Bad file descriptor", "No space left on device"


@pytest.mark.parametrize(
    ("redirected", "arguments", "told"),
    [
        (">&-", ["validate", "FILE"], f"ctmodel: standard output: {CLOSED}\n"),
        (">/dev/full", ["validate", "FILE"], f"ctmodel: standard output: {FULL}\n"),
        (">/dev/full", ["validate", "--write-baseline", "/dev/full", "FILE"], f"ctmodel: /dev/full: {FULL}\n"),
        (">/dev/full 2>&1", ["validate", "FILE"], ""),
        (">&- 2>&-", ["validate", "FILE"], ""),
        ("<&- >&- 2>&-", ["validate", "FILE"], ""),
        ("2>/dev/full", ["validate", "absent.json", "FILE"], ""),
        ("2>&-", ["validate", "absent.json", "FILE"], ""),
        ("2>/dev/full", ["validate"], ""),
        ("2>/dev/full", ["--none"], ""),
        ("<&-", ["validate", "-"], f"ctmodel: -: {CLOSED}\n"),
        (">&-", ["show", "FILE"], f"ctmodel: standard output: {CLOSED}\n"),
        (">&-", ["--version"], f"ctmodel: {CLOSED}\n"),
        (">/dev/full", ["--help"], f"ctmodel: {FULL}\n"),
        (">&-", ["rule", "STR001"], f"ctmodel: standard output: {CLOSED}\n"),
        (">&-", ["config"], f"ctmodel: standard output: {CLOSED}\n"),
        (">&-", ["validate", "--diff", "NULLS"], f"ctmodel: standard output: {CLOSED}\n"),
    ],
)
def test_what_cannot_be_written_or_read(tmp_path: Path, redirected: str, arguments: list[str], told: str) -> None:
    (tmp_path / "clean.json").write_text(json.dumps(CLEAN))
    (tmp_path / "nulls.json").write_text(json.dumps(study(identificationModule={"acronym": None})))
    named = {"FILE": f"{tmp_path}/clean.json", "NULLS": f"{tmp_path}/nulls.json"}
    assert in_a_shell(redirected, *(named.get(argument, argument) for argument in arguments)) == (2, told)


@pytest.mark.parametrize("command", ["config", "rules"])
def test_a_full_disk(command: str) -> None:
    assert in_a_shell(">/dev/full", command) == (2, "ctmodel: standard output: No space left on device\n")


def test_an_encoding_that_lacks_characters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "study.json"
    file.write_text(json.dumps(study(**{"x\u2192": 1})))
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding="cp1252"))
    monkeypatch.setattr(sys, "argv", ["ctmodel", "validate", "--isolated", "--select", "STR003", str(file)])
    with pytest.raises(SystemExit):
        main()
    assert b"'x\\u2192'" in written.getvalue()


def test_links_in_a_circle(ctmodel_command: Command, tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "clean.json").write_text(json.dumps(CLEAN))
    code, _, err = ctmodel_command.checked(tmp_path / "clean.json", "--output", f"json:{tmp_path / 'loop'}")
    assert code == 2
    assert err.count("loop") == 1


def test_a_pipe_takes_what_is_written_and_stays_one(ctmodel_command: Command, tmp_path: Path) -> None:
    file = tmp_path / "clean.json"
    file.write_text(json.dumps(CLEAN))
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    assert ctmodel_command.checked(file, "--output", f"json:{tmp_path / 'pipe'}")[0] == 0
    assert json.loads(os.read(reader, 100_000))["counts"]["studies"] == 1
    os.close(reader)
    assert (tmp_path / "pipe").is_fifo()


def test_options_that_exclude_each_other(ctmodel_command: Command, tmp_path: Path) -> None:
    file = tmp_path / "clean.json"
    file.write_text(json.dumps(CLEAN))
    for options in (
        ["--diff", "--output", "json:x"],
        ["--write-baseline", "x", "--output", "json:x"],
        ["--write-baseline", "x", "--fix"],
        ["--write-baseline", ""],
    ):
        assert ctmodel_command.checked(*options, file)[0] == 2


def test_a_limit_of_what_is_shown_limits_no_fixes(ctmodel_command: Command, tmp_path: Path) -> None:
    file = tmp_path / "study.json"
    file.write_text(
        json.dumps(study(identificationModule={"acronym": None, "briefTitle": None, "officialTitle": None}))
    )
    assert ctmodel_command("validate", "--isolated", "--diff", "--exit-zero", file)[0] == 0
    ctmodel_command("validate", "--isolated", "--fix", "--max-per-rule", 1, file)
    assert json.loads(file.read_text()) == study()


def test_what_runs_of_ci_obey_is_escaped_in_a_diff(ctmodel_command: Command, tmp_path: Path) -> None:
    file = tmp_path / "study.json"
    file.write_text(json.dumps(study(identificationModule={"briefTitle": "##vso[x]y ##[error]boo "})))
    _, out, _ = ctmodel_command("validate", "--isolated", "--diff", file)
    assert "##" not in out


def test_names_in_usage_errors_are_escaped(ctmodel_command: Command) -> None:
    code, _, err = ctmodel_command("show", "a", "b\x1b[31m")
    assert code == 2
    assert "\x1b" not in err
