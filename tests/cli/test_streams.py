"""Streams that close, processes that are ended, and odd names: the command run as others run it."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.test_commands import CLEAN, WRONG

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
    begun = time.monotonic()
    out, err = process.communicate(timeout=30)
    assert time.monotonic() - begun < 2
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
@pytest.mark.parametrize("form", ["text", "json", "jsonl", "sarif", "github", "gitlab", "junit", "markdown", "concise"])
def test_odd_names(folder: Path, name: bytes, form: str) -> None:
    file = os.fsencode(folder) + b"/" + name
    Path(os.fsdecode(file)).write_text(json.dumps(WRONG))
    command = [sys.executable, "-m", "ctmodel", "validate", "--isolated", "--output-format", form]
    runs = [
        subprocess.run([*command, "--", path], cwd=folder, capture_output=True, check=False) for path in (name, file)
    ]
    with Path(os.fsdecode(file)).open("rb") as stdin:
        runs.append(
            subprocess.run([*command, b"--stdin-filename=" + name, "-"], stdin=stdin, capture_output=True, check=False)
        )
    for run in runs:
        assert (run.returncode, run.stderr) == (1, b"")
        assert not set(run.stdout.decode()) & {"\x1b", "\u202e", "\udcff"}


@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_names_of_what_is_written(folder: Path, name: bytes) -> None:
    command = [sys.executable, "-m", "ctmodel"]
    for options in ([b"--output", b"json:" + name], [b"--write-baseline=" + name]):
        run = subprocess.run(
            [*command, "validate", "--isolated", *options, "studies"], cwd=folder, capture_output=True, check=False
        )
        assert run.returncode == (1 if options[0] == b"--output" else 0)
        assert len(run.stderr.splitlines()) == (0 if options[0] == b"--output" else 1)
        assert Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).is_file()
    run = subprocess.run([*command, "show", b"none" + name], cwd=folder, capture_output=True, check=False)
    assert (run.returncode, b"\x1b" in run.stderr, b"Traceback" in run.stderr) == (2, False, False)


def test_interrupted_while_it_reads(folder: Path) -> None:
    command = [sys.executable, "-m", "ctmodel", "validate", "--isolated", "-"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdin is not None
    process.stdin.write(json.dumps(CLEAN).encode())
    process.stdin.flush()
    time.sleep(1.5)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err.strip()) == (130, b"", b"")
