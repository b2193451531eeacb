"""The tokens of JSON text: one grammar, for text that is held and for bytes that are read in pieces."""

import json
import re
from collections.abc import Iterator
from math import isinf
from typing import Final, NoReturn, final

from ctmodel.codec.payload import MAX_DEPTH, MAX_DIGITS

_SPACES = r"[ \t\n\r]*+"
_WORDS = "true|false|null"
_HALF = r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"


def _string(character: str, escape: str, end: str) -> str:
    return rf'"{character}*+(?:\\{escape}{character}*+)*+{end}'


_TEXT: Final = _string(r'[^"\\\x00-\x1f]', r'(?:["\\/bfnrt]|u[0-9a-fA-F]{4})', '"')
_NUMBER: Final = r"-?+(?:0|[1-9][0-9]*+)((?:\.[0-9]++)?+(?:[eE][+-]?+[0-9]++)?+)(?![0-9A-Za-z_.+-])"
# Each takes a token, and the spaces after it.
_SPACE: Final = re.compile(_SPACES)
_STRING: Final = re.compile(rf"({_TEXT}){_SPACES}")
_KEY: Final = re.compile(rf"({_TEXT}){_SPACES}:{_SPACES}")
_SCALAR: Final = re.compile(rf"({_TEXT}|({_NUMBER})|(?:{_WORDS})(?![0-9A-Za-z_])){_SPACES}")
_NO_TEXT: Final = "text that is not closed, or has a character or escape that JSON does not allow"
_SURROGATE: Final = re.compile("[\ud800-\udfff]")

#: What is written as an escape in a string; a pair of surrogates is one character.
ESCAPE: Final = re.compile(rf"{_HALF}|\\u[0-9a-fA-F]{{4}}|\\.", re.DOTALL)
#: A character of a string as it is written.
UNIT: Final = re.compile(rf"{ESCAPE.pattern}|.", re.DOTALL)

# Of bytes that are split and not judged: strings hold anything, and their closing quote may still have to be read.
_BEGUN = _string(r'[^"\\]', ".", r'(?P<closed>"|\Z|\\\Z)')
_REST = r'[^ \t\n\r,:\[\]{}"]++'
#: A string, as far as it was read; a mark; or a run of anything else.
PIECE: Final = re.compile(rf"{_BEGUN}|[,:\[\]{{}}]|{_REST}".encode(), re.DOTALL)
#: The same without separators, for what is passed over.
PIECE_INSIDE: Final = re.compile(rf"{_BEGUN}|[\[\]{{}}]|{_REST}".encode(), re.DOTALL)
#: What can be a scalar; whether it is one is for a parser to say.
SCALAR_PIECE: Final = re.compile(rf'".*"|-?[0-9][0-9.eE+-]*|{_WORDS}'.encode(), re.DOTALL)

_PARSER: Final = json.JSONDecoder(parse_int=str, parse_float=str)


class TokenError(ValueError):
    """What is wrong with JSON text, and the index of the character."""

    def __init__(self, reason: str, index: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.index = index


#: The key of a member: what it says, and the indices of its first character and of the one after its last.
Key = tuple[str, int, int]


@final
class Tokens:
    """A position in JSON text, which moves over one value after the other.

    Each method that moves raises a `TokenError` where the text is not JSON, or is beyond the limits of the library.
    """

    def __init__(self, text: str, index: int = 0) -> None:
        self.text = text
        #: Where the last value ended.
        self.end = index
        #: Where the next token begins.
        self.index = self._behind(index)
        self._depth = 0

    @property
    def mark(self) -> str:
        """The character that the next token begins with; empty at the end of the text."""
        return self.text[self.index : self.index + 1]

    def members(self) -> Iterator[Key]:
        """Move over an object; stop before the value of each member, for the caller to move over."""
        self._open()
        if self.mark != "}":
            yield self._key()
            while self.text.startswith(",", self.index):
                self.index = self._behind(self.index + 1)
                yield self._key()
        self._close("}", "a comma or a closing brace is missing")

    def items(self) -> Iterator[int]:
        """Move over an array; stop before each item, for the caller to move over."""
        self._open()
        if self.mark != "]":
            index = 0
            yield index
            while self.text.startswith(",", self.index):
                self.index = self._behind(self.index + 1)
                index += 1
                yield index
        self._close("]", "a comma or a closing bracket is missing")

    def scalar(self) -> None:
        """Move over text, a number, a truth value or null."""
        match = _SCALAR.match(self.text, self.index)
        if match is None:
            self._fail(_NO_TEXT if self.mark == '"' else "there is no JSON value here")
        token, number, fraction = match.groups()
        if token.startswith('"'):
            self._read(token, self.index)
        elif fraction and isinf(float(number)):
            self._fail("a number too large to hold")
        elif number and not fraction and len(number.lstrip("-")) > MAX_DIGITS:
            self._fail(f"an integer of more than {MAX_DIGITS:,} digits")
        self.end, self.index = match.end(1), match.end()

    def parsed(self) -> None:
        """Move over a value that a parser has read before, and is known to be right: this is faster."""
        _, self.end = _PARSER.raw_decode(self.text, self.index)
        self.index = self._behind(self.end)

    def finish(self) -> None:
        """See that nothing follows."""
        if self.mark:
            self._fail("text after the end of the document")

    def _open(self) -> None:
        if self._depth >= MAX_DEPTH:
            self._fail(f"nested more than {MAX_DEPTH} levels deep")
        self._depth += 1
        self.index = self._behind(self.index + 1)

    def _close(self, mark: str, reason: str) -> None:
        if not self.text.startswith(mark, self.index):
            self._fail(reason)
        self._depth -= 1
        self.end = self.index + 1
        self.index = self._behind(self.end)

    def _key(self) -> Key:
        start = self.index
        match = _KEY.match(self.text, start)
        if match is None:
            string = _STRING.match(self.text, start)
            if string is None:
                self._fail("a key is missing: keys are text in double quotes")
            self.index = string.end()
            self._fail("a colon is missing after the key")
        self.index = match.end()
        return self._read(match[1], start), start, match.end(1)

    def _read(self, written: str, start: int) -> str:
        string: str = json.loads(written) if "\\" in written else written[1:-1]
        if not string.isascii() and _SURROGATE.search(string):
            raise TokenError("lone surrogate", start)
        return string

    def _behind(self, index: int) -> int:
        """Where the spaces end that begin at an index."""
        return _SPACE.match(self.text, index).end()  # type: ignore[union-attr]

    def _fail(self, reason: str) -> NoReturn:
        raise TokenError(reason if self.index < len(self.text) else "the document ends too early", self.index)
