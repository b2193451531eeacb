"""Which words two texts share, and which only one of them has."""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final, NamedTuple

_WORD: Final = re.compile(r"\S+")
#: Where more words than these differ, they are told as one passage: comparing them takes too long.
MOST_WORDS: Final = 2_000
#: How many words around a difference are shown.
AROUND: Final = 5
#: Shared words between two differences, such as "of the", that are told as if they differed, too.
_FEW: Final = 1


class Held(StrEnum):
    """Which versions have some words."""

    BOTH = "both"
    OLD = "old"
    NEW = "new"
    #: Words of both versions that are not shown.
    LEFT_OUT = "left out"


class Words(NamedTuple):
    """Words in sequence, and which versions have them."""

    held: Held
    text: str


def marked(old: str, new: str) -> list[Words]:
    """Return the words of two texts in sequence, those that both have once."""
    one, other = _WORD.findall(old), _WORD.findall(new)
    start = _shared(zip(one, other, strict=False))
    end = _shared(zip(reversed(one[start:]), reversed(other[start:]), strict=False))
    middle = one[start : len(one) - end], other[start : len(other) - end]
    found = [
        Words(Held.BOTH, " ".join(one[:start])),
        *_middle(*middle),
        Words(Held.BOTH, " ".join(one[len(one) - end :])),
    ]
    return [words for words in found if words.text]


def _shared(pairs: Iterator[tuple[str, str]]) -> int:
    count = 0
    for one, other in pairs:
        if one != other:
            break
        count += 1
    return count


def _middle(one: Sequence[str], other: Sequence[str]) -> Iterator[Words]:
    """Yield the words from the first to the last difference."""
    if max(len(one), len(other)) > MOST_WORDS:
        yield from _replaced(one, other)
        return
    gone: list[str] = []
    came: list[str] = []
    for tag, a, b, c, d in SequenceMatcher(None, one, other).get_opcodes():
        if tag == "equal" and b - a > _FEW:
            yield from _replaced(gone, came)
            gone, came = [], []
            yield Words(Held.BOTH, " ".join(one[a:b]))
        else:
            gone += one[a:b]
            came += other[c:d]
    yield from _replaced(gone, came)


def _replaced(gone: Sequence[str], came: Sequence[str]) -> Iterator[Words]:
    if gone:
        yield Words(Held.OLD, " ".join(gone))
    if came:
        yield Words(Held.NEW, " ".join(came))


def passages(words: Sequence[Words]) -> list[list[Words]]:
    """Return the places where two marked texts differ, each with a few of the words around it."""
    found: list[list[Words]] = [[]]
    for number, (held, text) in enumerate(words):
        if held is not Held.BOTH:
            found[-1].append(Words(held, text))
            continue
        shared = text.split()
        before = [] if number == 0 else shared[:AROUND]
        after = [] if number == len(words) - 1 else shared[-AROUND:]
        if len(shared) <= len(before) + len(after):
            found[-1].append(Words(held, text))
            continue
        if before:
            found[-1] += [Words(held, " ".join(before)), Words(Held.LEFT_OUT, "…")]
            found.append([])
        if after:
            found[-1] += [Words(Held.LEFT_OUT, "…"), Words(held, " ".join(after))]
    return [passage for passage in found if any(held in (Held.OLD, Held.NEW) for held, _ in passage)]


def are_alike(words: Iterable[Words], old: str, new: str) -> bool:
    """Whether two texts share so many words that marks say more than the two texts one after the other."""
    shared = sum(len(text) for held, text in words if held is Held.BOTH)
    return 2 * shared > min(len(old), len(new))
