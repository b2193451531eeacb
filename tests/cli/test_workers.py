"""Several processes: never more than there is work for, and none that outlives the one that they work for."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import pytest

from ctmodel.cli import workers
from ctmodel.rules.check import Checker
from tests.cli.test_commands import CLEAN, WRONG

SLOW = """
import os, pathlib, time
from ctmodel import Severity
from ctmodel.rules import rule

@rule("SLW001", severity=Severity.NOTE, source="ours", reads="acronym")
def slow(trial):
    "It takes its time."
    pathlib.Path(os.environ["BEGUN"], str(os.getpid())).touch()
    time.sleep(float(os.environ.get("TAKES", "60")))
    yield "acronym", "slept"
"""
METHODS = [method for method in ("fork", "spawn", "forkserver") if os.name == "posix"]
PROGRAM = """
import multiprocessing, sys
from ctmodel.cli import main
if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv.pop(1))
    main()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "studies").mkdir()
    (tmp_path / "begun").mkdir()
    (tmp_path / "program.py").write_text(PROGRAM)
    (tmp_path / "slow_rules.py").write_text(SLOW)
    for number in range(3 * workers._BATCH):
        (tmp_path / f"studies/{number:03}.json").write_text(json.dumps(WRONG if number % 2 else CLEAN))
    return tmp_path


def started(folder: Path, *arguments: str, method: str = "fork", takes: str = "60") -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-W", "error", str(folder / "program.py"), method, "validate", "--isolated", *arguments]
    environment = {
        **os.environ, "PYTHONPATH": str(folder), "BEGUN": str(folder / "begun"), "TAKES": takes, "TMPDIR": str(folder)
    }  # fmt: skip
    return subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )


def begun(folder: Path, count: int) -> list[int]:
    """Wait until so many processes check, and return their numbers."""
    give_up = time.monotonic() + 60
    while len(found := [int(path.name) for path in (folder / "begun").iterdir()]) < count:
        assert time.monotonic() < give_up
        time.sleep(0.02)
    return found


def is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")
@pytest.mark.parametrize(
    ("method", "number", "code"),
    [
        ("fork", signal.SIGTERM, 143),
        ("fork", signal.SIGHUP, 129),
        ("fork", signal.SIGINT, 130),
        *((method, signal.SIGKILL, -signal.SIGKILL) for method in METHODS),
        ("spawn", signal.SIGTERM, 143),
        ("forkserver", signal.SIGINT, 130),
    ],
)
def test_they_end_with_the_process_that_they_work_for(folder: Path, method: str, number: int, code: int) -> None:
    before = {path.name for path in folder.iterdir()}
    process = started(folder, "--plugin=slow_rules", "--select=SLW", "--jobs=2", "studies", method=method)
    found = begun(folder, 2)
    assert process.pid not in found
    process.send_signal(number)
    # It ends when nobody has its standard output open any more; what the workers do takes twice as long.
    out, err = process.communicate(timeout=30)
    assert process.returncode == code
    assert (out, err) == (b"", b"\n" * (code > 0))
    # Who ends an orphan takes a moment.
    give_up = time.monotonic() + 30
    while any(map(is_running, found)):
        assert time.monotonic() < give_up
        time.sleep(0.02)
    if code > 0 or method != "forkserver":  # which has a socket, and nobody is left who could remove it
        assert {path.name for path in folder.iterdir()} - {"__pycache__"} == before


def test_one_that_is_ended_from_outside_is_told(folder: Path) -> None:
    process = started(folder, "--plugin=slow_rules", "--select=SLW", "--jobs=2", "studies")
    os.kill(begun(folder, 2)[0], signal.SIGKILL)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 2
    assert err == (b"ctmodel: a worker process was killed: the report is incomplete; run again with fewer --jobs\n")
    assert out.startswith(b"Checked 0 studies")


@pytest.mark.parametrize("method", METHODS)
def test_the_report_is_the_same(folder: Path, method: str) -> None:
    reports = []
    for jobs in ("1", "3"):
        process = started(folder, "--plugin=slow_rules", f"--jobs={jobs}", "studies", method=method, takes="0")
        reports.append(process.communicate(timeout=60))
        assert process.returncode == 1
    assert reports[0] == reports[1]
    assert reports[0][1] == b""
    # A pool starts no process while one that it has is idle.
    assert 2 <= len(begun(folder, 1)) <= 1 + 3


def test_paths_share_them(folder: Path) -> None:
    files = sorted(f"studies/{path.name}" for path in (folder / "studies").iterdir())
    process = started(folder, "--plugin=slow_rules", "--select=SLW", "--jobs=2", *files)
    begun(folder, 2)
    process.terminate()
    process.communicate(timeout=30)


@pytest.mark.parametrize(("documents", "expected"), [(1, 0), (16, 0), (17, 2), (32, 2), (33, 3)])
def test_there_are_no_more_than_there_is_work_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch, documents: int, expected: int
) -> None:
    made = 0

    class Counted:
        def __init__(self, count: int, *_: object) -> None:
            nonlocal made
            made = count

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def submit(self, *_: object) -> Self:
            return self

        def result(self) -> list[object]:
            return []

    monkeypatch.setattr(workers, "_pool", Counted)
    found = iter(range(documents))
    checker = Checker(rules=())
    monkeypatch.setattr(checker, "check_documents", lambda _: iter(()))
    assert list(workers.checked_by(5000, found, checker, lambda: checker)) == []  # type: ignore[arg-type]
    assert made == expected


def test_there_are_never_very_many(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def pool(count: int, _: object) -> Iterator[object]:
        asked.append(count)
        raise KeyboardInterrupt

    monkeypatch.setattr(workers, "_pool", pool)
    with pytest.raises(KeyboardInterrupt):
        list(workers.checked_by(5000, iter(range(100_000)), Checker(rules=()), Checker))  # type: ignore[arg-type]
    assert asked == [61]
