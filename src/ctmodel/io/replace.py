"""Replace a file as a whole, or not at all."""

import os
import secrets
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EACCES, ELOOP, EMLINK, ENOTSUP, EPERM
from pathlib import Path
from typing import IO, Final

# What a user can give to files of their own: their own attributes, and access lists.
_ATTRIBUTES: Final = ("user.", "system.posix_acl_")
_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def replace(path: Path, data: bytes) -> None:
    """Make ``data`` what a file holds; where writing fails, the old file stays.

    Owner, permissions and attributes stay; where they could not, as where the file has another name (a hard link),
    the old file stays, too. A link stays, and the file that it leads to is replaced.

    Raises:
        OSError: the file cannot be written.
    """
    with replacing(path) as file:
        file.write(data)


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """Open a new file, which replaces the file at a path when the block ends; see :func:`replace`.

    If the block raises, the old file stays.

    Raises:
        OSError: the file cannot be written.
    """
    try:
        target = path.resolve()
    except RuntimeError:  # what Python before 3.13 says of links that lead to each other
        target = path
    if target.is_symlink():  # and later ones stop at
        raise OSError(ELOOP, "links lead to each other", str(path))
    old = target.stat() if target.exists() else None
    if old is not None and not stat.S_ISREG(old.st_mode):
        # A pipe or a device takes what is written to it.
        with target.open("wb") as file:
            yield file
        return
    if old is not None:
        _see_that_it_may_be_replaced(target, old)
    temporary = target.with_name(f".ctmodel-{secrets.token_hex(8)}")
    # What a file that others may not read is to hold, they may not read before either.
    descriptor = os.open(temporary, _NEW, 0o666 if old is None else 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if old is not None:
            _make_alike(temporary, target, old)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _see_that_it_may_be_replaced(target: Path, old: os.stat_result) -> None:
    """Refuse what would be lost.

    Raises:
        OSError: the file cannot be written to, or has another name, under which it would stay what it is.
    """
    if not os.access(target, os.W_OK):
        raise OSError(EACCES, os.strerror(EACCES), str(target))
    if old.st_nlink > 1:
        raise OSError(EMLINK, "it has other names (hard links), which would keep the old text", str(target))


def _make_alike(temporary: Path, target: Path, old: os.stat_result) -> None:
    """Give a new file the owner, the permissions and the attributes of an old one."""
    new = temporary.stat()
    if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        try:
            os.chown(temporary, old.st_uid, old.st_gid)
        except PermissionError:
            raise OSError(EPERM, "its owner or group would change", str(target)) from None
    # The owner first: to change it takes some permissions away.
    temporary.chmod(stat.S_IMODE(old.st_mode))
    _copy_attributes(target, temporary)


def _copy_attributes(source: Path, target: Path) -> None:
    if sys.platform != "linux":
        return
    try:
        names = os.listxattr(source)
    except OSError as error:
        if error.errno != ENOTSUP:  # which is said of a file system that has no attributes
            raise
        return
    for name in names:
        if name.startswith(_ATTRIBUTES):
            os.setxattr(target, name, os.getxattr(source, name))
