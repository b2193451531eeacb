"""The items of a trial's lists, with all that changed in each."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final, final

from attrs import Factory, define

from ctmodel.changes.change import Change, ChangeKind, Changes

_PLACE: Final = re.compile(r"([a-z0-9_]+)\[([0-9]+)\](?:\.(.+))?")

#: A list and a position in it.
Place = tuple[str, int]


@final
@define
class ItemChanges:
    """An item that one or both versions have, with what changed in it."""

    old_place: Place | None
    new_place: Place | None
    #: The item as a whole, added, removed or moved; None if only attributes of it changed.
    whole: Change | None = None
    #: Changes of its attributes, by attribute.
    inner: dict[str, list[Change]] = Factory(lambda: defaultdict(list))

    @property
    def changes(self) -> list[Change]:
        """All changes of the item."""
        return [*([self.whole] if self.whole else []), *(change for held in self.inner.values() for change in held)]

    def values(self, changes: Changes, attribute: str) -> tuple[Any, Any]:
        """Return what the model holds in an attribute of the item in both versions; None for what does not fit."""
        sides = held_at(changes.old, self.old_place), held_at(changes.new, self.new_place)
        return getattr(sides[0], attribute, None), getattr(sides[1], attribute, None)

    def take(self, *attributes: str) -> list[Change]:
        """Remove and return the changes of attributes."""
        return [change for attribute in attributes for change in self.inner.pop(attribute, ())]


def item_changes(changes: Changes, mine: Iterable[Change], lists: Sequence[str]) -> list[ItemChanges]:
    """Return the items of lists that changed, in the order of the new version; removed items come last."""
    mine = list(mine)
    held = _Items(changes, lists, mine)
    for change in mine:
        held.add(change)
    order = {name: number for number, name in enumerate(lists)}

    def position(item: ItemChanges) -> tuple[bool, int, int]:
        name, index = item.new_place or item.old_place or ("", 0)
        return item.new_place is None, order[name], index

    return sorted(held.found, key=position)


@final
class _Items:
    def __init__(self, changes: Changes, lists: Sequence[str], mine: list[Change]) -> None:
        whole = [change for change in mine if _parts(change.new_path or change.old_path)[1] is None]
        gone = {place for change in whole if (place := _place(change.old_path))}
        came = {place for change in whole if (place := _place(change.new_path))}
        #: What remains in its list stays in order, so the two versions pair by position.
        self._old: dict[Place, Place] = {}
        for name in lists:
            old = [(name, at) for at in range(len(getattr(changes.old, name))) if (name, at) not in gone]
            new = [(name, at) for at in range(len(getattr(changes.new, name))) if (name, at) not in came]
            self._old |= zip(old, new, strict=False)
        self._old |= {
            place: other
            for change in whole
            if change.kind is ChangeKind.MOVED
            and (place := _place(change.old_path))
            and (other := _place(change.new_path))
        }
        self._new = {new: old for old, new in self._old.items()}
        self._by_place: dict[tuple[Place | None, Place | None], ItemChanges] = {}

    @property
    def found(self) -> list[ItemChanges]:
        return list(self._by_place.values())

    def add(self, change: Change) -> None:
        old, new = _place(change.old_path), _place(change.new_path)
        _, inner = _parts(change.new_path or change.old_path)
        if inner is not None or change.kind is ChangeKind.MOVED:
            new = new or (self._old.get(old) if old else None)
            old = old or (self._new.get(new) if new else None)
        item = self._by_place.setdefault((old, new), ItemChanges(old, new))
        if inner is None:
            item.whole = change
        else:
            item.inner[inner.partition(".")[0].partition("[")[0]].append(change)


def _parts(path: str | None) -> tuple[Place | None, str | None]:
    match = _PLACE.fullmatch(path or "")
    return ((match[1], int(match[2])), match[3]) if match else (None, None)


def _place(path: str | None) -> Place | None:
    return _parts(path)[0]


def held_at(trial: Any, place: Place | None) -> Any:
    """Return the item of a trial at a place; None without a place."""
    return getattr(trial, place[0])[place[1]] if place else None
