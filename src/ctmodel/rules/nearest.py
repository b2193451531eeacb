"""Find the known word that somebody probably meant."""

from collections.abc import Iterable, Iterator
from string import digits
from typing import Final, final

_DIGITS: Final = str.maketrans("", "", digits + " ")
#: The most letters that may be put in, left out or changed.
_MOST_EDITS: Final = 2
#: The fewest letters that make another word of one that they are put before.
_SHORTEST_PREFIX: Final = 2


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word within two edits of a word, if there is one; short words allow fewer."""
    return Words(known).nearest(word)


@final
class Words:
    """Known words, for who asks many times which of them was meant.

    Each question looks at all words of about the same length. With a limit, that many letters are compared and no
    more, however many questions are asked: what was meant is a courtesy, and must not cost more than the text.
    """

    def __init__(self, known: Iterable[str], most: float = float("inf")) -> None:
        self._left = most
        #: The words by length, each without digits and in lower case, too.
        self._by_length: dict[int, list[tuple[str, str, str]]] = {}
        for word in known:
            self._by_length.setdefault(len(word), []).append((word, _without_digits(word), word.lower()))

    def nearest(self, word: str) -> str | None:
        """Return the known word within two edits of a word, if there is one; short words allow fewer."""
        allowed = min(_MOST_EDITS, len(word) // 3)
        letters, lower = _without_digits(word), word.lower()
        found = (
            (distance, other)
            for other, other_letters, other_lower in self._of_length(len(word), allowed)
            if other_letters != letters
            and not _is_prefixed(lower, other_lower)
            and (distance := _edits(lower, other_lower, allowed)) <= allowed
        )
        return min(found, default=(0, None))[1]

    def _of_length(self, length: int, allowed: int) -> Iterator[tuple[str, str, str]]:
        for near in range(length - allowed, length + allowed + 1):
            for held in self._by_length.get(near, ()):
                if self._left <= 0:
                    return
                self._left -= length
                yield held


def _edits(one: str, other: str, most: int) -> int:
    """Count the letters to put in, leave out or change (Levenshtein), up to one more than the most that count."""
    if one == other:
        return 0
    if not most or abs(len(one) - len(other)) > most:
        return most + 1
    shorter = min(len(one), len(other))
    same = next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), shorter)
    one, other = one[same:], other[same:]
    if not one or not other:
        return len(one) + len(other)
    changes = ((one[1:], other[1:]), (one[1:], other), (one, other[1:]))
    return 1 + min(_edits(*left, most - 1) for left in changes)


def _is_prefixed(one: str, other: str) -> bool:
    """Whether a word is another one behind a prefix: ``UNRELEASE`` is no ``RELEASE`` misspelt."""
    return abs(len(one) - len(other)) >= _SHORTEST_PREFIX and (one.endswith(other) or other.endswith(one))


def _without_digits(word: str) -> str:
    """What is left of a word without digits: ``PHASE5`` is another number, not ``PHASE1`` misspelt."""
    return word.translate(_DIGITS)
