"""Match items without a common key by how much their texts have in common, the most alike first."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from typing import Final, final

from ctmodel.changes.items import Item
from ctmodel.changes.stages import PLACEHOLDER, Alike, Stages
from ctmodel.changes.words import Rarity, folded, likeness, trigrams, words

#: Up to so many pairs, all are compared. Of more, only those that share something that few others share, so that the
#: time grows with the number of items and not with its square.
_ALL_PAIRS: Final = 2_500
_FEW_PAIRS: Final = 256


def likely_pairs(
    old: Sequence[Item], new: Sequence[Item], every: Sequence[Item], alike: Alike, stages: Stages
) -> Iterator[tuple[Item, Item]]:
    """Yield the pairs that are alike enough, the most alike first; every item is in at most one pair.

    Args:
        old: the items of the old version that are left.
        new: the items of the new version that are left.
        every: all items of both versions, which tell how rare a word is.
        alike: what is compared, and how much must be alike.
        stages: by what the items are matched.
    """
    texts = _Texts(every, alike)
    ones, others = (
        [held for item in items if (held := _Compared(item, texts, alike, stages)).block is not None]
        for items in (old, new)
    )
    scored = []
    for one, other in _candidates(ones, others):
        score = one.points(other, texts, alike)
        if score >= alike.least:
            distance = (one.item.list != other.item.list, abs(one.item.index - other.item.index))
            where = (one.item.list, one.item.index, other.item.list, other.item.index)
            scored.append((-score, distance, where, one.item, other.item))
    taken = set[int]()
    for *_, item, match in sorted(scored, key=lambda found: found[:3]):
        if id(item) not in taken and id(match) not in taken:
            taken |= {id(item), id(match)}
            yield item, match


@final
class _Texts:
    """The words of texts, and the weight of each."""

    def __init__(self, every: Sequence[Item], alike: Alike) -> None:
        self._read = trigrams if alike.by_letters else words
        self._attributes = alike.texts
        self._held = {id(item): self._read(item.words(alike.texts)) for item in every}
        self._rarity = None if alike.by_letters else Rarity(self._held.values())

    def of(self, item: Item) -> frozenset[str]:
        return self._held[id(item)]

    def weight(self, held: frozenset[str]) -> float:
        return len(held) if self._rarity is None else self._rarity.weight(held)


@final
class _Compared:
    """An item with what is compared."""

    __slots__ = ("block", "equal", "item", "names", "weight", "words")

    def __init__(self, item: Item, texts: _Texts, alike: Alike, stages: Stages) -> None:
        self.item = item
        self.words = texts.of(item)
        self.weight = texts.weight(self.words)
        self.equal = {attribute: folded(" ".join(item.texts(attribute))) for attribute in alike.points}
        #: What two items must have in common; None if the item cannot be told from others.
        self.block: tuple[str, ...] | None = item.block(alike.same)
        self.names = folded(" ".join(item.words(alike.texts))).split()
        if stages.placeholder_needs and PLACEHOLDER.search(" ".join(self.names)):
            (needed,) = item.block((stages.placeholder_needs,))
            self.block = (*item.block(alike.same), needed) if needed else None

    def traits(self) -> Iterator[Hashable]:
        """Yield what an item may share with few others."""
        for attribute, value in self.equal.items():
            if value:
                yield self.block, attribute, value
                for word in self.names:
                    yield self.block, attribute, value, word
        yield self.block, self.words
        for word in self.names:
            yield self.block, word

    def points(self, other: "_Compared", texts: _Texts, alike: Alike) -> float:
        """Return how alike two items are, from 0 to 100."""
        if self.block != other.block:
            return 0.0
        shared = likeness(texts.weight(self.words & other.words), self.weight, other.weight)
        extra = sum(
            points
            for attribute, points in alike.points.items()
            if self.equal[attribute] == other.equal[attribute] != ""
        )
        return extra + shared * (100 - sum(alike.points.values()))


def _candidates(ones: list[_Compared], others: list[_Compared]) -> Iterator[tuple[_Compared, _Compared]]:
    """Yield the pairs that can be alike enough."""
    if len(ones) * len(others) <= _ALL_PAIRS:
        yield from ((one, other) for one in ones for other in others)
        return
    by_trait = defaultdict[Hashable, tuple[list[_Compared], list[_Compared]]](lambda: ([], []))
    for side, items in enumerate((ones, others)):
        for item in items:
            for trait in item.traits():
                by_trait[trait][side].append(item)
    seen = set[tuple[int, int]]()
    for some, more in by_trait.values():
        if len(some) * len(more) <= _FEW_PAIRS:
            for one in some:
                for other in more:
                    if (pair := (id(one), id(other))) not in seen:
                        seen.add(pair)
                        yield one, other
