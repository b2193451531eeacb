"""Whatever is in an input, each record is in the report once: checked, or named as what cannot be read."""

import json
import zipfile
from pathlib import Path

import pytest

from tests.cli.test_commands import Command, ctmodel_command

__all__ = ["ctmodel_command"]

STUDIES = 120


def study(number: int) -> bytes:
    return json.dumps({"protocolSection": {"identificationModule": {"nctId": f"NCT{number:08}"}}}).encode()


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "studies.zip"
    with zipfile.ZipFile(path, "w") as made:
        for number in range(STUDIES):
            made.writestr(f"{number:03}.json", study(number))
    return path


def accounted(command: Command, path: Path, jobs: int) -> tuple[int, list[tuple[str, str]]]:
    """Return how many studies were checked, and the files that cannot be read, with the code."""
    _, out, _ = command("validate", "--isolated", f"--jobs={jobs}", "--select=STR", "--output-format=json", path)
    report = json.loads(out)
    codes = {"STR001", "STR015", "STR016"}
    unread = [(found["file"], found["code"]) for found in report["findings"] if found["code"] in codes]
    records = [found["record"] for found in report["findings"] if found["code"] == "STR014"]
    assert report["complete"]
    assert len(records) == len(set(records)) == report["counts"]["studies"]
    return report["counts"]["studies"], unread


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_member_of_200_megabytes(ctmodel_command: Command, archive: Path, jobs: int) -> None:
    with zipfile.ZipFile(archive, "a") as made, made.open("poison.json", "w", force_zip64=True) as member:
        for _ in range(200):
            member.write(b'{"a": "' + b"x" * (1 << 20))
    assert accounted(ctmodel_command, archive, jobs) == (STUDIES, [(f"{archive}!/poison.json", "STR016")])


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_archive_that_is_cut_off(ctmodel_command: Command, archive: Path, jobs: int) -> None:
    archive.write_bytes(archive.read_bytes()[:-2_000])
    assert accounted(ctmodel_command, archive, jobs) == (0, [(str(archive), "STR015")])


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_damaged_member(ctmodel_command: Command, archive: Path, jobs: int) -> None:
    data = bytearray(archive.read_bytes())
    data[data.index(study(7)) + 3] ^= 1
    archive.write_bytes(data)
    assert accounted(ctmodel_command, archive, jobs) == (STUDIES - 1, [(f"{archive}!/007.json", "STR015")])


@pytest.mark.parametrize("jobs", [1, 2])
def test_lines_that_are_not_json(
    ctmodel_command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    monkeypatch.setattr("ctmodel.io.parts.PART", 2_000)
    lines = [study(number) if number % 10 else b"{nil}" for number in range(STUDIES)]
    path = tmp_path / "studies.jsonl"
    path.write_bytes(b"\n".join(lines))
    studies, unread = accounted(ctmodel_command, path, jobs)
    assert (studies, len(unread)) == (STUDIES * 9 // 10, STUDIES // 10)
