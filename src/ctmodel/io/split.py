"""Split a JSON document of many studies into one text a study, without holding more than one.

A bulk download is a list of studies, or a page of them (``{"studies": [...]}``), and can be far larger than memory.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

from attrs import define, frozen

#: A string, whose closing quote may still have to be read; a bracket; or a run of anything else that is no separator.
_TOKEN: Final = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+(?P<closed>"|\Z|\\\Z)|[\[\]{}]|[^\s,:\[\]{}"]++', re.DOTALL)
_CHUNK: Final = 1 << 20


class SplitError(ValueError):
    """What is wrong with a document, and where: line and column, both from 1."""

    def __init__(self, reason: str, line: int, column: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.column = column


@frozen
class Item:
    """The text of one study, and where it begins in the document."""

    data: bytes
    #: JSON pointer in the document.
    pointer: str
    line: int
    column: int


def split(head: bytes, read: Callable[[int], bytes], most: int) -> Iterator[Item]:
    """Yield the studies of a list or page that begins with ``head`` and goes on with what ``read`` returns.

    Raises:
        SplitError: the document is no list or page, ends too early, holds something else between its studies,
            or a study of more than ``most`` bytes.
    """
    text = _Text(head, read, most)
    if text.token() == b"[":
        yield from _items(text, "")
    else:
        yield from _page(text)
    if text.token():
        raise text.error("text after the end of the document")


def _page(text: "_Text") -> Iterator[Item]:
    """Yield the studies of a page: of the array behind its key ``studies``; the page's other values are passed over."""
    key = b""
    while (token := text.token()) != b"}":
        if token == b"[" and key == b'"studies"':
            yield from _items(text, "/studies")
        elif token in (b"{", b"["):
            text.pass_value()
        elif not token:
            raise text.error("the document ends too early")
        key = token


def _items(text: "_Text", pointer: str) -> Iterator[Item]:
    index = 0
    while (token := text.token(keep=True)) != b"]":
        if token != b"{":
            raise text.error("not a study, which is a JSON object" if token else "the document ends too early")
        line, column = text.place()
        text.pass_value()
        yield Item(text.kept(), f"{pointer}/{index}", line, column)
        index += 1


@define
class _Text:
    """A text that is read in pieces, token by token."""

    buffer: bytes
    read: Callable[[int], bytes]
    most: int
    #: Where the last token began and ended in the buffer.
    start: int = 0
    at: int = 0
    #: Where in the buffer a value began that must stay in it, if one did.
    first: int | None = None
    #: A place in the buffer, with its line and column.
    known: int = 0
    line: int = 1
    column: int = 1

    def token(self, *, keep: bool = False) -> bytes:
        """Return the next token, empty at the end of the text; with ``keep``, the buffer holds on to what follows."""
        while True:
            found = _TOKEN.search(self.buffer, self.at)
            whole = found is not None and (found.end() < len(self.buffer) or found["closed"] == b'"')
            if found is not None and (whole or not self._more(found.start())):
                break
            if found is None and not self._more(len(self.buffer)):
                self.start = self.at = len(self.buffer)
                return b""
        self.start, self.at = found.span()
        if keep:
            self.first = self.start
        return found[0]

    def pass_value(self) -> None:
        """Pass over the rest of a value whose opening bracket was the last token."""
        depth = 1
        while depth:
            token = self.token()
            if not token:
                raise self.error("the document ends too early")
            depth += (token in (b"{", b"[")) - (token in (b"}", b"]"))

    def kept(self) -> bytes:
        """Return the text from the token that was kept to the last one."""
        data = self.buffer[self.first or 0 : self.at]
        self.first = None
        return data

    def place(self) -> tuple[int, int]:
        """Return line and column of the last token."""
        self._know(self.start)
        return self.line, self.column

    def error(self, reason: str) -> SplitError:
        """Return the error that something is wrong at the last token."""
        return SplitError(reason, *self.place())

    def _more(self, needed: int) -> bool:
        """Read on, and forget what stands before the place from which on the buffer is needed."""
        more = self.read(_CHUNK)
        if not more:
            return False
        needed = needed if self.first is None else self.first
        self._know(needed)
        self.known = 0
        self.buffer = self.buffer[needed:] + more
        self.at = max(self.at - needed, 0)
        self.first = None if self.first is None else 0
        if len(self.buffer) > self.most + _CHUNK:
            raise SplitError(f"more than {self.most >> 20} MiB in one study", self.line, self.column)
        return True

    def _know(self, place: int) -> None:
        """Count lines and columns up to a place in the buffer."""
        before, newline, behind = self.buffer[self.known : place].rpartition(b"\n")
        if newline:
            self.line += before.count(b"\n") + 1
            self.column = 1
        self.column += len(behind.decode(errors="replace"))
        self.known = place
