"""Where values are in JSON text that was parsed, and in which no object has a key twice.

A parser cuts objects and arrays into the texts of what they hold, and the lengths of these give the places.
Text of which nothing is known is for :mod:`ctmodel.io.scan`.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Final, TypeVar

import msgspec
from attrs import frozen

from ctmodel.codec.json_pointer import pointer_token, pointer_tree

_Held = TypeVar("_Held")
#: What is looked for in a value, by key or index.
_Tree = dict[str, Any]

_BLANK: Final = b" \t\n\r"
_SPACES: Final = rb"[ \t\n\r]*+"
#: What is before the value of a member, with its key; and before an item of an array.
_TO_MEMBER: Final = re.compile(rb'%b[{,]%b("(?:[^"\\]|\\.)*+")%b:%b' % ((_SPACES,) * 4), re.DOTALL)
_TO_ITEM: Final = re.compile(rb"%b[\[,]%b" % (_SPACES, _SPACES))


@frozen
class Span:
    """Where a value is: the indices of its first byte, of that of its key if it has one, and of the byte after it."""

    start: int
    end: int
    key: int | None = None

    @property
    def first(self) -> int:
        """Where the value begins, with its key."""
        return self.start if self.key is None else self.key


@cache
def _members() -> msgspec.json.Decoder[dict[str, msgspec.Raw]]:
    return msgspec.json.Decoder(dict[str, msgspec.Raw])


@cache
def _items() -> msgspec.json.Decoder[list[msgspec.Raw]]:
    return msgspec.json.Decoder(list[msgspec.Raw])


def spans(data: bytes, pointers: Iterable[str]) -> dict[str, Span]:
    """Return where the values are that pointers lead to, and all around them, by pointer.

    Args:
        data: the text of a document that was parsed, in which no object has a key twice.
        pointers: JSON pointers; those that lead nowhere are left out.
    """
    found = {"": whole(data)}
    _look(data, found[""], "", pointer_tree(pointers), found)
    return found


def whole(data: bytes) -> Span:
    """Return where the value of a document is: white space may be around it."""
    return Span(len(data) - len(data.lstrip(_BLANK)), len(data.rstrip(_BLANK)))


def _look(data: bytes, around: Span, pointer: str, wanted: _Tree, found: dict[str, Span]) -> None:
    """Add the places of what is wanted in a value."""
    left = len(wanted)
    for key, span in _inside(data, around) if wanted else ():
        below = wanted.get(key)
        if below is not None:
            here = f"{pointer}/{pointer_token(key)}"
            found[here] = span
            _look(data, span, here, below, found)
            left -= 1
            if not left:
                return


def _inside(data: bytes, around: Span) -> Iterator[tuple[str, Span]]:
    """Yield what an object or array holds: key or index, and place."""
    if data.startswith(b"{", around.start):
        yield from members(data, around)
    elif data.startswith(b"[", around.start):
        yield from ((str(index), span) for index, span in enumerate(items(data, around)))


def members(data: bytes, around: Span) -> Iterator[tuple[str, Span]]:
    """Yield key and place of each member of an object.

    Raises:
        ValueError: it has a key twice, so that not all members are cut; or it is not JSON.
    """
    at = around.start
    for name, raw in _decoded(_members(), data[at : around.end]).items():
        before = _matched(_TO_MEMBER, data, at)
        at = before.end() + len(bytes(raw))
        yield name, Span(before.end(), at, before.start(1))
    # The members that were lost are as long as what is left.
    if data[at : around.end].strip(_BLANK) not in (b"}", b"{}"):
        raise ValueError("a key is repeated")


def items(data: bytes, around: Span) -> Iterator[Span]:
    """Yield the place of each item of an array.

    Raises:
        ValueError: it is not JSON.
    """
    at = around.start
    for raw in _decoded(_items(), data[at : around.end]):
        start = _matched(_TO_ITEM, data, at).end()
        at = start + len(bytes(raw))
        yield Span(start, at)


def _decoded(decoder: msgspec.json.Decoder[_Held], data: bytes) -> _Held:
    try:
        return decoder.decode(data)
    except msgspec.MsgspecError as error:  # in older versions, it is not a ValueError
        raise ValueError(str(error)) from None


def _matched(pattern: re.Pattern[bytes], data: bytes, index: int) -> re.Match[bytes]:
    match = pattern.match(data, index)
    if match is None:
        raise ValueError("a key is repeated")
    return match
