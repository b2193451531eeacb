"""Split a JSON document of many studies into one text a study, without holding more than one.

A bulk download is a list of studies, or a page of them (``{"studies": [...]}``), and can be far larger than memory.
"""

import re
from collections.abc import Callable, Collection, Iterator
from typing import Final

from attrs import define, field, frozen

from ctmodel.io.json_tokens import PIECE, PIECE_INSIDE, SCALAR_PIECE
from ctmodel.io.spans import Span, items, members, whole
from ctmodel.io.text import Position

_CHUNK: Final = 1 << 20
#: How many bytes a parser cuts at a time, how many of them studies have in common at their beginning, and how many
#: studies are read without it where it fails.
_AHEAD: Final = 8 << 20
_ALIKE: Final = 24
_CAREFUL: Final = 100


class JsonItemsError(ValueError):
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


def held_items(data: bytes, is_page: Callable[[Collection[str]], bool]) -> Iterator[Item] | None:
    """Return the studies of a list or page that is held; None for everything else.

    Args:
        data: the document.
        is_page: whether an object with such keys is a page of studies.

    A document whose brackets do not match, or with repeated keys around its studies, is something else, too: only a
    reading of the whole finds what is wrong with it.
    """
    try:
        around, pointer = whole(data), ""
        if data.startswith(b"{", around.start):
            held = dict(members(data, around))
            around, pointer = held["studies"], "/studies"
            if not is_page(held):
                return None
        studies = list(items(data, around))
    except (ValueError, LookupError, RecursionError):
        return None
    return _held(_Text(data, lambda _: b"", len(data)), studies, pointer)


def _held(text: "_Text", studies: list[Span], pointer: str, first: int = 0) -> Iterator[Item]:
    """Yield studies whose places in the buffer are known."""
    for index, span in enumerate(studies, first):
        text.start, text.at = span.start, span.end
        yield Item(text.buffer[span.start : span.end], f"{pointer}/{index}", *text.place())


def json_items(head: bytes, read: Callable[[int], bytes], most: int) -> Iterator[Item]:
    """Yield the studies of a list or page that begins with ``head`` and continues with what ``read`` returns.

    Raises:
        JsonItemsError: the document is not a list or page, ends too early, has something else between its studies,
            or a study of more than ``most`` bytes.
    """
    text = _Text(head, read, most)
    first = text.token()
    if first == b"[":
        yield from _items(text, "")
    elif first == b"{":
        yield from _page(text)
    else:
        raise text.error("neither a list nor an object")
    if text.token():
        raise text.error("text after the end of the document")


def _page(text: "_Text") -> Iterator[Item]:
    """Yield the studies of a page, from the array in its key ``studies``; other values of the page are skipped."""
    found = False
    token = text.token()
    while token != b"}":
        key = token
        if not key.startswith(b'"'):
            raise text.missing("a key, which is text in double quotes, is missing")
        if text.token() != b":":
            raise text.missing("a colon is missing after the key")
        token = text.token()
        if token == b"[" and key == b'"studies"':
            found = True
            yield from _items(text, "/studies")
        elif token in (b"{", b"["):
            text.pass_value()
        elif not SCALAR_PIECE.fullmatch(token):
            raise text.missing("there is no JSON value here")
        token = text.behind(b"}")
    if not found:
        raise text.error("there is no key 'studies' with an array")


def _items(text: "_Text", pointer: str) -> Iterator[Item]:
    index = 0
    token = text.token(keep=True)
    while token != b"]":
        line, column = text.place()
        if token in (b"{", b"["):
            text.pass_value()
        elif not SCALAR_PIECE.fullmatch(token):
            raise text.missing("there is no JSON value here")
        yield Item(text.kept(), f"{pointer}/{index}", line, column)
        index += 1
        token = text.behind(b"]", keep=True)
        ahead = text.ahead() if token == b"{" else []
        if ahead:
            yield from _held(text, ahead, pointer, index)
            index += len(ahead)
            text.first = None
            token = text.behind(b"]", keep=True)


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
    position: Position = field(factory=Position)
    #: How many studies are passed over token by token before a parser tries again.
    careful: int = 0

    def token(self, pattern: re.Pattern[bytes] = PIECE, *, keep: bool = False) -> bytes:
        """Return the next token, empty at the end of the text; with ``keep``, the buffer holds on to what follows."""
        while True:
            found = pattern.search(self.buffer, self.at)
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

    def behind(self, closing: bytes, *, keep: bool = False) -> bytes:
        """Return the token after a value and a comma, or the closing bracket."""
        token = self.token()
        if token == closing:
            return token
        if token != b",":
            raise self.missing("a comma or a closing bracket is missing")
        token = self.token(keep=keep)
        if token == closing:
            raise self.error("a comma with nothing after it")
        return token

    def pass_value(self) -> None:
        """Pass over the rest of a value whose opening bracket was the last token."""
        depth = 1
        while depth:
            token = self.token(PIECE_INSIDE)
            if not token:
                raise self.missing("")
            depth += (token in (b"{", b"[")) - (token in (b"}", b"]"))

    def kept(self) -> bytes:
        """Return the text from the token that was kept to the last one."""
        data = self.buffer[self.first or 0 : self.at]
        self.first = None
        return data

    def ahead(self) -> list[Span]:
        """Return where studies are from the last token on, as far as a parser can cut them in one piece; or nothing.

        A study begins like the one before it, so that the beginning of one is the end of those before.
        """
        if self.first is None or self.careful > 0:
            self.careful -= 1
            return []
        while len(self.buffer) - self.first < min(_AHEAD, self.most) and self._more(self.first):
            pass
        self.start = begin = self.first
        last = self.buffer.rfind(self.buffer[begin : begin + _ALIKE], begin + 1)
        end = self.buffer.rfind(b",", begin, last) if last > 0 else -1
        try:
            cut = list(items(b"[%b]" % self.buffer[begin:end], Span(0, end - begin + 2))) if end > 0 else []
        except ValueError:
            cut = []
        self.careful = 0 if cut else _CAREFUL
        return [Span(begin + span.start - 1, begin + span.end - 1) for span in cut]

    def place(self) -> tuple[int, int]:
        """Return line and column of the last token."""
        self._know(self.start)
        return self.position.line, self.position.column

    def error(self, reason: str) -> JsonItemsError:
        """Return the error that something is wrong at the last token."""
        return JsonItemsError(reason, *self.place())

    def missing(self, reason: str) -> JsonItemsError:
        """Return the error for an unexpected token at the last position, or nothing."""
        return self.error(reason if self.start < len(self.buffer) else "the document ends too early")

    def _more(self, needed: int) -> bool:
        """Read on, and drop the part of the buffer that is no longer needed."""
        needed = needed if self.first is None else self.first
        held = len(self.buffer) - needed
        # What is held is copied and searched again: as much is read, so that all of it is done a few times only.
        more = self.read(max(_CHUNK, min(held, self.most + _CHUNK - held)))
        if not more:
            return False
        self._know(needed)
        self.known = 0
        self.buffer = self.buffer[needed:] + more
        self.at = max(self.at - needed, 0)
        self.first = None if self.first is None else 0
        if len(self.buffer) > self.most + _CHUNK:
            here = self.position
            raise JsonItemsError(f"more than {self.most >> 20} MiB in one study", here.line, here.column)
        return True

    def _know(self, place: int) -> None:
        """Count lines and columns up to a place in the buffer."""
        self.position.pass_over(self.buffer[self.known : place])
        self.known = place
