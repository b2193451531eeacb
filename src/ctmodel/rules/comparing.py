"""Compare texts regardless of case and punctuation, and find repeated items."""

import re
import string
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Final, TypeVar

Item = TypeVar("Item")

_NO_LETTERS: Final = re.compile(r"[\W_]+")
_MINUS: Final = re.compile(r"(?<![^\W_])[-\u2212](?=\d)")
_DIGIT: Final = re.compile(r"\d")
# The sign between two digits distinguishes ``2.5`` from ``25``, and ``1-2`` from ``12``.
_BETWEEN_DIGITS: Final = re.compile(r"(?<=\d)[\W_]+(?=\d)")
#: Signs that distinguish texts: ``CD4+`` from ``CD4-``, ``< 5 mg`` from ``> 5 mg``.
_MEANINGFUL: Final = str.maketrans(
    dict.fromkeys(string.punctuation + string.whitespace) | {sign: f"s{ord(sign)}" for sign in "+<>=%≤≥±*"}
)

_LOWER: Final = bytes(range(256)).lower()
_OTHERS: Final = bytes(code for code in range(128) if not chr(code).isalnum() and _MEANINGFUL.get(code) is None)


def folded(text: str) -> str:
    """Return the significant characters of a text: letters in lower case, digits and meaningful signs."""
    if "-" in text or "\u2212" in text:
        text = _MINUS.sub("minus", text)
    if _DIGIT.search(text):
        text = _BETWEEN_DIGITS.sub("and", text)
    if text.isascii():
        # In ASCII, a text without meaningful signs is translated ten times faster.
        plain = text.encode().translate(_LOWER, _OTHERS)
        if plain.isalnum():
            return plain.decode()
    text = text.translate(_MEANINGFUL).casefold()
    return text if text.isalnum() else _NO_LETTERS.sub("", text)


def normalized(text: str) -> str:
    """Return a text in lower case, with single spaces between its words."""
    return " ".join(text.casefold().split())


def repeated(items: Iterable[Item], key: Callable[[Item], Hashable]) -> Iterator[tuple[int, Item, int]]:
    """Yield index and value of each item with the key of an earlier item, and the index of the first such item.

    Items whose key is empty, such as None, are left out.
    """
    first: dict[Hashable, int] = {}
    for index, item in enumerate(items):
        known = key(item)
        if known and (earlier := first.setdefault(known, index)) != index:
            yield index, item, earlier
