"""Streams that close, processes that are ended, and odd names: the command run as others run it."""

import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ctmodel.report import FORMATS
from tests.cli.test_commands import CLEAN, WRONG, Command, ctmodel_command

__all__ = ["ctmodel_command"]

LONG = {"protocolSection": {"descriptionModule": {"detailedDescription": "word " * 50_000}}}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "studies").mkdir()
    for number in range(40):
        (tmp_path / f"studies/{number}.json").write_text(json.dumps(LONG if number % 2 else WRONG))
    return tmp_path


def piped(folder: Path, command: str) -> tuple[int, bytes]:
    """Run the command in a pipeline, and return its own exit code and standard error."""
    script = f'"$0" -W error -m ctmodel {command}; exit "${{PIPESTATUS[0]}}"'
    run = subprocess.run(["/bin/bash", "-c", script, sys.executable], cwd=folder, capture_output=True, check=False)
    return run.returncode, run.stderr


@pytest.mark.parametrize(
    "command",
    [
        "show studies", "show 'studies/*.json'", "validate --isolated studies", "validate --jobs 2 --isolated studies",
        "validate --output-format json studies", "validate --diff --isolated studies",
    ],
)  # fmt: skip
def test_nobody_reads(folder: Path, command: str) -> None:
    for reader in ("head -1 >/dev/null", "true"):
        # Not always: what is short may be written before the other end closes.
        code, err = piped(folder, f"{command} | {reader}")
        assert (code in ({141} if reader == "true" or "show" in command else {141, 1}), err) == (True, b"")


@pytest.mark.parametrize("command", ["rules", "config", "rule STR001", "--help", "--version", "validate --help"])
def test_nobody_reads_what_is_short(folder: Path, command: str) -> None:
    assert piped(folder, f"{command} | head -1 >/dev/null")[1] == b""
    reader, writer = os.pipe()
    os.close(reader)
    run = subprocess.run(
        [sys.executable, "-m", "ctmodel", *command.split()], stdout=writer, stderr=subprocess.PIPE, check=False
    )
    os.close(writer)
    assert (run.returncode, run.stderr) == (141, b"")


@pytest.mark.parametrize("command", ["validate none.json", "validate --none", "show none.json"])
def test_nobody_reads_messages(folder: Path, command: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    run = subprocess.run(
        [sys.executable, "-m", "ctmodel", *command.split()],
        cwd=folder,
        stderr=writer,
        stdout=subprocess.PIPE,
        check=False,
    )
    os.close(writer)
    assert (run.returncode, run.stdout) == (141, b"")


SLOW_WRITING = """
import os, signal, sys, time
from ctmodel.cli import main
def sync(descriptor):
    print("writing", file=sys.stderr, flush=True)
    time.sleep(60)
os.fsync = sync
main()
"""


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)])
@pytest.mark.parametrize("options", [["--output", "json:report.json"], ["--write-baseline", "report.json"]])
def test_no_temporary_file_is_left(folder: Path, number: int, code: int, options: list[str]) -> None:
    command = [sys.executable, "-c", SLOW_WRITING, "validate", "--isolated", *options, "studies"]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stderr is not None
    assert process.stderr.readline() == b"writing\n"
    process.send_signal(number)
    # Writing would take twice as long.
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err.strip()) == (code, b"", b"")
    assert [path.name for path in folder.iterdir()] == ["studies"]


def test_a_signal_that_is_ignored_stays_ignored(folder: Path) -> None:
    program = """
import os, signal, sys
signal.signal(signal.SIGHUP, signal.SIG_IGN)
from ctmodel.cli import main
sync = os.fsync
def hung_up(descriptor):
    os.kill(os.getpid(), signal.SIGHUP)
    sync(descriptor)
os.fsync = hung_up
main()
"""
    command = [sys.executable, "-c", program, "validate", "--isolated", "--output", "json:report.json", "studies"]
    run = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    assert (run.returncode, run.stderr) == (1, b"")
    assert json.loads((folder / "report.json").read_text())["counts"]["studies"] == 40


ODD_NAMES = [
    b"a\nb.json",
    b"a\x1b[31m.json",
    b"\xff\xfe.json",
    b"-a.json",
    b" .json",
    b"a%0Ab.json",
    "é\u202e.json".encode(),
    b"*.json",
]


@pytest.mark.parametrize("name", ODD_NAMES)
@pytest.mark.parametrize("form", FORMATS)
def test_odd_names(
    ctmodel_command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch, name: bytes, form: str
) -> None:
    monkeypatch.chdir(folder)
    file = folder / os.fsdecode(name)
    file.write_text(json.dumps(WRONG))
    for path in (file.name, file, "-"):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(file.read_bytes())))
        options = ("--isolated", "--output-format", form, f"--stdin-filename={file.name}")
        code, out, err = ctmodel_command("validate", *options, "--", path)
        assert (code, err) == (1, "")
        assert not set(out) & {"\x1b", "\u202e", "\udcff"}


def test_a_name_that_is_no_text(folder: Path) -> None:
    (folder / os.fsdecode(b"\xff\xfe.json")).write_text(json.dumps(WRONG))
    command: list[str | bytes] = [sys.executable, "-m", "ctmodel", "validate", "--isolated", b"\xff\xfe.json"]
    run = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    assert (run.returncode, run.stderr) == (1, b"")
    assert run.stdout.startswith(b"\\udcff\\udcfe.json")


@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_names_of_what_is_written(
    ctmodel_command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch, name: bytes
) -> None:
    monkeypatch.chdir(folder)
    file = os.fsdecode(name)
    assert ctmodel_command("validate", "--isolated", "--output", f"json:{file}", "studies")[::2] == (1, "")
    code, _, err = ctmodel_command("validate", "--isolated", f"--write-baseline={file}", "studies")
    assert (code, len(err.splitlines())) == (0, 1)
    assert (folder / file).is_file()
    code, _, err = ctmodel_command("show", f"none{file}")
    assert (code, "\x1b" in err) == (2, False)


def test_interrupted_while_it_reads(folder: Path) -> None:
    command = [sys.executable, "-m", "ctmodel", "validate", "--isolated", "-"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdin is not None
    # More than a pipe takes: when all is written, the command reads.
    process.stdin.write(json.dumps(CLEAN).encode() + b" " * 300_000)
    process.stdin.flush()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, err.strip()) == (130, b"")
    assert out.decode().splitlines() == ["Checked 0 studies: nothing found.", "Incomplete: the run was interrupted."]
