"""Find the known word that somebody probably meant: a field, a term, a code, a key or a name."""

from collections.abc import Iterable, Iterator
from typing import Final, final

from ctmodel.lazy_regex import lazy_regex

_NUMBER: Final = lazy_regex("0*([0-9]+)")
_Parts = tuple[str, list[str]]
#: The most letters that may be inserted, left out, changed or swapped with the next.
_MOST_EDITS: Final = 2
#: The fewest letters that make another word of one that they are put before.
_SHORTEST_PREFIX: Final = 2


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word within two edits of a word, if there is one; short words allow fewer."""
    return Words(known).nearest(word)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return the end of a message about an unknown word: the known word that was probably meant, or nothing."""
    meant = nearest(word, known)
    return f"; did you mean {meant!r}?" if meant else ""


@final
class Words:
    """Known words, for code that looks up many unknown ones.

    Each look-up compares all words of about the same length. A limit bounds the letters that all look-ups compare
    together: a hint is a courtesy and must not cost more than reading the text.
    """

    def __init__(self, known: Iterable[str], most: float = float("inf")) -> None:
        self._left = most
        #: The words by length, each in lower case, too, and with its letters and its numbers.
        self._by_length: dict[int, list[tuple[str, str, _Parts]]] = {}
        for word in known:
            self._by_length.setdefault(len(word), []).append((word, word.lower(), _parts(word)))

    def nearest(self, word: str) -> str | None:
        """Return the known word within two edits of a word, if there is one; short words allow fewer."""
        allowed = min(_MOST_EDITS, len(word) // 3)
        lower, (letters, numbers) = word.lower(), _parts(word)
        found = (
            (distance, other)
            for other, other_lower, (other_letters, other_numbers) in self._of_length(len(word), allowed)
            if (letters != other_letters or numbers == other_numbers)
            and not _is_prefixed(lower, other_lower)
            and (distance := _edits(lower, other_lower, allowed)) <= allowed
        )
        return min(found, default=(0, None))[1]

    def _of_length(self, length: int, allowed: int) -> Iterator[tuple[str, str, _Parts]]:
        for near in range(length - allowed, length + allowed + 1):
            for held in self._by_length.get(near, ()):
                if self._left <= 0:
                    return
                self._left -= length
                yield held


def _edits(one: str, other: str, most: int) -> int:
    """Count the letters to insert, leave out, change or swap with the next, up to one more than the most that count."""
    if one == other:
        return 0
    if not most or abs(len(one) - len(other)) > most:
        return most + 1
    shorter = min(len(one), len(other))
    same = next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), shorter)
    one, other = one[same:], other[same:]
    if not one or not other:
        return len(one) + len(other)
    changes = [(one[1:], other[1:]), (one[1:], other), (one, other[1:])]
    if one[:2] == other[1::-1]:
        changes.append((one[2:], other[2:]))
    return 1 + min(_edits(*left, most - 1) for left in changes)


def _is_prefixed(one: str, other: str) -> bool:
    """Whether a word is another one with a prefix: ``UNRELEASE`` is not a misspelt ``RELEASE``."""
    return abs(len(one) - len(other)) >= _SHORTEST_PREFIX and (one.endswith(other) or other.endswith(one))


def _parts(word: str) -> _Parts:
    """The letters and the numbers of a word: ``PHASE5`` has another number than ``PHASE1``, and is not misspelt."""
    return _NUMBER.sub("", word).replace(" ", ""), _NUMBER.findall(word)
