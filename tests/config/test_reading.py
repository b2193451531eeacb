"""Files of settings and baselines that are none, or too large: refused at once."""

import json
import os
import time
from pathlib import Path
from typing import Any

import pytest

from ctmodel.config.baseline import read_baseline
from ctmodel.config.files import settings
from ctmodel.config.settings import SettingsError
from ctmodel.io.regular import read_regular


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    Path("folder").mkdir()
    with Path("huge").open("wb") as file:
        file.truncate(1 << 30)
    return tmp_path


def refused(call: Any, *arguments: Any, **options: Any) -> str:
    begun = time.monotonic()
    with pytest.raises(SettingsError) as caught:
        call(*arguments, **options)
    assert time.monotonic() - begun < 2
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("/dev/zero", "not a regular file"),
        ("/dev/null", "not a regular file"),
        ("pipe", "not a regular file"),
        ("folder", "Is a directory"),
        ("absent", "No such file or directory"),
    ],
)
def test_what_is_no_file(folder: Path, name: str, reason: str) -> None:
    assert refused(settings, config=Path(name)) == f"{name}: {reason}"
    assert refused(read_baseline, name) == f"baseline {name}: {reason}"


def test_what_is_too_large(folder: Path) -> None:
    assert refused(settings, config=Path("huge")) == "huge: larger than 256 KiB"
    assert refused(read_baseline, "huge") == "baseline huge: larger than 65,536 KiB"


def test_the_size_that_there_may_be(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"x" * 1024)
    assert len(read_regular(file, 1024)) == 1024
    file.write_bytes(b"x" * 1025)
    with pytest.raises(OSError, match="larger than 1 KiB"):
        read_regular(file, 1024)


@pytest.mark.parametrize("name", ["ctmodel.toml", ".ctmodel.toml", "pyproject.toml"])
def test_files_that_are_found_upward(folder: Path, name: str) -> None:
    Path(name).write_text("#" * (1 << 18))
    inner = folder / "folder"
    assert settings(folder=inner).file == (None if name == "pyproject.toml" else folder / name)
    Path(name).write_text("#" * ((1 << 18) + 1))
    assert refused(settings, folder=inner) == f"{folder / name}: larger than 256 KiB"
    Path(name).unlink()
    os.mkfifo(name)
    assert settings(folder=inner).file is None


@pytest.mark.parametrize("part", ["a", '"a"', "'a'", "a-b", '"a\\"b"', '"["'])
@pytest.mark.parametrize("between", [".", " . ", "\t.\t"])
@pytest.mark.parametrize("form", ["{} = 1", "[{}]", "[[{}]]", "x = {{ {} = 1 }}", "x = {{ y = 1, {} = 1 }}"])
def test_keys_of_many_parts(folder: Path, part: str, between: str, form: str) -> None:
    reason = "a key of more than 32 parts"
    Path("ctmodel.toml").write_text(form.format(between.join([part] * 33)))
    assert refused(settings) == f"{folder}/ctmodel.toml: {reason}"
    Path("ctmodel.toml").write_text(form.format(between.join([part] * 32)))
    assert reason not in refused(settings)


@pytest.mark.parametrize(
    "text",
    [
        "a." * 50_000 + "a = 1",
        '"a" . ' * 16_000 + "a = 1",
        "\n".join(f"[{'.'.join(['a'] * 30)}.b{number}]" for number in range(1_400)),
        "a = " + "[" * 100_000,
        "a = " + "{a=" * 30_000,
        '"[' * 50_000,
        ",a" * 50_000,
    ],
)
def test_long_texts_are_refused_at_once(folder: Path, text: str) -> None:
    Path("pyproject.toml").write_text(f"[tool.ctmodel]\nnone = 1\n{text}")
    refused(settings)


def test_values_may_have_dots(folder: Path) -> None:
    reason = "see 1.2.3.4.5.6.7.8.9.10.11.12.13.14.15.16.17.18.19.20.21.22.23.24.25.26.27.28.29.30.31.32.33.34"
    Path("ctmodel.toml").write_text(f"# {reason}\nper-file-ignores = {{ 'a' = {{ DAT = {json.dumps(reason)} }} }}\r\n")
    assert settings().per_file_ignores["a"] == {"DAT": reason}
