"""Find the documents that a path holds: a file, a line of JSON Lines, a member of an archive, a whole folder."""

import gzip
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from errno import ENOENT
from functools import cache
from os import PathLike, fspath
from pathlib import Path
from typing import IO, Any, Final, NoReturn

from attrs import frozen

from ctmodel.errors import ReadError
from ctmodel.formats import native
from ctmodel.formats.registry import formats, is_recognised
from ctmodel.formats.unsupported import SUFFIXES as UNSUPPORTED
from ctmodel.formats.unsupported import holds_unsupported
from ctmodel.io.json_items import JsonItemsError, json_items
from ctmodel.io.packed import ExpansionError, refusals, unzipped
from ctmodel.io.text import MAX_BYTES, excess_of
from ctmodel.io.walk import Unreadable, in_folder, is_pattern, matches

#: What the names of files end with that hold JSON.
SUFFIXES: Final = native.FORMAT.suffixes
_DAMAGED: Final = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, gzip.BadGzipFile, NotImplementedError, UnicodeDecodeError
)  # fmt: skip
# Two objects on lines of their own, with nothing between: one document never holds this.
_LINES: Final = re.compile(rb"\}[ \t\r]*\n\{")


@frozen
class Document:
    """The text of one document, and where it was found."""

    data: bytes
    #: File, as given or found.
    path: str
    #: Member of the archive.
    member: str | None = None
    #: Where in the file it begins: for a line of JSON Lines, and for a study out of a large list or page.
    line: int = 1
    column: int = 1
    #: Its place in the document of the file, for a study from a large list or page.
    pointer: str = ""
    #: Whether it was found in a folder rather than named.
    found: bool = False

    def place(self, line: int, column: int) -> tuple[int, int]:
        """Return line and column in the file of a place in the document."""
        return self.line + line - 1, column + self.column - 1 if line == 1 else column

    def placed(self, error: ReadError) -> ReadError:
        """Return an error about the document with the file, and the place in it."""
        line, column = self.place(error.line or 1, error.column or 1)
        return ReadError(error.reason, path=self.path, member=self.member, line=line, column=column, code=error.code)

    @property
    def is_other(self) -> bool:
        """Whether it was found and has nothing in common with a study, such as a configuration file."""
        return self.found and not is_recognised(self.data)


@cache
def _names() -> tuple[str, ...]:
    """What the names of files end with that are looked for in folders and archives."""
    return tuple(dict.fromkeys(suffix for held in formats().values() for suffix in held.suffixes)) + UNSUPPORTED


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
    if is_pattern(name):
        yield from _matching(name, unreadable)
    elif Path(name).is_dir():
        yield from _in_folder(name, unreadable)
    else:
        yield from _in_file(Path(name), found=False)


def _matching(pattern: str, unreadable: Unreadable) -> Iterator[Document | ReadError]:
    matched = False
    for entry in matches(pattern, unreadable):
        matched = True
        if entry.is_dir():
            yield from _in_folder(entry.path, unreadable)
        else:
            yield from _if_readable(entry.path, unreadable, found=False)
    if not matched:
        raise FileNotFoundError(ENOENT, "nothing matches the pattern", pattern)


def _in_folder(folder: str, unreadable: Unreadable) -> Iterator[Document | ReadError]:
    for file in in_folder(folder, (*_names(), *(f"{name}.gz" for name in _names()), ".zip"), unreadable):
        yield from _if_readable(file, unreadable, found=True)


def _if_readable(file: str, unreadable: Unreadable, *, found: bool) -> Iterator[Document | ReadError]:
    try:
        yield from _in_file(Path(file), found=found)
    except OSError as error:
        unreadable(error)


def standard_input(stream: IO[bytes], name: str = "-") -> Iterator[Document | ReadError]:
    """Yield the documents of an open stream: one of JSON, or lines of JSON Lines, told apart by what it holds.

    Documents have the path ``name``; one that ends in ``.jsonl`` or ``.ndjson`` says that it is JSON Lines.
    No more is held at a time than of a file.
    """
    if name.lower().endswith(SUFFIXES[1:]):
        yield from _in_lines(stream, name, None, found=False)
        return
    head = stream.read(MAX_BYTES + 1)
    if head.lstrip().startswith(b"{") and _LINES.search(head):
        yield from _in_lines(io.BufferedReader(_Rejoined(head, stream)), name, None, found=False)
    elif excess := excess_of(head):
        yield from _in_large(head, stream, name, None, excess, found=False)
    else:
        yield Document(head, name)


class _Rejoined(io.RawIOBase):
    """A stream of which the beginning was read already."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self.head = memoryview(head)
        self.rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self.head[: len(buffer)] or self.rest.read(len(buffer))
        self.head = self.head[len(piece) :]
        buffer[: len(piece)] = piece
        return len(piece)


def _in_file(path: Path, *, found: bool) -> Iterator[Document | ReadError]:
    name = path.name.lower()
    with path.open("rb") as file:
        try:
            if name.endswith(".zip"):
                yield from _in_archive(file, str(path), found=found)
            elif name.endswith(".gz"):
                yield from _in_stream(unzipped(file), name.removesuffix(".gz"), str(path), found=found)
            else:
                yield from _in_stream(file, name, str(path), found=found)
        except _DAMAGED as error:
            yield ReadError(f"damaged archive: {error}", path=str(path), code="STR015")
        except ExpansionError as error:
            yield ReadError(str(error), path=str(path), code="STR016")


def _in_archive(file: IO[bytes], path: str, *, found: bool) -> Iterator[Document | ReadError]:
    with zipfile.ZipFile(file) as archive:
        refused = refusals(archive)
        for member in archive.infolist():
            name = member.filename
            if member.is_dir() or not name.lower().endswith(_names()):
                continue
            if member.header_offset in refused:
                reason, code = refused[member.header_offset]
                yield ReadError(reason, path=path, member=name, code=code)
                continue
            try:
                with archive.open(member) as unpacked:
                    is_found = found or name.lower().endswith(UNSUPPORTED)
                    yield from _in_stream(unpacked, name.lower(), path, member=name, found=is_found)
            except (*_DAMAGED, OSError) as error:  # bzip2 knows no error of its own
                yield ReadError(f"damaged member of the archive: {error}", path=path, member=name, code="STR015")


def _in_stream(
    stream: IO[bytes], name: str, path: str, *, found: bool, member: str | None = None
) -> Iterator[Document | ReadError]:
    if name.endswith((".jsonl", ".ndjson")):
        yield from _in_lines(stream, path, member, found=found)
        return
    data = stream.read(MAX_BYTES + 1)
    if found and name.endswith(UNSUPPORTED) and not holds_unsupported(data):
        return
    if excess := excess_of(data):
        yield from _in_large(data, stream, path, member, excess, found=found)
    else:
        yield Document(data, path, member, found=found)


def _in_large(
    head: bytes, stream: IO[bytes], path: str, member: str | None, excess: str, *, found: bool
) -> Iterator[Document | ReadError]:
    """Take a document that is too large to hold for a list or page of studies."""
    try:
        for item in json_items(head, stream.read, MAX_BYTES):
            yield Document(item.data, path, member, item.line, item.column, item.pointer, found)
    except JsonItemsError as error:
        reason = f"{excess}, and no list or page of studies: {error.reason}"
        yield ReadError(reason, path=path, member=member, line=error.line, column=error.column, code="STR016")


def _in_lines(stream: IO[bytes], path: str, member: str | None, *, found: bool) -> Iterator[Document | ReadError]:
    number = 0
    while data := stream.readline(MAX_BYTES + 1):
        number += 1
        if len(data) > MAX_BYTES and not data.endswith(b"\n"):
            reason = f"more than {MAX_BYTES >> 20} MiB in one line"
            yield ReadError(reason, path=path, member=member, line=number, column=1, code="STR016")
            while (rest := stream.readline(MAX_BYTES)) and not rest.endswith(b"\n"):
                pass
        elif data.strip():
            yield Document(data.rstrip(), path, member, number, found=found)
