"""The documents in an open stream: one of JSON, lines of JSON Lines, the studies of a large list or page."""

import io
import re
from collections.abc import Iterator
from functools import cache
from typing import IO, Any, Final

from attrs import frozen

from ctmodel.errors import ReadError
from ctmodel.formats import native
from ctmodel.formats.registry import formats
from ctmodel.formats.unsupported import SUFFIXES as UNSUPPORTED
from ctmodel.formats.unsupported import holds_unsupported
from ctmodel.io.document import Document
from ctmodel.io.json_items import Item, JsonItemsError, held_items, json_items
from ctmodel.io.text import MAX_BYTES, excess_of

#: What the names of files end with that hold JSON.
SUFFIXES: Final = native.FORMAT.suffixes
#: What the names of files end with that hold a document on each line.
LINES: Final = SUFFIXES[1:]
#: A list or page of more bytes is cut into its studies, of which one at a time is parsed.
LARGE: Final = 1 << 20


@cache
def suffixes() -> tuple[str, ...]:
    """Return what the names of files end with that are looked for in folders and archives."""
    return tuple(dict.fromkeys(suffix for held in formats().values() for suffix in held.suffixes)) + UNSUPPORTED


# Two objects on lines of their own, with nothing between: one document never holds this.
_LINES: Final = re.compile(rb"\}[ \t\r]*\n\{")


@frozen
class Origin:
    """Where the documents of a stream come from."""

    path: str
    member: str | None = None
    #: Whether it was found in a folder rather than named.
    found: bool = False

    def document(self, data: bytes, line: int = 1, column: int = 1, pointer: str = "") -> Document:
        """Return a document from here."""
        return Document(data, self.path, self.member, line, column, pointer, self.found)

    def study(self, item: Item) -> Document:
        """Return a study of a list or page from here."""
        # What a list or page holds was not found by its name: that it is not a study is worth knowing.
        return Document(item.data, self.path, self.member, item.line, item.column, item.pointer)

    def error(self, reason: str, code: str, line: int | None = None, column: int | None = None) -> ReadError:
        """Return an error about what is here."""
        return ReadError(reason, path=self.path, member=self.member, line=line, column=column, code=code)


def standard_input(stream: IO[bytes], name: str = "-") -> Iterator[Document | ReadError]:
    """Yield the documents of an open stream: one of JSON, or lines of JSON Lines, told apart by what it holds.

    Documents have the path ``name``; one that ends in ``.jsonl`` or ``.ndjson`` says that it is JSON Lines.
    No more is held at a time than of a file.
    """
    origin = Origin(name)
    if name.lower().endswith(LINES):
        yield from in_lines(stream, origin)
        return
    head = stream.read(MAX_BYTES + 1)
    if head.lstrip().startswith(b"{") and _LINES.search(head):
        yield from in_lines(io.BufferedReader(_Rejoined(head, stream)), origin)
    else:
        yield from _in_one(head, stream, origin)


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


def in_stream(stream: IO[bytes], name: str, origin: Origin) -> Iterator[Document | ReadError]:
    """Yield the documents of a file or member that is open.

    Args:
        stream: the file or member.
        name: its name in lower case, which says what it holds.
        origin: where it was found.
    """
    if name.endswith(LINES):
        yield from in_lines(stream, origin)
        return
    data = stream.read(MAX_BYTES + 1)
    if not (origin.found and name.endswith(UNSUPPORTED) and not holds_unsupported(data)):
        yield from _in_one(data, stream, origin)


def _in_one(head: bytes, stream: IO[bytes], origin: Origin) -> Iterator[Document | ReadError]:
    """Yield the document of a stream, given its beginning; of a large list or page, its studies."""
    document, excess = origin.document(head), excess_of(head)
    if (excess is None and len(head) <= LARGE) or document.is_other:
        yield document
        return
    if excess is None:
        studies = held_items(head, native.is_page)
        yield from [document] if studies is None else map(origin.study, studies)
        return
    try:
        yield from map(origin.study, json_items(head, stream.read, MAX_BYTES))
    except JsonItemsError as error:
        reason = f"{excess}, and no list or page of studies: {error.reason}"
        yield origin.error(reason, "STR016", error.line, error.column)


def in_lines(stream: IO[bytes], origin: Origin, number: int = 0) -> Iterator[Document | ReadError]:
    """Yield the documents of a stream with one on each line; ``number`` lines are before it."""
    while data := stream.readline(MAX_BYTES + 1):
        number += 1
        if len(data) > MAX_BYTES and not data.endswith(b"\n"):
            yield origin.error(f"more than {MAX_BYTES >> 20} MiB in one line", "STR016", number, 1)
            while (rest := stream.readline(MAX_BYTES)) and not rest.endswith(b"\n"):
                pass
        elif data.strip():
            yield origin.document(data.rstrip(), number)
