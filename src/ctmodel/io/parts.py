"""The parts of an input, each of which can be read without the others: a file, lines, members of an archive."""

import io
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final, Protocol, final

from attrs import frozen

from ctmodel.errors import ReadError
from ctmodel.io.archives import DAMAGED, members
from ctmodel.io.document import Document
from ctmodel.io.excerpt import Excerpt
from ctmodel.io.packed import ExpansionError, unzipped
from ctmodel.io.streams import LINES, SUFFIXES, Origin, in_lines, in_stream

#: How many bytes a part has, about: enough that processes seldom wait, little enough that they end soon when asked to.
PART: Final = 2 << 20


class Part(Protocol):
    """A part of an input."""

    @property
    def path(self) -> str:
        """The file that it is in, as given or found."""
        ...

    @property
    def size(self) -> int:
        """How many bytes of the file it takes, about; of compressed data, how many it unpacks to."""
        ...

    def documents(self) -> Iterator[Document | ReadError]:
        """Yield its documents.

        Raises:
            OSError: it cannot be read.
        """
        ...


@final
@frozen
class File:
    """A file that holds one document."""

    path: str
    found: bool
    size: int

    def documents(self) -> Iterator[Document | ReadError]:
        """Yield what the file holds.

        Raises:
            OSError: it cannot be read.
        """
        with Path(self.path).open("rb") as file:
            yield from in_stream(file, self.path.lower(), Origin(self.path, found=self.found))


@final
@frozen
class Lines:
    """Lines of a file, each of which is a document."""

    path: str
    found: bool
    start: int
    size: int
    #: How many lines are before them.
    before: int

    def documents(self) -> Iterator[Document | ReadError]:
        """Yield the documents on the lines.

        Raises:
            OSError: the file cannot be read.
        """
        origin = Origin(self.path, found=self.found)
        with Path(self.path).open("rb") as file:
            excerpt = Excerpt(file, self.start, self.size)
            yield from in_lines(io.BufferedReader(excerpt), origin, self.before)
            if excerpt.missing:
                yield origin.error(
                    f"the file was cut off while it was read: {excerpt.missing:,} bytes are missing", "STR015"
                )


@final
@frozen
class Held:
    """Documents that can be read only once, or only one after the other, and are held."""

    path: str
    held: tuple[Document | ReadError, ...]

    @property
    def size(self) -> int:
        """How many bytes the documents have."""
        return sum(len(document.data) for document in self.held if isinstance(document, Document))

    def documents(self) -> Iterator[Document | ReadError]:
        """Yield the documents."""
        return iter(self.held)


def parts_of_file(path: str, *, found: bool) -> Iterator[Part]:
    """Yield the parts of a file.

    Raises:
        OSError: it cannot be opened or read.
    """
    name, status = path.lower(), Path(path).stat()
    is_regular = stat.S_ISREG(status.st_mode)
    # A large one of JSON may be a page, whose studies come one after the other.
    in_pieces = name.endswith((".zip", ".gz", *LINES)) or (name.endswith(SUFFIXES) and status.st_size > PART)
    if is_regular and not in_pieces:
        yield File(path, found, status.st_size)
        return
    with Path(path).open("rb") as file:
        if name.endswith(".zip"):
            yield from _members(file, path, found=found)
        elif name.endswith(LINES) and is_regular:
            yield from _lines(file, path, found=found)
        else:
            yield from held(path, _in_order(file, path, found=found))


def _in_order(file: IO[bytes], path: str, *, found: bool) -> Iterator[Document | ReadError]:
    """Yield the documents of a file that can only be read from its beginning on."""
    name, origin = path.lower(), Origin(path, found=found)
    try:
        if name.endswith(".gz"):
            yield from in_stream(unzipped(file), name.removesuffix(".gz"), origin)
        else:
            yield from in_stream(file, name, origin)
    except DAMAGED as error:
        yield origin.error(f"damaged archive: {error}", "STR015")
    except ExpansionError as error:
        yield origin.error(str(error), "STR016")


def _members(file: IO[bytes], path: str, *, found: bool) -> Iterator[Part]:
    try:
        yield from members(file, path, found=found, most=PART)
    except DAMAGED as error:
        yield Held(path, (Origin(path).error(f"damaged archive: {error}", "STR015"),))


def _lines(file: IO[bytes], path: str, *, found: bool) -> Iterator[Lines]:
    start = before = 0
    while piece := file.read(PART):
        size, lines = len(piece), piece.count(b"\n")
        while not piece.endswith(b"\n") and (piece := file.readline(PART)):
            size, lines = size + len(piece), lines + piece.endswith(b"\n")
        yield Lines(path, found, start, size, before)
        start, before = start + size, before + lines


def held(path: str, documents: Iterator[Document | ReadError]) -> Iterator[Held]:
    """Yield documents that come one after the other, as parts of about the same size."""
    batch: list[Document | ReadError] = []
    size = 0
    try:
        for document in documents:
            batch.append(document)
            size += len(document.data) if isinstance(document, Document) else 0
            if size >= PART:
                yield Held(path, tuple(batch))
                batch, size = [], 0
    except OSError:
        # What was read before counts.
        if batch:
            yield Held(path, tuple(batch))
        raise
    if batch:
        yield Held(path, tuple(batch))
