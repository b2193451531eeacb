"""How rules compare the wording of texts, apart from case and punctuation, and find items that are repeated."""

import re
import string
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Final, TypeVar

Item = TypeVar("Item")

_NO_LETTERS: Final = re.compile(r"[\W_]+")
_MINUS: Final = re.compile(r"(?<![^\W_])[-\u2212](?=\d)")
_DIGIT: Final = re.compile(r"\d")
# What is between two digits tells ``2.5`` from ``25``, and ``1-2`` from ``12``.
_BETWEEN_DIGITS: Final = re.compile(r"(?<=\d)[\W_]+(?=\d)")
#: Signs that distinguish texts: ``CD4+`` from ``CD4-``, ``< 5 mg`` from ``> 5 mg``.
_MEANINGFUL: Final = str.maketrans(
    dict.fromkeys(string.punctuation + string.whitespace) | {sign: f"s{ord(sign)}" for sign in "+<>=%≤≥±*"}
)


def folded(text: str) -> str:
    """Return what tells a text apart: letters, digits and signs of a meaning, without case and punctuation."""
    if "-" in text or "\u2212" in text:
        text = _MINUS.sub("minus", text)
    if _DIGIT.search(text):
        text = _BETWEEN_DIGITS.sub("and", text)
    text = text.translate(_MEANINGFUL).casefold()
    return text if text.isalnum() else _NO_LETTERS.sub("", text)


def normalized(text: str) -> str:
    """Return a text in lower case, with single spaces between its words."""
    return " ".join(text.casefold().split())


def repeated(items: Iterable[Item], key: Callable[[Item], Hashable]) -> Iterator[tuple[int, Item, int]]:
    """Yield index and item of each item whose key is that of an earlier one, and the index of the first of them.

    Items whose key is empty, such as None, are left out.
    """
    first: dict[Hashable, int] = {}
    for index, item in enumerate(items):
        known = key(item)
        if known and (earlier := first.setdefault(known, index)) != index:
            yield index, item, earlier
