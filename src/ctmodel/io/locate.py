"""Find where a few values stand in JSON text, going down to these alone; a parser passes over the rest."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, final

import msgspec

from ctmodel.codec.json_pointer import pointer_keys, pointer_token
from ctmodel.io.scan import Place

_MEMBERS: Final = msgspec.json.Decoder(dict[str, msgspec.Raw])
_ITEMS: Final = msgspec.json.Decoder(list[msgspec.Raw])
# What stands before a value in an object, with the key, and in an array.
_KEY: Final = re.compile(rb'[ \t\n\r,]*+("(?:[^"\\]|\\.)*+")[ \t\n\r]*+:[ \t\n\r]*+')
_BETWEEN: Final = re.compile(rb"[ \t\n\r,]*+")

#: Bytes that go on with a character, and how many bytes are counted at once.
_CONTINUATION: Final = bytes(range(0x80, 0xC0))
_BLOCK: Final = 4096

#: What is looked for in a value, by key or index.
_Tree = dict[Any, Any]


def locate(data: bytes, pointers: Iterable[str]) -> Iterator[Place]:
    """Yield the places of the values that JSON pointers lead to, as far as there are such, and of all around them.

    The data is JSON within the limits of the library, in which no object has a key twice.
    """
    tree: _Tree = {}
    for pointer in pointers:
        here = tree
        for key in pointer_keys(pointer):
            here = here.setdefault(key, {})
    text = _Text(data)
    whole = data.strip()
    start = data.index(whole[:1])
    yield text.place("", start, start + len(whole), None)
    yield from text.inside(memoryview(whole), start, "", tree)


@final
class _Text:
    """JSON text, in which places are counted in characters."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.is_ascii = data.isascii()
        #: How many characters stand before each block.
        self.before = [0]
        for start in range(0, 0 if self.is_ascii else len(data), _BLOCK):
            self.before.append(self.before[-1] + _characters(data[start : start + _BLOCK]))

    def inside(self, raw: memoryview, start: int, pointer: str, tree: _Tree) -> Iterator[Place]:
        """Yield the places inside a value, of which the text and its beginning are given."""
        if not tree:
            return
        if raw[0] == ord("{"):
            yield from self._members(_MEMBERS.decode(raw), start + 1, pointer, tree)
        elif raw[0] == ord("["):
            indices = {int(key): below for key, below in tree.items() if key.isdecimal()}
            yield from self._items(_ITEMS.decode(raw), start + 1, pointer, indices)

    def _members(self, members: dict[str, msgspec.Raw], end: int, pointer: str, tree: _Tree) -> Iterator[Place]:
        left = len(tree)
        for key, value in members.items():
            if not left:
                return
            before: Any = _KEY.match(self.data, end)
            raw, start = memoryview(value), before.end()
            end = start + len(raw)
            if key in tree:
                left -= 1
                here = f"{pointer}/{pointer_token(key)}"
                yield self.place(here, start, end, before.start(1))
                yield from self.inside(raw, start, here, tree[key])

    def _items(self, items: list[msgspec.Raw], end: int, pointer: str, tree: _Tree) -> Iterator[Place]:
        for index in range(min(max(tree, default=-1) + 1, len(items))):
            before: Any = _BETWEEN.match(self.data, end)
            raw, start = memoryview(items[index]), before.end()
            end = start + len(raw)
            if index in tree:
                here = f"{pointer}/{index}"
                yield self.place(here, start, end, None)
                yield from self.inside(raw, start, here, tree[index])

    def place(self, pointer: str, start: int, end: int, key: int | None) -> Place:
        """Return the place of a value that stands between two bytes, and its key at another."""
        return Place(pointer, self._index(start), self._index(end), None if key is None else self._index(key), False)

    def _index(self, offset: int) -> int:
        if self.is_ascii:
            return offset
        block = offset // _BLOCK
        return self.before[block] + _characters(self.data[block * _BLOCK : offset])


def _characters(data: bytes) -> int:
    """How many characters begin in a piece of UTF-8."""
    return len(data.translate(None, _CONTINUATION))
