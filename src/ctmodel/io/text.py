"""JSON text to payload and back."""

import re
import types
from bisect import bisect_right
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Final

import msgspec
from attrs import define

from ctmodel.codec.json_pointer import pointer_token
from ctmodel.errors import ReadError

#: How many bytes the text of one document may have: 64 MiB, forty times the largest record known.
MAX_BYTES: Final = 64 * 1024 * 1024
#: How many values one document may have, five times as many as the largest record known has: small ones take much more
#: memory than their text.
MAX_VALUES: Final = 500_000

#: By how many spaces objects and arrays can be indented.
MAX_INDENT: Final = 16

_SURROGATE: Final = re.compile("[\ud800-\udfff]")


@cache
def _study_decoder() -> msgspec.json.Decoder[Any]:
    """A decoder of JSON that nests as deep as a study does, and no deeper.

    It is as fast as one without a type, and makes deep nesting an error that sends the text to the careful reader.
    A study has eight objects inside each other, and no array directly inside an array.
    """
    leaf: Any = str | int | float | bool | None
    value = leaf
    for _ in range(8):
        array = types.GenericAlias(list, (value | leaf,))
        value = types.GenericAlias(dict, (str, value | array | leaf))
    return msgspec.json.Decoder(value)


def parse(text: str | bytes) -> Any:
    """Return the JSON value that a text holds.

    Raises:
        ReadError: the text is not JSON, or is beyond the limits of the library; with line and column.
    """
    excess = excess_of(text)
    if excess is not None:
        raise ReadError(f"{excess} in one document", code="STR016")
    try:
        return _study_decoder().decode(text)
    except (msgspec.MsgspecError, UnicodeError, RecursionError, ValueError):
        return _parse_carefully(text)


def excess_of(text: str | bytes) -> str | None:
    """Say which limit of one document a text exceeds, if it does."""
    if len(text) > MAX_BYTES:
        return f"more than {MAX_BYTES >> 20} MiB"
    marks = (b",", b"{", b"[") if isinstance(text, bytes) else (",", "{", "[")
    # Each value but the first follows a comma or an opening bracket; those in texts are few beside the limit.
    if len(text) > MAX_VALUES and sum(map(text.count, marks)) > MAX_VALUES:  # type: ignore[arg-type]
        return f"more than {MAX_VALUES:,} values"
    return None


def _parse_carefully(text: str | bytes) -> Any:
    from ctmodel.io.diagnosis import explained
    from ctmodel.io.json_tokens import TokenError
    from ctmodel.io.scan import check

    string = decoded(text)
    try:
        check(string)
    except TokenError as error:
        line, column = position(string, error.index)
        reason = explained(error.reason, string, error.index)
        raise ReadError(f"not JSON: {reason}", line=line, column=column) from None
    return msgspec.json.decode(text)


def decoded(text: str | bytes) -> str:
    """Return the characters of JSON text.

    Raises:
        ReadError: the text is empty, not UTF-8, begins with a byte order mark, or holds a lone surrogate.
    """
    string = text if isinstance(text, str) else _from_utf8(text)
    if not string.strip(" \t\n\r"):
        raise ReadError("empty: there is no JSON in it", line=1, column=1)
    if string.startswith("\ufeff"):
        reason = "begins with a byte order mark, which JSON does not allow; ctmodel validate --fix removes it"
        raise ReadError(reason, line=1, column=1)
    # What was UTF-8 has none.
    half = _SURROGATE.search(string) if isinstance(text, str) and not text.isascii() else None
    if half is not None:
        line, column = position(string, half.start())
        raise ReadError("lone surrogate", line=line, column=column)
    return string


def _from_utf8(data: bytes) -> str:
    from ctmodel.io.diagnosis import not_text

    reason = not_text(data)
    if reason is not None:
        raise ReadError(reason, line=1, column=1)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        line, column = position(before, len(before))
        raise ReadError(f"not UTF-8 text: byte 0x{data[error.start]:02X}", line=line, column=column) from None


def without_mark(data: bytes) -> bytes:
    """Return UTF-8 text without byte order marks at its beginning."""
    while data.startswith(BOM_UTF8):
        data = data.removeprefix(BOM_UTF8)
    return data


def position(text: str, index: int) -> tuple[int, int]:
    """Return line and column of a character, both from 1; columns count characters."""
    return Lines(text).position(index)


class Lines:
    """Where the lines of a text begin, for who asks for many positions."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def position(self, index: int) -> tuple[int, int]:
        """Return line and column of a character, both from 1; columns count characters."""
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1] + 1


@define
class Position:
    """A position in UTF-8 text that is passed over piece by piece: line and column, both from 1."""

    line: int = 1
    #: Columns count characters.
    column: int = 1

    def pass_over(self, data: bytes) -> None:
        """Move to the end of the next piece."""
        before, newline, behind = data.rpartition(b"\n")
        if newline:
            self.line += before.count(b"\n") + 1
            self.column = 1
        self.column += len(behind.decode(errors="replace"))


def positions(data: bytes, indexes: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Return line and column of bytes that begin a character of UTF-8 text, both from 1; columns count characters."""
    found: dict[int, tuple[int, int]] = {}
    known, here = 0, Position()
    for index in sorted(set(indexes)):
        here.pass_over(data[known:index])
        found[index] = here.line, here.column
        known = index
    return found


def encoded(payload: Any) -> bytes:
    """Return the compact JSON of a payload; two payloads have the same if their types, values and key orders are.

    Raises:
        ValueError: a key or a text holds a lone surrogate; the message begins with its JSON pointer.
    """
    try:
        return msgspec.json.encode(payload)
    except UnicodeEncodeError:
        pointer = next(_halves(payload, "")).encode("ascii", "backslashreplace").decode()
        raise ValueError(f"{pointer}: lone surrogate, which JSON text cannot hold") from None


def _halves(value: Any, pointer: str) -> Iterator[str]:
    """Yield the pointers of keys and texts that hold a lone surrogate."""
    if type(value) is str and _SURROGATE.search(value):
        yield pointer
    for key, item in value.items() if type(value) is dict else enumerate(value) if type(value) is list else ():
        below = f"{pointer}/{pointer_token(str(key))}"
        if _SURROGATE.search(str(key)):
            yield below
        yield from _halves(item, below)


def render(payload: Any, indent: int | None = None) -> str:
    """Return the JSON text of a payload: on one line, or indented by so many spaces.

    Raises:
        ValueError: ``indent`` is neither None nor a width from 0 to 16, or a key or a text holds a lone
            surrogate; the message begins with its JSON pointer.
    """
    guard_indent(indent)
    written = encoded(payload)
    if indent is not None:
        # The formatter takes 0 for one line.
        written = msgspec.json.format(written, indent=max(indent, 1))
    return (re.sub(rb"\n +", b"\n", written) if indent == 0 else written).decode()


def guard_indent(indent: object) -> None:
    """Raise a ValueError if an indent is neither None nor a width."""
    if indent is not None and (type(indent) is not int or not 0 <= indent <= MAX_INDENT):
        raise ValueError(f"indent is None or a width from 0 to {MAX_INDENT}, not {indent!r:.80}")
