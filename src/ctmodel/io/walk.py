"""Find files: those in a folder, and those that a pattern such as ``studies/**/*.json`` goes for."""

import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from fnmatch import translate
from glob import has_magic
from itertools import count, takewhile
from pathlib import Path
from typing import Final

#: Called with the error of each folder that cannot be read.
Unreadable = Callable[[OSError], object]

_ANY_DEPTH: Final = "**"


def is_pattern(name: str) -> bool:
    """Whether a name is a pattern for files; the name of an existing file is not."""
    return has_magic(name) and not os.path.lexists(name)


def in_folder(folder: str, suffixes: tuple[str, ...], unreadable: Unreadable) -> Iterator[str]:
    """Yield the files in a folder and in those below it whose names have one of the suffixes, in the order of names.

    Hidden files and folders are left out, and so are links and everything that is not a file, such as pipes.
    """
    for entry in _below(folder, (_ANY_DEPTH,), unreadable):
        if entry.name.lower().endswith(suffixes) and entry.is_file(follow_symlinks=False):
            yield entry.path


def matches(pattern: str, unreadable: Unreadable) -> Iterator[os.DirEntry[str]]:
    """Yield the files and folders that a pattern goes for, each once, folder by folder in the order of names.

    The pattern is that of :mod:`glob`: ``*``, ``?`` and ``[...]`` match characters of one name, except a dot at its
    beginning, and ``**`` for any number of folders. The part of a pattern before these may lead through links;
    after it, links and everything else that is neither a file nor a folder are left out.
    A pattern with ``**`` matches only files, and one that ends in a slash only folders.
    """
    parts = Path(pattern).parts
    written = sum(1 for _ in takewhile(lambda end: _is_written_out(parts, end), count(1)))
    folder, wanted = os.path.join(*parts[:written]) if written else os.curdir, parts[written:]  # noqa: PTH118
    for entry in _below(folder, wanted, unreadable):
        if entry.is_dir(follow_symlinks=False):
            if _ANY_DEPTH not in wanted:
                yield entry
        elif entry.is_file(follow_symlinks=False) and not pattern.endswith(("/", os.sep)):
            yield entry


def _is_written_out(parts: Sequence[str], end: int) -> bool:
    """Whether the parts before one are names, not patterns; a folder may have a name that looks like a pattern."""
    return end < len(parts) and not (has_magic(parts[end - 1]) and not os.path.lexists(os.path.join(*parts[:end])))  # noqa: PTH118


def _below(folder: str, parts: Sequence[str], unreadable: Unreadable) -> Iterator[os.DirEntry[str]]:
    """Yield what is below a folder, on paths whose names fit the parts one after the other.

    A folder is read once, however many ways there are in which its path fits: what is kept for each
    are the parts that its path may have come to.
    """
    wanted = [_Part(part) for part in parts]
    levels = [(_entries(folder, unreadable), _come_to({0}, wanted))]
    while levels:
        entries, open_parts = levels[-1]
        entry = next(entries, None)
        if entry is None:
            levels.pop()
            continue
        fitting = {index for index in open_parts if wanted[index].fits(entry.name)}
        if len(wanted) - 1 in fitting:
            yield entry
        below = _come_to({index if wanted[index].is_any_depth else index + 1 for index in fitting}, wanted)
        if below and entry.is_dir(follow_symlinks=False):
            levels.append((_entries(entry.path, unreadable), below))


class _Part:
    """A part of a pattern, for the name of one file or folder; ``**`` is for those of any number of them."""

    def __init__(self, part: str) -> None:
        self.is_any_depth = part == _ANY_DEPTH
        self._matches = re.compile(translate(os.path.normcase(part))).match
        self._takes_hidden = part.startswith(".")

    def fits(self, name: str) -> bool:
        return (self._takes_hidden or not name.startswith(".")) and self._matches(os.path.normcase(name)) is not None


def _come_to(indices: set[int], wanted: Sequence[_Part]) -> set[int]:
    """Return these parts, as far as there are such, and those after them where ``**`` matches no folder."""
    come_to = set()
    for index in indices:
        while index < len(wanted):
            come_to.add(index)
            if not wanted[index].is_any_depth:
                break
            index += 1
    return come_to


def _entries(folder: str, unreadable: Unreadable) -> Iterator[os.DirEntry[str]]:
    """Return what is in a folder, in the order of names, without links."""
    try:
        with os.scandir(folder) as found:
            entries = [entry for entry in found if not _is_link(entry)]
    except (FileNotFoundError, NotADirectoryError):  # nothing is in it
        entries = []
    except OSError as error:
        unreadable(error)
        entries = []
    return iter(sorted(entries, key=lambda entry: entry.name))


def _is_link(entry: os.DirEntry[str]) -> bool:
    return entry.is_symlink() or (sys.version_info >= (3, 12) and entry.is_junction())
