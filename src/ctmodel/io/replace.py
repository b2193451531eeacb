"""Replace a file as a whole, or not at all."""

import os
import stat
import tempfile
from errno import ELOOP
from pathlib import Path


def replace(path: Path, data: bytes) -> None:
    """Make ``data`` what a file holds; where writing fails, the old file stays.

    Permissions stay; a link stays, and the file that it leads to is replaced.

    Raises:
        OSError: the file cannot be written.
    """
    try:
        target = path.resolve()
    except RuntimeError:  # what Python before 3.13 says of links that lead to each other
        raise OSError(ELOOP, "links lead to each other", str(path)) from None
    if target.exists() and not target.is_file():
        # A pipe or a device takes what is written to it.
        target.write_bytes(data)
        return
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name[:100]}.", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode(target))
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _mode(target: Path) -> int:
    """The permissions of the file that is replaced, or those that a new file gets."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
