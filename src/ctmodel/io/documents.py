"""Find the documents that a path holds: a file, a line of JSON Lines, a member of an archive, a whole folder."""

from collections.abc import Iterator
from errno import ENOENT
from os import PathLike, fspath
from pathlib import Path
from typing import NoReturn

from ctmodel.errors import ReadError
from ctmodel.io.document import Document
from ctmodel.io.parts import Part, parts_of_file
from ctmodel.io.streams import suffixes
from ctmodel.io.walk import Unreadable, in_folder, is_pattern, matches


def _raised(error: OSError) -> NoReturn:
    raise error


def documents(source: str | PathLike[str], unreadable: Unreadable = _raised) -> Iterator[Document | ReadError]:
    """Yield the documents at a path, and an error for each that cannot be read; the others still come.

    The path is a file (``.json``, ``.jsonl``, ``.ndjson`` or that of another format, each also with ``.gz``), a
    ``.zip`` archive of such files,
    a folder, or a pattern such as ``studies/**/*.json``.
    In folders, and after the first wildcard of a pattern, hidden files and folders are left out, and so are links and
    all that is neither a file nor a folder; the order is that of the names.

    ``unreadable`` is called with the error of each file and folder found that cannot be opened, and reading
    continues; without it, the first error is raised.

    Raises:
        OSError: the path does not exist or cannot be opened.
    """
    name = fspath(source)
    is_named = not is_pattern(name) and not Path(name).is_dir()
    for part in parts(name, unreadable):
        try:
            yield from part.documents()
        except OSError as error:
            if is_named:
                raise
            unreadable(error)


def parts(name: str, unreadable: Unreadable) -> Iterator[Part]:
    """Yield the parts of what is at a path, which hold its documents in their order; see :func:`documents`.

    Raises:
        OSError: the path does not exist or cannot be opened.
    """
    if is_pattern(name):
        yield from _matching(name, unreadable)
    elif Path(name).is_dir():
        yield from _in_folder(name, unreadable)
    else:
        yield from parts_of_file(str(Path(name)), found=False)


def _matching(pattern: str, unreadable: Unreadable) -> Iterator[Part]:
    matched = False
    for entry in matches(pattern, unreadable):
        matched = True
        if entry.is_dir():
            yield from _in_folder(entry.path, unreadable)
        else:
            yield from _if_readable(entry.path, unreadable, found=False)
    if not matched:
        raise FileNotFoundError(ENOENT, "nothing matches the pattern", pattern)


def _in_folder(folder: str, unreadable: Unreadable) -> Iterator[Part]:
    for file in in_folder(folder, (*suffixes(), *(f"{name}.gz" for name in suffixes()), ".zip"), unreadable):
        yield from _if_readable(file, unreadable, found=True)


def _if_readable(file: str, unreadable: Unreadable, *, found: bool) -> Iterator[Part]:
    try:
        yield from parts_of_file(str(Path(file)), found=found)
    except OSError as error:
        unreadable(error)
