"""Zip archives of any size, a few members at a time.

As objects, the directory of an archive with 500,000 members takes hundreds of megabytes. So it is cut into parts, and
each part is read as the directory of an archive that has no other members.
"""

import gzip
import io
import lzma
import os
import struct
import zipfile
import zlib
from array import array
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Final, final

from attrs import frozen

from ctmodel.errors import ReadError
from ctmodel.formats.unsupported import SUFFIXES as UNSUPPORTED
from ctmodel.io.document import Document
from ctmodel.io.excerpt import Excerpt
from ctmodel.io.packed import HEADER, refusal
from ctmodel.io.streams import Origin, in_stream, suffixes

#: What reading a damaged archive or file of gzip raises.
DAMAGED: Final = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, gzip.BadGzipFile, NotImplementedError, UnicodeDecodeError
)  # fmt: skip
SHARED: Final = ("the member shares bytes with another, or lacks some", "STR015")

# The forms of PKWARE's APPNOTE 6.3, 4.3.12 to 4.3.16: an entry of the directory, and what ends it.
_ENTRY: Final = struct.Struct("<4s16x2L3H12x")
_END: Final = struct.Struct("<4s4H2LH")
_END_64: Final = struct.Struct("<4sQ2H2L4Q")
_LOCATOR: Final = struct.Struct("<4sLQL")
_SIGNS: Final = b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
#: That of the format which has these forms.
_VERSION: Final = 45
_LONGEST_COMMENT: Final = 0xFFFF
_PIECE: Final = 1 << 16
#: How many members a part has at most: some are small, and take as long as others.
_MOST: Final = 256


@final
@frozen
class Directory:
    """Where the directory of an archive is."""

    start: int
    size: int
    #: Where it says that it is: less, if something was put before the archive.
    offset: int


@final
@frozen
class Members:
    """Some members of an archive, which follow each other in its directory."""

    path: str
    found: bool
    directory: Directory
    #: Their entries in the directory.
    entries: bytes
    count: int
    #: How many bytes of the file they take, about.
    size: int
    #: Where members begin that share bytes with others.
    shared: frozenset[int] = frozenset()

    def opened(self, file: IO[bytes]) -> zipfile.ZipFile:
        """Return the archive that has only these members."""
        start, offset = self.directory.start, self.directory.offset
        size, count = len(self.entries), self.count
        after = [
            self.entries,
            _END_64.pack(_SIGNS[2], _END_64.size - 12, _VERSION, _VERSION, 0, 0, count, count, size, offset),
            _LOCATOR.pack(_SIGNS[3], 0, offset + size, 1),
            _END.pack(_SIGNS[1], 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0),
        ]
        return zipfile.ZipFile(io.BufferedReader(Excerpt(file, 0, start, b"".join(after)), _PIECE))

    def documents(self) -> Iterator[Document | ReadError]:
        """Yield the documents in the members.

        Raises:
            OSError: the archive cannot be opened.
        """
        with Path(self.path).open("rb") as file:
            try:
                yield from _in_archive(self.opened(file), self.path, self.found, self.shared)
            except DAMAGED as error:
                yield Origin(self.path).error(f"damaged archive: {error}", "STR015")


def _in_archive(
    archive: zipfile.ZipFile, path: str, found: bool, shared: frozenset[int]
) -> Iterator[Document | ReadError]:
    for member in archive.infolist():
        name = member.filename
        if member.is_dir() or not name.lower().endswith(suffixes()):
            continue
        refused = SHARED if member.header_offset in shared else refusal(member)
        origin = Origin(path, name, found or name.lower().endswith(UNSUPPORTED))
        if refused is not None:
            yield origin.error(*refused)
            continue
        try:
            with archive.open(member) as unpacked:
                yield from in_stream(unpacked, name.lower(), origin)
        except (*DAMAGED, OSError) as error:  # bzip2 knows no error of its own
            yield origin.error(f"damaged member of the archive: {error}", "STR015")


def members(file: IO[bytes], path: str, *, found: bool, most: int) -> Iterator[Members]:
    """Yield the members of an archive, as many at a time as unpack to ``most`` bytes.

    Raises:
        zipfile.BadZipFile: it is not an archive, or its directory is damaged.
    """
    directory = _directory(file)

    def parts(shared: frozenset[int] = frozenset()) -> Iterator[Members]:
        for entries, count, size in _entries(file, directory, most):
            yield Members(path, found, directory, entries, count, size, shared)

    # All of them are looked at before the first one is read.
    shared = frozenset(_sharing(file, directory, parts()))
    yield from parts(shared)


def _directory(file: IO[bytes]) -> Directory:
    """Find the directory of an archive: from its end on, after which there may be a comment."""
    first = max(file.seek(0, os.SEEK_END) - _END.size - _LONGEST_COMMENT, 0)
    file.seek(first)
    tail = file.read()
    at = tail.rfind(_SIGNS[1], 0, len(tail) - _END.size + len(_SIGNS[1]))
    if at < 0:
        raise zipfile.BadZipFile("File is not a zip file")
    _, *disks, _, _, size, offset, _ = _END.unpack_from(tail, at)
    if any(disks):
        raise zipfile.BadZipFile("archives that span several disks are not supported")
    end = first + at
    large = _END_64.size + _LOCATOR.size
    file.seek(max(end - large, 0))
    held = file.read(large)
    if end >= large and held.startswith(_SIGNS[2]) and held.startswith(_SIGNS[3], _END_64.size):
        end -= large
        *_, size, offset = _END_64.unpack_from(held)
    if not 0 <= offset <= end - size:
        raise zipfile.BadZipFile("Bad offset for central directory")
    return Directory(end - size, size, offset)


def _entries(file: IO[bytes], directory: Directory, most: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield entries of a directory, how many these are, and their bytes: as many as unpack to ``most`` bytes."""
    at, end = directory.start, directory.start + directory.size
    held, count, packed, unpacked = bytearray(), 0, 0, 0
    while at < end:
        file.seek(at)
        head = file.read(_ENTRY.size)
        if len(head) < _ENTRY.size or not head.startswith(_SIGNS[0]):
            raise zipfile.BadZipFile("Bad magic number for central directory")
        _, size, whole, *lengths = _ENTRY.unpack(head)
        rest = file.read(sum(lengths))
        at += len(head) + len(rest)
        held += head + rest
        count, packed, unpacked = count + 1, packed + size, unpacked + whole
        if unpacked >= most or count == _MOST:
            yield bytes(held), count, packed
            held, count, packed, unpacked = bytearray(), 0, 0, 0
    if held:
        yield bytes(held), count, packed


def _sharing(file: IO[bytes], directory: Directory, parts: Iterator[Members]) -> Iterator[int]:
    """Yield where members begin that overlap another one, or the directory at the end of the archive."""
    starts, ends = array("Q"), array("Q")
    # Where the directory is damaged, the members before are read, and then the error is told.
    with suppress(*DAMAGED):
        for part in parts:
            for member in part.opened(file).infolist():
                starts.append(member.header_offset)
                ends.append(member.header_offset + HEADER + member.compress_size)
    before, end = -1, 0
    for index in sorted(range(len(starts)), key=starts.__getitem__):
        start, reach = starts[index], ends[index]
        if start < end:
            yield before
            yield start
        if reach > directory.start:
            yield start
        if reach >= end:
            before, end = start, reach
