"""The items of lists in two versions: what is common, what was removed and added."""

from collections.abc import Iterator, Sequence
from typing import Any, Final, final

from ctmodel.changes.items import Item
from ctmodel.changes.json_values import same
from ctmodel.changes.matching import Match, matched
from ctmodel.changes.sides import Node, Side, Versions
from ctmodel.changes.stages import STAGES, TEXTS, Stages
from ctmodel.codec.nested import Many, One
from ctmodel.codec.schema import ABSENT, Kind

_UNKNOWN: Final = Stages()


@final
class Lists:
    """The same list in two versions, or several lists whose items are matched together."""

    def __init__(self, node: Node, lists: Sequence[Versions], replaced: int | None = None) -> None:
        #: The kind of the items; None if the model does not have the list.
        self.kind: Kind | None = node.item if isinstance(node, Many) else None
        self._lists = lists
        self._stages = _stages(node)
        self._positions: dict[tuple[int, bool], list[int]] = {}
        old, new, others = list[Item](), list[Item](), list[Item]()
        for number, versions in enumerate(lists):
            before, after = self._all(versions.old, number), self._all(versions.new, number)
            first, last = _ends([item.json for item in before], [item.json for item in after])
            old += before[first : len(before) - last]
            new += after[first : len(after) - last]
            others += before[:first] + before[len(before) - last :] + after[:first] + after[len(after) - last :]
        if len(lists) == 1 and _have_same_names(old, new, self.kind, self._stages):
            matches = [Match(one, other, is_moved=False) for one, other in zip(old, new, strict=True)]
        else:
            matches = matched(old, new, self._stages, others=others, replaced=replaced)
        by_old = {id(match.old) for match in matches}
        by_new = {id(match.new): match for match in matches}
        #: The items of the old version that the new one does not have.
        self.removed = [item for item in old if id(item) not in by_old]
        #: The items of the new version that are not identical at the same place, with their matches.
        self.present: list[tuple[Item, Match | None]] = [(item, by_new.get(id(item))) for item in new]

    def versions(self, old: Item | None, new: Item | None) -> Versions:
        """Return both versions of an item."""
        return Versions(
            ABSENT if old is None else old.json,
            ABSENT if new is None else new.json,
            Side("", None) if old is None else self._place(old, is_new=False),
            Side("", None) if new is None else self._place(new, is_new=True),
        )

    def _all(self, items: Any, number: int) -> list[Item]:
        listed = [] if items is ABSENT else items
        return [Item(json, index, number, self.kind, self._stages) for index, json in enumerate(listed)]

    def _place(self, item: Item, *, is_new: bool) -> Side:
        versions = self._lists[item.list]
        side = versions.new_at if is_new else versions.old_at
        positions = self._positions.get((item.list, is_new))
        if positions is None:
            items = versions.new if is_new else versions.old
            positions = self._positions[item.list, is_new] = list(_positions(items, self.kind))
        return side.item(item.index, positions[item.index])


def _stages(node: Node) -> Stages:
    if not isinstance(node, Many):
        return _UNKNOWN
    return STAGES.get(node.item.table.cls.__name__, _UNKNOWN) if isinstance(node.item, One) else TEXTS


def _have_same_names(old: Sequence[Item], new: Sequence[Item], kind: Kind | None, stages: Stages) -> bool:
    """Whether each item has its own name, at the same position in both versions: the usual case, and a fast one."""
    if len(old) != len(new) or not isinstance(kind, One) or not stages.keys:
        return False
    places = [kind.table.places[attribute][0] for attribute in stages.keys[0]]
    names = set[tuple[str | None, ...]]()
    for one, other in zip(old, new, strict=True):
        name = _name(one.json, places)
        if name is None or name in names or name != _name(other.json, places):
            return False
        names.add(name)
    return True


def _name(json: Any, places: list[tuple[str, ...]]) -> tuple[str | None, ...] | None:
    """Return the texts at some places of an item; None if the first is not a text, or another is something else."""
    if type(json) is not dict:
        return None
    name = tuple(json.get(place[0]) if len(place) == 1 else None for place in places)
    return name if type(name[0]) is str and all(value is None or type(value) is str for value in name) else None


def _positions(items: list[Any], kind: Kind | None) -> Iterator[int]:
    """Yield for each item how many before it fit, which is its position in the attribute."""
    position = 0
    for item in items:
        yield position
        position += kind is not None and kind.fits(item)


def _ends(old: list[Any], new: list[Any]) -> tuple[int, int]:
    """Return how many items at the beginning and at the end are identical."""
    shorter = min(len(old), len(new))
    first = next((index for index in range(shorter) if not same(old[index], new[index])), shorter)
    rest = shorter - first
    last = next((index for index in range(rest) if not same(old[-1 - index], new[-1 - index])), rest)
    return first, last
