"""The words of texts, and how much two texts have in common."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache
from math import fsum, log
from typing import Final


class _Letters(dict[int, str]):
    """What each character becomes, looked up once; one by one, since long runs of marks take long to normalise."""

    LIMIT: Final = 65_536

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFKD", chr(code)).casefold()
        letters = "".join(part if part.isalnum() else " " for part in parts if not unicodedata.combining(part))
        if len(self) < self.LIMIT:
            self[code] = letters
        return letters


_LETTERS: Final = _Letters()
#: Longer texts are not kept: they hardly recur.
_LONGEST: Final = 200


def folded(text: str) -> str:
    """Return a text without accents, case and punctuation, with one space between words."""
    return _short(text) if len(text) <= _LONGEST else _folded(text)


def _folded(text: str) -> str:
    return " ".join(text.translate(_LETTERS).split())


@lru_cache(maxsize=4096)
def _short(text: str) -> str:
    return _folded(text)


def words(texts: Iterable[str]) -> frozenset[str]:
    """Return the folded words of texts."""
    return frozenset(folded(" ".join(texts)).split())


def trigrams(texts: Iterable[str]) -> frozenset[str]:
    """Return the sequences of three letters in folded texts, which survive broken characters."""
    text = f" {folded(' '.join(texts))} "
    return frozenset(text[index : index + 3] for index in range(len(text) - 2))


class Rarity:
    """The weight of each word: the fewer texts have it, the more it says."""

    def __init__(self, texts: Iterable[frozenset[str]]) -> None:
        counts = Counter[str]()
        number = 0
        for text in texts:
            counts.update(text)
            number += 1
        self._weights = {word: log((number + 1) / (count + 0.5)) for word, count in counts.items()}

    def weight(self, text: Iterable[str]) -> float:
        """Return the weight of all words of a text; the same in any order."""
        return fsum(self._weights[word] for word in text)


def points(one: frozenset[str], other: frozenset[str], weight: Callable[[frozenset[str]], float]) -> float:
    """Return how much two sets of words have in common, in points from 0 to 100."""
    return 100 * likeness(weight(one & other), weight(one), weight(other))


def likeness(shared: float, one: float, other: float) -> float:
    """Return how much two texts have in common, from 0 to 1, by the weights of what they share and of each.

    It is the mean of the share in both texts together and the share in the shorter text.
    """
    if not shared:
        return 0.0
    return (shared / (one + other - shared) + shared / min(one, other)) / 2
