"""Match the items of lists in two versions, stage by stage."""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Final, final

from attrs import frozen

from ctmodel.changes.items import Item
from ctmodel.changes.likeness import likely_pairs
from ctmodel.changes.positions import keeping
from ctmodel.changes.stages import Stages

Pair = tuple[Item, Item]

_LONE: Final = 1


@frozen
class Match:
    """An item that both versions have."""

    old: Item
    new: Item
    #: Whether it is at another place among the matched items, or in another list.
    is_moved: bool


def matched(
    old: Sequence[Item],
    new: Sequence[Item],
    stages: Stages,
    *,
    others: Sequence[Item] = (),
    replaced: int | None = None,
) -> list[Match]:
    """Return the items that two versions have in common, whatever changed in them.

    Identical items come first, then items with the same name, then those that are most alike; each time, first in the
    same list and then across lists. Every item is in at most one pair.

    Args:
        old: the items of the old version, of one list or of several that are matched together.
        new: the items of the new version.
        stages: by what the items are matched.
        others: further items of the same lists, which tell how rare a word is.
        replaced: the list in which a single item that is left on each side is the same item with another text.
    """
    if _direction(old, new):
        pairs = _Matching(old, new, stages, others).run(replaced)
        kept = _kept(pairs)
        return [Match(one, other, id(one) not in kept) for one, other in pairs]
    pairs = _Matching(new, old, stages, others).run(replaced)
    kept = _kept(pairs)
    return [Match(other, one, id(one) not in kept) for one, other in pairs]


def _kept(pairs: Sequence[Pair]) -> set[int]:
    """Return the ids of the first items of the pairs that keep their list and their order in it."""
    kept = set[int]()
    for number in {one.list for one, other in pairs if one.list == other.list}:
        here = {(one.index, other.index): one for one, other in pairs if one.list == other.list == number}
        kept |= {id(here[pair]) for pair in keeping(sorted(here))}
    return kept


def _direction(old: Sequence[Item], new: Sequence[Item]) -> bool:
    """Whether to match from old to new: one direction for each two versions, so that ties are the same in reverse."""
    return [(item.list, item.fingerprint) for item in old] <= [(item.list, item.fingerprint) for item in new]


@final
class _Matching:
    def __init__(self, old: Sequence[Item], new: Sequence[Item], stages: Stages, others: Sequence[Item]) -> None:
        self._all = (*old, *new, *others)
        self._old = list(old)
        self._new = list(new)
        self._stages = stages
        self._pairs: list[Pair] = []

    def run(self, replaced: int | None) -> list[Pair]:
        across = len({item.list for item in self._all}) > 1
        self._by(lambda item: (item.list, item.fingerprint))
        if across:
            self._by(lambda item: item.fingerprint)
        for key in self._stages.keys:
            self._by(lambda item, key=key: (item.list, named) if (named := item.key(key)) else None)  # type: ignore[misc]
        for key in self._stages.keys if across else ():
            self._by(lambda item, key=key: item.key(key))  # type: ignore[misc]
        if self._stages.alike and self._old and self._new:
            self._take(likely_pairs(self._old, self._new, self._all, self._stages.alike, self._stages))
        self._take(self._left(replaced))
        return self._pairs

    def _by(self, key: Callable[[Item], Hashable]) -> None:
        """Match items with an equal key, in their order."""
        if not self._old or not self._new:
            return
        holders = defaultdict[Hashable, deque[Item]](deque)
        for item in self._new:
            if (named := key(item)) is not None:
                holders[named].append(item)
        self._take(
            [
                (item, holders[named].popleft())
                for item in self._old
                if (named := key(item)) is not None and holders.get(named)
            ]
        )

    def _left(self, replaced: int | None) -> Iterator[Pair]:
        """Match items that nothing names."""
        if self._stages.in_order:
            yield from zip(_objects(self._old), _objects(self._new), strict=False)
        elif replaced is not None:
            old = [item for item in self._old if item.list == replaced]
            new = [item for item in self._new if item.list == replaced]
            if len(old) == len(new) == _LONE and type(old[0].json) is type(new[0].json) is dict:
                yield old[0], new[0]

    def _take(self, pairs: Iterator[Pair] | list[Pair]) -> None:
        found = list(pairs)
        self._pairs += found
        taken = {id(item) for pair in found for item in pair}
        if taken:
            self._old = [item for item in self._old if id(item) not in taken]
            self._new = [item for item in self._new if id(item) not in taken]


def _objects(items: list[Item]) -> list[Item]:
    return [item for item in items if type(item.json) is dict]
