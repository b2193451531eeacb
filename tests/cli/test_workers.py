"""Several processes: never more than there is work for, and none that outlives the one that they work for."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from ctmodel.cli import checking
from tests.cli.test_commands import CLEAN, WRONG

pytestmark = pytest.mark.slow

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
    for number in range(3 * checking._TOGETHER):
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
    while len(found := [int(path.name) for path in (folder / "begun").iterdir() if path.name.isdigit()]) < count:
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
    assert err == b"\n" * (code > 0)
    assert (b"the run was interrupted" in out) == (code > 0)
    # Who ends an orphan takes a moment.
    give_up = time.monotonic() + 30
    while any(map(is_running, found)):
        assert time.monotonic() < give_up
        time.sleep(0.02)
    if code > 0 or method != "forkserver":  # which has a socket, and nobody is left who could remove it
        assert {path.name for path in folder.iterdir()} - {"__pycache__"} == before


def finished(process: "subprocess.Popen[bytes]") -> tuple[dict[str, Any], str]:
    """Return the report of a run, and what it said."""
    out, err = process.communicate(timeout=60)
    return json.loads(out), err.decode()


#: A rule with one finding for each record, which does as the record says.
OBEDIENT = """
import os, pathlib, signal, time
from ctmodel import Severity
from ctmodel.rules import rule

@rule("OBY001", severity=Severity.NOTE, source="ours", reads="acronym")
def obedient(trial):
    "It does what the acronym says."
    begun = pathlib.Path(os.environ["BEGUN"])
    if trial.acronym == "wait" and not (begun / "waited").exists():
        (begun / "waited").touch()
        (begun / str(os.getpid())).touch()
        time.sleep(60)
    if trial.acronym == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if trial.acronym == "slow":
        (begun / str(os.getpid())).touch()
        time.sleep(0.01)
    yield "acronym", "checked"
"""
RUN = ("--plugin=obedient", "--select=OBY", "--output-format=json", "--jobs=2")


def lines(folder: Path, acronyms: dict[int, str], count: int = 400) -> Path:
    """Write studies, some of which say what is to be done."""
    (folder / "obedient.py").write_text(OBEDIENT)
    studies = [
        {
            "protocolSection": {
                "identificationModule": {"nctId": f"NCT{number:08}", "acronym": acronyms.get(number, "go")}
            }
        }
        for number in range(count)
    ]
    (folder / "studies.jsonl").write_text("".join(f"{json.dumps(study)}\n" for study in studies))
    return folder


@pytest.fixture
def small_parts(folder: Path) -> Path:
    """Let each part be a few records."""
    (folder / "program.py").write_text(f"import ctmodel.io.parts\nctmodel.io.parts.PART = 2_000\n{PROGRAM}")
    return folder


@pytest.mark.parametrize("method", METHODS)
def test_what_a_killed_process_had_is_done_again(small_parts: Path, method: str) -> None:
    folder = lines(small_parts, {250: "wait"})
    process = started(folder, *RUN, "studies.jsonl", method=method)
    os.kill(begun(folder, 1)[0], signal.SIGKILL)
    report, said = finished(process)
    assert (process.returncode, said) == (0, "")
    assert report["complete"]
    assert [finding["record"] for finding in report["findings"]] == [f"NCT{number:08}" for number in range(400)]


@pytest.mark.parametrize(
    ("method", "killers"),
    [*((method, [7, 8]) for method in METHODS), ("fork", [0]), ("fork", [399]), ("fork", [0, 20, 40])],
)
def test_a_record_that_kills_twice_is_left_out(small_parts: Path, method: str, killers: list[int]) -> None:
    folder = lines(small_parts, dict.fromkeys(killers, "die"))
    process = started(folder, *RUN, "studies.jsonl", method=method)
    report, said = finished(process)
    assert (process.returncode, said) == (1, "")
    assert report["counts"]["studies"] == 400 - len(killers)
    expected = [("STR901" if number in killers else "OBY001", number + 1) for number in range(400)]
    assert [(finding["code"], finding["line"]) for finding in report["findings"]] == expected


def test_processes_that_do_nothing_are_given_up(folder: Path) -> None:
    lines(folder, {})
    ending = "import multiprocessing, os\nif multiprocessing.parent_process(): os._exit(1)\n"
    (folder / "obedient.py").write_text(f"{ending}{OBEDIENT}")
    (folder / "program.py").write_text(f"import ctmodel.io.parts\nctmodel.io.parts.PART = 2_000\n{PROGRAM}")
    process = started(folder, "--plugin=obedient", "--output-format=json", "--jobs=2", "studies.jsonl", method="spawn")
    report, said = finished(process)
    assert process.returncode == 2
    assert (
        said == "ctmodel: the processes that check were killed: the report is incomplete; run again with fewer --jobs\n"
    )
    assert not report["complete"]
    assert report["counts"]["studies"] == 0


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("moment", [0.0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.9, 1.1])
def test_an_interrupted_run_reports_what_it_found(small_parts: Path, jobs: int, moment: float) -> None:
    folder = lines(small_parts, dict.fromkeys(range(400), "slow"))
    process = started(folder, *RUN[:-1], f"--jobs={jobs}", "studies.jsonl")
    begun(folder, jobs)
    time.sleep(moment)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: every process of the group gets it
    asked = time.monotonic()
    report, said = finished(process)
    assert time.monotonic() - asked < 5
    assert (process.returncode, said.strip()) == (130, "")
    assert not report["complete"]
    records = [finding["record"] for finding in report["findings"]]
    assert report["counts"]["studies"] == len(records) == len(set(records))
    assert records == sorted(records)


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


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_run_that_is_killed_goes_on_where_it_was(small_parts: Path, jobs: int) -> None:
    folder = lines(small_parts, dict.fromkeys(range(400), "slow"))
    process = started(folder, *RUN[:-1], f"--jobs={jobs}", "--cache=cache", "studies.jsonl")
    begun(folder, 1)
    time.sleep(1)
    process.kill()
    process.communicate(timeout=30)
    with sqlite3.connect(folder / "cache") as cache:
        (kept,) = cache.execute("SELECT count(*) FROM found").fetchone()
    cache.close()
    assert 0 < kept < 400

    process = started(folder, *RUN[:-1], f"--jobs={jobs}", "--cache=cache", "studies.jsonl")
    report, said = finished(process)
    assert (process.returncode, said) == (0, "")
    assert [finding["record"] for finding in report["findings"]] == [f"NCT{number:08}" for number in range(400)]
    assert [path.name for path in folder.glob("cache*")] == ["cache"]
