"""Bring what CTIS lists into the order of its numbers, and mark trials that have ended before their time."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from ctmodel.formats.ctis.words import EARLY
from ctmodel.formats.records import Leaf

#: Lists whose items have numbers. The portal sorts these as text: 1, 10, 11, 2.
_NUMBERED: Final = (
    "principalInclusionCriteria",
    "principalExclusionCriteria",
    "primaryEndPoints",
    "secondaryEndPoints",
    "secondaryObjectives",
)
_STATUSES: Final = frozenset([("ctPublicStatusCode",), ("ctStatus",), ("ctPublicStatus",)])
_STATES: Final = "events", "trialEvents"
_ENDED: Final = frozenset(["8", "ended"])


def arranged(leaves: Sequence[Leaf]) -> list[Leaf]:
    """Return leaves in the order in which they are read."""
    if _ended_early(leaves):
        leaves = [_early(leaf) for leaf in leaves]
    return [leaf for place, group in groupby(leaves, _list) for leaf in (_by_number([*group]) if place else group)]


def _list(leaf: Leaf) -> tuple[tuple[str, ...], tuple[int, ...]] | None:
    """Return the numbered list that contains a leaf: its names, and the indexes of what is around it."""
    for name in _NUMBERED:
        if name in leaf.names:
            depth = leaf.names.index(name)
            return leaf.names[: depth + 1], leaf.indexes[:depth]
    return None


def _by_number(leaves: list[Leaf]) -> Iterator[Leaf]:
    """Yield the leaves of a list by the numbers of its items, unless an item has none."""
    names, around = _list(leaves[0]) or ((), ())
    items: dict[int, list[Leaf]] = {}
    for leaf in leaves:
        items.setdefault(leaf.indexes[len(around)], []).append(leaf)
    numbers = {
        leaf.indexes[-2]: int(leaf.text)
        for leaf in leaves
        if leaf.names == (*names, "number") and leaf.text.isascii() and leaf.text.isdecimal()
    }
    for index in sorted(items, key=numbers.__getitem__) if numbers.keys() == items.keys() else items:
        yield from items[index]


def _ended_early(leaves: Sequence[Leaf]) -> bool:
    """Whether the trial was terminated early in all states."""
    events = [leaf for leaf in leaves if leaf.names[:2] == _STATES]
    early = {leaf.indexes[1] for leaf in events if leaf.text == "EARLY_TERMINATION"}
    return bool(early) and early == {leaf.indexes[1] for leaf in events}


def _early(leaf: Leaf) -> Leaf:
    """Mark the status of a trial that has ended."""
    is_ended = leaf.names in _STATUSES and leaf.text.strip().lower() in _ENDED
    return leaf._replace(text=f"{leaf.text.strip()}{EARLY}") if is_ended else leaf
