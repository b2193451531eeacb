"""Positions in lists: which matched items keep their place."""

from bisect import bisect_left
from collections.abc import Sequence


def keeping(pairs: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """Return the pairs of positions that keep their order: a longest sequence that increases on both sides.

    The pairs are sorted by their first position. All others were moved, so an insertion moves nothing.
    """
    ends: list[int] = []
    by_length: list[int] = []
    before: list[int | None] = []
    for index, (_, second) in enumerate(pairs):
        length = bisect_left(ends, second)
        ends[length : length + 1] = [second]
        by_length[length : length + 1] = [index]
        before.append(by_length[length - 1] if length else None)
    kept = set()
    here = by_length[-1] if by_length else None
    while here is not None:
        kept.add(pairs[here])
        here = before[here]
    return kept
