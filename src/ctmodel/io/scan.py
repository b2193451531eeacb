"""Read JSON text token by token, for what a parser does not tell: where a value stands, and which keys recur.

Slower than a parser by far, and run only over text that has something to say.
"""

import json
import re
from collections.abc import Callable, Iterable
from math import isinf
from typing import Any, Final, NoReturn

from attrs import frozen

from ctmodel.codec.json_pointer import pointer_token
from ctmodel.codec.payload import MAX_DEPTH, MAX_DIGITS

# Each takes a token, and the blanks after it.
_BLANK: Final = re.compile(r"[ \t\n\r]*+")
_TEXT: Final = re.compile(r'("[^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*+)*+")[ \t\n\r]*+')
_NUMBER: Final = re.compile(
    r"(-?+(?:0|[1-9][0-9]*+)((?:\.[0-9]++)?+(?:[eE][+-]?+[0-9]++)?+)(?![0-9A-Za-z_.+-]))[ \t\n\r]*+"
)
_WORD: Final = re.compile(r"((?:true|false|null)(?![0-9A-Za-z_]))[ \t\n\r]*+")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


class ScanError(ValueError):
    """What is wrong with JSON text, and the index of the character."""

    def __init__(self, reason: str, index: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.index = index


@frozen
class Place:
    """Where a value stands in the text: the indices of its first character and of the one after its last."""

    pointer: str
    start: int
    end: int
    #: Where the key begins, for the member of an object.
    key: int | None
    #: Whether the same object has the key more than once, and this is not the first.
    repeated: bool


def scan(text: str, found: Callable[[Place], object] | None = None, wanted: Iterable[str] | None = None) -> None:
    """Call ``found`` with the place of every value of a JSON text, containers after what they contain.

    With ``wanted``, JSON pointers, only the values that they lead to are found, with all that is around those, and
    the repeated ones: no pointer to another value is built, which takes as long as the keys are. Without ``found``,
    the text is just checked.

    Raises:
        ScanError: the text is not JSON, or is beyond the limits of the library.
    """
    scanner = _Scanner(text, found)
    tree = None if found is None else _EVERYTHING if wanted is None else _tree(wanted)
    scanner.value(None, tree, None, repeated=False, depth=0)
    if scanner.index < len(text):
        scanner.fail("text after the end of the document")


#: What is looked for in a value, by token of a pointer.
_Tree = dict[str, Any]
#: The last token of a pointer, and the way to it; None at the root.
_Way = tuple[Any, str] | None


class _Everything(_Tree):
    """What is looked for where everything is."""

    def get(self, *_: object) -> Any:
        return self


_EVERYTHING: Final = _Everything()


def _tree(pointers: Iterable[str]) -> _Tree:
    tree: _Tree = {}
    for pointer in pointers:
        here = tree
        for token in pointer.split("/")[1:]:
            here = here.setdefault(token, {})
    return tree


def _pointer(way: _Way) -> str:
    tokens = []
    while way is not None:
        way, token = way
        tokens.append(f"/{token}")
    return "".join(reversed(tokens))


class _Scanner:
    def __init__(self, text: str, found: Callable[[Place], object] | None) -> None:
        self.text = text
        self.found = found
        #: Where the next token begins.
        self.index = _BLANK.match(text).end()  # type: ignore[union-attr]
        #: Where the last one ended.
        self.end = 0

    def value(self, way: _Way, tree: _Tree | None, key: int | None, *, repeated: bool, depth: int) -> None:
        start = self.index
        mark = self.text[start : start + 1]
        if mark in ("{", "["):
            if depth >= MAX_DEPTH:
                self.fail(f"nested more than {MAX_DEPTH} levels deep")
            self.pass_mark()
            (self.members if mark == "{" else self.items)(way, tree, depth + 1)
        elif mark == '"':
            self.string("text that is not closed, or has a character or escape that JSON does not allow")
        elif not self.number():
            self.take(_WORD, "there is no JSON value here")
        if self.found is not None and (tree is not None or repeated):
            self.found(Place(_pointer(way), start, self.end, key, repeated))

    def members(self, way: _Way, tree: _Tree | None, depth: int) -> None:
        keys: set[str] = set()
        if self.passed("}"):
            return
        while True:
            at = self.index
            key = self.string("a key is missing: keys are text in double quotes")
            if not self.passed(":"):
                self.fail("a colon is missing after the key")
            token = pointer_token(key)
            self.value((way, token), None if tree is None else tree.get(token), at, repeated=key in keys, depth=depth)
            keys.add(key)
            if self.passed("}"):
                return
            if not self.passed(","):
                self.fail("a comma or a closing brace is missing")

    def items(self, way: _Way, tree: _Tree | None, depth: int) -> None:
        if self.passed("]"):
            return
        count = 0
        while True:
            token = str(count)
            self.value((way, token), None if tree is None else tree.get(token), None, repeated=False, depth=depth)
            count += 1
            if self.passed("]"):
                return
            if not self.passed(","):
                self.fail("a comma or a closing bracket is missing")

    def string(self, reason: str) -> str:
        start = self.index
        written = self.take(_TEXT, reason)
        string: str = json.loads(written) if "\\" in written else written[1:-1]
        if not string.isascii() and _SURROGATE.search(string):
            self.fail("half of a surrogate pair, which is no character", start)
        return string

    def number(self) -> bool:
        match = _NUMBER.match(self.text, self.index)
        if match is None:
            return False
        if match[2]:
            if isinf(float(match[1])):
                self.fail("a number too large to hold")
        elif len(match[1].lstrip("-")) > MAX_DIGITS:
            self.fail(f"an integer of more than {MAX_DIGITS:,} digits")
        self.end, self.index = match.end(1), match.end()
        return True

    def take(self, pattern: re.Pattern[str], reason: str) -> str:
        match = pattern.match(self.text, self.index)
        if match is None:
            self.fail(reason)
        self.end, self.index = match.end(1), match.end()
        return match[1]

    def passed(self, mark: str) -> bool:
        """Pass a mark and the blanks after it, if it stands here."""
        if self.text.startswith(mark, self.index):
            self.pass_mark()
            return True
        return False

    def pass_mark(self) -> None:
        self.end = self.index + 1
        self.index = _BLANK.match(self.text, self.end).end()  # type: ignore[union-attr]

    def fail(self, reason: str, index: int | None = None) -> NoReturn:
        if self.index >= len(self.text):
            reason = "the document ends too early"
        raise ScanError(reason, self.index if index is None else index)
