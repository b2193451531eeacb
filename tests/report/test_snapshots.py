"""What each format writes of one hostile run, to the byte; CTMODEL_SNAPSHOTS=1 writes the files anew."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ctmodel.report import FORMATS, Run
from tests.report.runs import CLEAN, HOSTILE, NOTHING

FOLDER = Path(__file__).parent / "snapshots"
NAMES = {"json": "json", "jsonl": "jsonl", "sarif": "sarif", "gitlab": "gitlab.json", "junit": "xml", "markdown": "md"}


@pytest.mark.parametrize("name", FORMATS)
def test_the_bytes(name: str) -> None:
    for run, called in ((HOSTILE, "hostile"), (CLEAN, "clean")):
        compare(f"{called}.{NAMES.get(name, f'{name}.txt')}", FORMATS[name](run))


def test_in_colour() -> None:
    compare("coloured.txt", FORMATS["text"](HOSTILE, color=True))


def compare(file: str, written: str) -> None:
    path = FOLDER / file
    if os.environ.get("CTMODEL_SNAPSHOTS"):
        path.write_bytes(written.encode())
    assert path.is_file(), f"{file} is missing: write it with CTMODEL_SNAPSHOTS=1, and read it"
    assert path.read_bytes().decode() == written


@pytest.mark.parametrize("render", FORMATS.values())
@pytest.mark.parametrize("run", [HOSTILE, CLEAN, NOTHING])
def test_twice_the_same_and_a_line_break_at_the_end(render: Callable[..., str], run: Run) -> None:
    written = render(run)
    assert written == render(run)
    assert written == "" or (written.endswith("\n") and not written.endswith("\n\n"))


@pytest.mark.parametrize("render", FORMATS.values())
def test_objects_and_arrays_are_not_shown(render: Callable[..., str]) -> None:
    assert "555" not in render(HOSTILE)


def test_the_formats() -> None:
    assert list(FORMATS)[:9] == ["text", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "markdown"]
