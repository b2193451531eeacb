"""Finding files: in folders, and by patterns."""

import glob
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ctmodel
from ctmodel.io.walk import in_folder, is_pattern, matches

NAMES = (
    "a.json", "b.json", "b.txt", "deep/a.json", "deep/er/a.json", "deep/er/b.json", "deep-er/c.json",
    ".hidden/a.json", "deep/.h.json", "d.json/e.json", "x[1]/a.json", "empty/",
)  # fmt: skip


def raised(error: OSError) -> NoReturn:
    raise error


def made(folder: Path) -> Path:
    for name in NAMES:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith("/"):
            path.mkdir()
        else:
            path.write_text('{"protocolSection": {"identificationModule": {"nctId": "NCT00000001"}}}')
    return folder


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(made(tmp_path))
    return tmp_path


def found(pattern: str) -> list[str]:
    return [os.path.normpath(entry.path) for entry in matches(pattern, raised)]


@pytest.mark.parametrize(
    "pattern",
    [
        "*", "*.json", "**/*.json", "**", "./*.json", "deep/*", "deep/**", "*/*.json", "*/er/*.json", "**/er/*",
        "**/**/*.json", "**/deep/**/a.json", ".*", ".*/*.json", "**/.h.json", "*/", "deep*/", "b.*", "[ab].json",
        "[!a].json", "?.json", "none*", "none/*", "a.json/*", "*/er", "**/er/**/**", "deep/../*.json",
    ],
)  # fmt: skip
def test_patterns_are_those_of_glob(folder: Path, pattern: str) -> None:
    expected = {os.path.normpath(path) for path in glob.glob(pattern, recursive=True)}
    if "**" in pattern:
        expected = {path for path in expected if Path(path).is_file()}
    assert set(found(pattern)) == expected
    assert len(found(pattern)) == len(expected)
    absolute = found(f"{folder}/{pattern}")
    assert [os.path.relpath(path) for path in absolute] == found(pattern)


PARTS = st.sampled_from(["**", "*", "a*", "*.json", "d*", "deep", "er", "?*", "[a-d]*", ".*", "b.json"])


@given(st.lists(PARTS, min_size=1, max_size=4))
def test_any_pattern_finds_what_glob_finds(tmp_path_factory: pytest.TempPathFactory, parts: list[str]) -> None:
    root = tmp_path_factory.getbasetemp() / "walked"
    if not root.exists():
        made(root)
    pattern = str(root.joinpath(*parts))
    if not is_pattern(pattern):
        return
    expected = {os.path.normpath(path) for path in glob.glob(pattern, recursive=True)}
    if "**" in parts:
        expected = {path for path in expected if Path(path).is_file()}
    if "b.json" in parts[:-1]:  # glob takes a file for a folder with nothing in it
        expected = set()
    assert sorted(found(pattern)) == sorted(expected)


def test_the_order_is_that_of_names_folder_by_folder(folder: Path) -> None:
    expected = [
        "a.json",
        "b.json",
        "d.json/e.json",
        "deep/a.json",
        "deep/er/a.json",
        "deep/er/b.json",
        "deep-er/c.json",
        "x[1]/a.json",
    ]
    by_folder = sorted(expected, key=lambda name: name.split("/"))
    assert found("**/*.json") == by_folder
    assert [os.path.normpath(path) for path in in_folder(".", (".json",), raised)] == by_folder


def test_the_name_of_a_folder_is_no_pattern(folder: Path) -> None:
    assert found("x[1]/*.json") == ["x[1]/a.json"]
    assert not is_pattern("x[1]")
    assert is_pattern("x[2]")


def test_links_are_followed_before_the_first_wildcard_alone(folder: Path) -> None:
    for number in (1, 2):
        (folder / f"loop{number}").symlink_to(".")
        (folder / f"deep/loop{number}").symlink_to("..")
    (folder / "link.json").symlink_to("a.json")
    (folder / "way").symlink_to("deep")
    assert found("*.json") == ["a.json", "b.json", "d.json"]
    assert len(found("**/*.json")) == 8
    assert found("way/*.json") == ["way/a.json"]
    assert found("way/**/*.json") == ["way/a.json", "way/er/a.json", "way/er/b.json"]
    assert found("loop1/loop2/*.txt") == ["loop1/loop2/b.txt"]
    assert len(list(in_folder(".", (".json",), raised))) == 8
    assert ctmodel.read("link.json").nct_id == "NCT00000001"
    assert len(list(ctmodel.read_many("**/[ab].json"))) == 6
    with pytest.raises(FileNotFoundError, match="nothing matches"):
        list(ctmodel.read_many("lin?.json"))


def test_what_is_no_file_is_passed_over(folder: Path) -> None:
    os.mkfifo("f.json")
    os.mkfifo("deep/f.json")
    with socket.socket(socket.AF_UNIX) as held:
        held.bind("s.json")
        assert found("[fs].json") == []
        assert len(found("**/*.json")) == len(list(in_folder(".", (".json",), raised))) == 8


def test_a_pipe_that_is_named_is_read(folder: Path) -> None:
    command = f'"{sys.executable}" -m ctmodel validate --isolated --select STR <(cat a.json) deep/a.json'
    run = subprocess.run(["/bin/bash", "-c", command], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    assert "Checked 2 studies" in run.stdout


def test_a_folder_that_cannot_be_read_hides_no_other(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = os.scandir

    def refusing(path: str) -> object:
        if Path(path).name == "er":
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", refusing)
    errors: list[OSError] = []
    assert [entry.path for entry in matches("deep/**/*.json", errors.append)] == ["deep/a.json"]
    assert list(in_folder("deep", (".json",), errors.append)) == ["deep/a.json"]
    assert [error.filename for error in errors] == ["deep/er", "deep/er"]


def test_a_thousand_folders_in_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(1_100):
        Path("d").mkdir()
        os.chdir("d")
    Path("a.json").write_text('{"hasResults": true}')
    os.chdir(tmp_path)
    (path,) = in_folder(".", (".json",), raised)
    assert path.count("/") == 1_101
    assert len(found("**/*.json")) == 1
    run = subprocess.run(
        [sys.executable, "-m", "ctmodel", "validate", "--isolated", "**/*.json"], capture_output=True, check=False
    )
    assert b"Checked 1 study" in run.stdout
    # What takes folders away one in another would go too deep.
    for _ in range(1_100):
        Path("d").rename("old")
        for child in Path("old").iterdir():
            child.rename(child.name)
        Path("old").rmdir()


def test_time_grows_with_the_number_of_files(tmp_path: Path) -> None:
    def seconds(count: int) -> float:
        folder = tmp_path / str(count)
        folder.mkdir()
        for number in range(count):
            (folder / f"{number}.json").touch()
        times = []
        for _ in range(3):
            begun = time.perf_counter()
            assert len(list(matches(f"{folder}/**/**/*.json", raised))) == count
            times.append(time.perf_counter() - begun)
        return min(times)

    assert seconds(10_000) < 40 * seconds(1_000)
