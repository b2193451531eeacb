"""What stays of a file that is replaced: owner, permissions, attributes, links; or else the file itself."""

import json
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import ctmodel
from ctmodel.io.replace import replace
from tests.cli.test_commands import Command, ctmodel_command

__all__ = ["ctmodel_command"]

as_root = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
NOBODY = 65_534


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.json"
    path.write_text('{"protocolSection": {"identificationModule": {"acronym": null}}}')
    return path


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder in which everybody may do what they like; that of a test is the user's own."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        yield Path(folder)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o444, 0o777, 0o4755, 0o2755, 0o1644])
def test_permissions(file: Path, mode: int) -> None:
    file.chmod(mode)
    if os.access(file, os.W_OK):
        replace(file, b"new")
        assert file.read_bytes() == b"new"
    else:
        with pytest.raises(PermissionError):
            replace(file, b"new")
    assert stat.S_IMODE(file.stat().st_mode) == mode
    assert names(file.parent) == ["a.json"]


@as_root
@pytest.mark.parametrize("mode", [0o644, 0o4755])
def test_the_owner_stays(file: Path, mode: int) -> None:
    os.chown(file, NOBODY, NOBODY)
    file.chmod(mode)
    replace(file, b"new")
    held = file.stat()
    assert (held.st_uid, held.st_gid, stat.S_IMODE(held.st_mode)) == (NOBODY, NOBODY, mode)


def as_nobody(file: Path) -> str:
    """Replace a file as another user, in a process of its own, and return what is said."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
        try:
            replace(file, b"new")
        except OSError as error:
            os.write(writer, str(error.strerror).encode())
        os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    with os.fdopen(reader) as said:
        return said.read()


@as_root
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_file_of_another_user_is_left(open_folder: Path) -> None:
    file = open_folder / "a.json"
    file.write_bytes(old := b"old")
    file.chmod(0o666)
    assert as_nobody(file) == "its owner or group would change"
    file.chmod(0o644)
    assert as_nobody(file) == "Permission denied"
    assert (file.read_bytes(), file.stat().st_uid) == (old, 0)
    os.chown(file, NOBODY, NOBODY)
    file.chmod(0o444)
    assert as_nobody(file) == "Permission denied"
    file.chmod(0o600)
    assert as_nobody(file) == ""
    assert file.read_bytes() == b"new"
    assert names(file.parent) == ["a.json"]


def test_a_file_with_another_name_is_left(ctmodel_command: Command, file: Path) -> None:
    other = file.parent / "other.txt"
    os.link(file, other)
    old = file.read_bytes()
    reason = "it has other names (hard links), which would keep the old text"
    for write in (lambda: replace(file, b"new"), lambda: ctmodel.write(ctmodel.Trial(), file)):
        with pytest.raises(OSError, match="hard links"):
            write()
    code, _, err = ctmodel_command("validate", "--isolated", "--fix", file)
    assert (code, err) == (2, f"ctmodel: {file}: {reason}\n")
    assert file.read_bytes() == other.read_bytes() == old
    other.unlink()
    assert ctmodel_command("validate", "--isolated", "--fix", file)[2] == f"ctmodel: {file}: fixed 1 finding\n"
    assert json.loads(file.read_bytes()) == {"protocolSection": {"identificationModule": {}}}


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="the system has no such attributes")
def test_attributes(file: Path) -> None:
    try:
        os.setxattr(file, "user.note", b"kept")
    except OSError:
        pytest.skip("the file system has no attributes")
    replace(file, b"new")
    assert os.getxattr(file, "user.note") == b"kept"


def test_names_as_long_as_can_be(tmp_path: Path) -> None:
    path = tmp_path / ("\N{EURO SIGN}" * 83 + ".json")
    for data in (b"1", b"2"):
        replace(path, data)
        assert path.read_bytes() == data


def test_nobody_can_read_before_what_nobody_may_read_after(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.chmod(0o600)
    seen: list[int] = []
    sync = os.fsync

    def looking(descriptor: int) -> None:
        seen.append(stat.S_IMODE(os.fstat(descriptor).st_mode))
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", looking)
    replace(file, b"new")
    assert seen == [0o600]


def test_a_pipe_that_was_read_is_not_fixed(tmp_path: Path) -> None:
    from ctmodel.fixes.files import fixed_files
    from tests.fixes.test_fix import finding

    os.mkfifo(tmp_path / "a.json")
    assert list(fixed_files([finding("STR007", "/a", file=str(tmp_path / "a.json"), line=1)])) == []
