"""Write a text in plain characters: addresses can be spelt with any of the digits, dashes and spaces of Unicode."""

import unicodedata
from collections.abc import Iterable
from typing import Final

#: What stands for characters that nobody sees.
UNSEEN: Final = "\u200b"
# What breaks a number in two.
_NOTHING: Final = "\n"


def plain(text: str) -> str:
    """Return the text with ASCII digits, signs, dashes and spaces for those that look alike, character by character.

    The text has the same length, so that places are the same in both.
    """
    return text if text.isascii() else text.translate(_PLAIN)


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return a text with nothing to read in some of its parts, which are given in their order."""
    pieces = []
    at = 0
    for begin, end in spans:
        pieces += [text[at:begin], _NOTHING * (end - begin)]
        at = end
    return "".join([*pieces, text[at:]])


class _Plain(dict[int, str]):
    """The plain form of each character, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _found_out(chr(code))
        return found


def _found_out(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Zs":
        return " "
    if category == "Pd" or character == "\N{MINUS SIGN}":
        return "-"
    if category in ("Cf", "Mn", "Mc", "Me"):
        return UNSEEN
    same = unicodedata.normalize("NFKC", character)
    return same if len(same) == 1 else character


_PLAIN: Final = _Plain()
