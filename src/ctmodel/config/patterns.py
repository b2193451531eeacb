"""Patterns of files, as people write them: ``legacy``, ``*.draft.json``, ``studies/**/old``."""

import os
from contextlib import suppress
from fnmatch import fnmatchcase
from glob import escape
from pathlib import Path


def from_root(pattern: str, folder: Path, root: Path) -> str:
    """Return a pattern that was written in a folder as one that counts from the root.

    A pattern that is a bare name goes for files and folders of that name everywhere, so it stays as it is;
    one with a slash is about one place, and begins with ``./`` where nothing else says so.
    """
    name = pattern.rstrip("/")
    if "/" not in name:
        return name or pattern
    if Path(name).is_absolute():
        counted = _relative(name, root)
    else:  # in the names of the folder itself, nothing is a pattern
        counted = _relative(f"{escape(str(folder))}/{name}", Path(escape(str(root))))
    return counted if "/" in counted else f"./{counted}"


def covers(pattern: str, file: str, root: Path) -> bool:
    """Whether a pattern goes for a file, or for an archive or folder that the file is in.

    In a pattern, ``*``, ``?`` and ``[...]`` stand for what is in one name, and ``**`` for any number of folders.
    """
    parts = _relative(file.replace("!/", "/"), root).split("/")
    if "/" not in pattern:
        return any(fnmatchcase(part, pattern) for part in parts)
    return _leads(pattern.removeprefix("./").split("/"), parts)


def _leads(wanted: list[str], parts: list[str]) -> bool:
    """Whether the beginning of the parts is what is wanted."""
    starts = {0}  # of the parts that may be what is wanted next
    for name in wanted:
        if name == "**":
            starts = {*range(min(starts), len(parts))}
        else:
            starts = {start + 1 for start in starts if start < len(parts) and fnmatchcase(parts[start], name)}
        if not starts:
            return False
    return True


def _relative(path: str, root: Path) -> str:
    if not path:
        return path
    # There is no way from the root to another drive.
    with suppress(ValueError):
        path = os.path.relpath(path, root)
    return path.replace(os.sep, "/")
