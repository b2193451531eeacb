"""Find the parts in which two texts differ, in time proportional to their length."""

from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import Final

#: The number of parts compared at a time: comparing takes quadratic time or more.
_WINDOW: Final = 400

#: The range of changed parts in the old text, and the corresponding range in the new text.
Change = tuple[int, int, int, int]


def changes(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[Change]:
    """Yield the ranges of parts that differ: part by part if both texts have the same number, otherwise by windows."""
    if len(old) == len(new):
        for differs, places in groupby(range(len(old)), key=lambda place: old[place] != new[place]):
            if differs:
                held = [*places]
                yield held[0], held[-1] + 1, held[0], held[-1] + 1
        return
    a = c = 0
    while a < len(old) or c < len(new):
        matcher = SequenceMatcher(None, old[a : a + _WINDOW], new[c : c + _WINDOW], autojunk=False)
        codes = matcher.get_opcodes()
        ends = a + _WINDOW >= len(old) and c + _WINDOW >= len(new)
        # What differs at the end of the window may have its counterpart behind it.
        if not ends and codes[-1][0] != "equal" and codes[-1][1] >= _WINDOW // 2:
            del codes[-1]
        yield from ((a + i, a + j, c + k, c + m) for tag, i, j, k, m in codes if tag != "equal")
        a, c = a + codes[-1][2], c + codes[-1][4]


def range_of(begin: int, end: int) -> str:
    """Say which lines of a text a hunk is about, as unified diffs do."""
    return f"{begin + 1}" if end - begin == 1 else f"{begin + (end > begin)},{end - begin}"


def shared(one: Sequence[object], other: Sequence[object]) -> int:
    """Return the length of the common prefix of two sequences."""
    pairs = zip(one, other, strict=False)
    return next((index for index, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
