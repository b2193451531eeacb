"""Find the known word that somebody probably meant."""

from collections.abc import Iterable
from string import digits
from typing import Final

_DIGITS: Final = str.maketrans("", "", digits + " ")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word within two edits of a word, if there is one; short words allow fewer."""
    allowed = min(2, len(word) // 3)
    letters = _without_digits(word)
    candidates = sorted(
        (distance, other)
        for other in known
        if abs(len(other) - len(word)) <= allowed
        and _without_digits(other) != letters
        and (distance := _edits(word.lower(), other.lower())) <= allowed
    )
    return candidates[0][1] if candidates else None


def _edits(one: str, other: str) -> int:
    """Count the letters to put in, leave out or change (Levenshtein)."""
    row = list(range(len(other) + 1))
    for count, letter in enumerate(one, 1):
        previous, row[0] = row[0], count
        for index, against in enumerate(other, 1):
            previous, row[index] = row[index], min(row[index] + 1, row[index - 1] + 1, previous + (letter != against))
    return row[-1]


def _without_digits(word: str) -> str:
    """What is left of a word without digits: ``PHASE5`` is another number, not ``PHASE1`` misspelt."""
    return word.translate(_DIGITS)
