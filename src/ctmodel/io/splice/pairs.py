"""Which item of an array became which, where the array was changed."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec


def same(one: Any, other: Any) -> bool:
    """Whether two JSON values are the same: types, signs of zeros and key order, too."""
    return one is other or msgspec.json.encode(one) == msgspec.json.encode(other)


def paired(old: Sequence[Any], new: Sequence[Any]) -> list[int | None]:
    """Return for each new item the index of the old item that it is or was made from; None for one that was added.

    An item that was not changed is found wherever it went. An object or array that was changed is known by the values
    that it shares with the one that it was made from, and else by its place.
    """
    pairs: list[int | None] = [None] * len(new)
    first = 0
    while first < min(len(old), len(new)) and same(old[first], new[first]):
        pairs[first] = first
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and same(old[-1 - last], new[-1 - last]):
        last += 1
        pairs[-last] = len(old) - last
    left = dict.fromkeys(range(first, len(old) - last))
    open_ = range(first, len(new) - last)
    for pair in (_equal, _kindred, _placed):
        for index, found in pair(old, new, left, [index for index in open_ if pairs[index] is None], pairs):
            pairs[index] = found
            del left[found]
    return pairs


_Pairs = Iterator[tuple[int, int]]


def _equal(old: Sequence[Any], new: Sequence[Any], left: Iterable[int], open_: list[int], _: object) -> _Pairs:
    places: dict[bytes, deque[int]] = {}
    for index in left:
        places.setdefault(msgspec.json.encode(old[index]), deque()).append(index)
    for index in open_:
        found = places.get(msgspec.json.encode(new[index]))
        if found:
            yield index, found.popleft()


def _kindred(old: Sequence[Any], new: Sequence[Any], left: Iterable[int], open_: list[int], _: object) -> _Pairs:
    """Pair what holds the very same values; those that several old items hold tell nothing."""
    holders: dict[int, int | None] = {}
    for index in left:
        for value in _held(old[index]):
            holders[id(value)] = None if holders.get(id(value), index) != index else index
    taken = set()
    for index in open_:
        for value in _held(new[index]):
            found = holders.get(id(value))
            if found is not None and found not in taken and type(old[found]) is type(new[index]):
                taken.add(found)
                yield index, found
                break


def _held(item: Any) -> Iterator[Any]:
    values = item.values() if type(item) is dict else item if type(item) is list else ()
    return (value for value in values if type(value) in (str, dict, list))


def _placed(
    old: Sequence[Any], new: Sequence[Any], left: Iterable[int], open_: list[int], pairs: Sequence[int | None]
) -> _Pairs:
    """Pair what follows on the same item."""
    free = set(left)
    for index in open_:
        before = pairs[index - 1] if index else -1
        found = None if before is None else before + 1
        if found in free and type(old[found]) is type(new[index]) in (dict, list):
            free.remove(found)
            yield index, found
