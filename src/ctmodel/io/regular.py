"""Read small files whole: nothing but files, and no more than there should be in them."""

import os
import stat
from errno import EFBIG, EINVAL
from pathlib import Path
from typing import Final

# Without it, opening a pipe would wait for somebody who writes to it; Windows has no such pipes.
_AT_ONCE: Final = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_regular(path: Path, most: int) -> bytes:
    """Return what a file holds, if it is a regular one of at most so many bytes.

    Raises:
        OSError: it is not, or it cannot be read.
    """
    with open(os.open(path, os.O_RDONLY | _AT_ONCE), "rb") as file:  # noqa: PTH123
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(EINVAL, "not a regular file", str(path))
        data = file.read(most + 1)
    if len(data) > most:
        raise OSError(EFBIG, f"larger than {most >> 10:,} KiB", str(path))
    return data
