"""Write a text in plain characters, since addresses can contain any digits, dashes and spaces of Unicode."""

import unicodedata
from collections.abc import Iterable
from typing import Final

#: The replacement for invisible characters.
UNSEEN: Final = "\u200b"
# A character that no address contains.
_NOTHING: Final = "\n"


def plain(text: str) -> str:
    """Return the text with similar characters replaced by ASCII digits, signs, dashes and spaces, one for one.

    The length stays the same, and so do positions in the text.
    """
    return text if text.isascii() else text.translate(_PLAIN)


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return a text with some of its parts, given in their order, overwritten."""
    pieces = []
    at = 0
    for begin, end in spans:
        pieces += [text[at:begin], _NOTHING * (end - begin)]
        at = end
    return "".join([*pieces, text[at:]])


class _Plain(dict[int, str]):
    """The plain form of each character, computed at its first use."""

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
