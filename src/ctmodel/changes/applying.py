"""Make the new version of a trial from the old one and the changes."""

from collections.abc import Iterable
from typing import Any, Final, cast, final

from ctmodel.changes.change import Change, ChangeKind
from ctmodel.changes.json_values import same
from ctmodel.changes.sides import Node
from ctmodel.codec.json_pointer import pointer_keys
from ctmodel.codec.nested import Many, One
from ctmodel.codec.schema import ABSENT, PlainObject
from ctmodel.formats import native
from ctmodel.model.trial import Trial


def apply(old: Trial, changes: Iterable[Change]) -> Trial:
    """Return the new version of a trial; the old one is not touched.

    ``unstructure(apply(old, diff(old, new)))`` is the same as ``unstructure(new)``. New keys are put where the registry
    writes them, so that the order of keys is the same, too, if both versions have the registry's order.

    Args:
        old: the old version.
        changes: changes from it to the new version.

    Raises:
        ValueError: the old version does not have what the changes say; the message begins with the place.

    Example:
        >>> import ctmodel
        >>> old, new = ctmodel.read("NCT01219465.json"), ctmodel.read("NCT01219465.json")
        >>> new.enrollment.count = 40
        >>> ctmodel.apply(old, ctmodel.diff(old, new)).enrollment.count
        40
    """
    payload = _Application(native.unstructure(old), changes).result()
    return native.structure(payload)


@final
class _Branch:
    """The changes at a place and below it, by the pointers of one version."""

    __slots__ = ("branches", "change")

    def __init__(self) -> None:
        self.change: Change | None = None
        self.branches: dict[str, _Branch] = {}

    def add(self, pointer: str, change: Change) -> None:
        """Put a change at its place."""
        here = self
        for key in pointer_keys(pointer):
            here = here.branches.setdefault(key, _Branch())
        if here is self or here.change is not None:
            raise ValueError(f"{pointer}: a change does not fit, since another one is there")
        here.change = change

    def at(self, key: str) -> "_Branch":
        """Return what is at a key and below it."""
        return self.branches.get(key, _NOTHING)


_NOTHING: Final = _Branch()
#: Which versions have the value of a change, and so a pointer.
_SIDES: Final = {
    ChangeKind.ADDED: (False, True),
    ChangeKind.REMOVED: (True, False),
    ChangeKind.CHANGED: (True, True),
    ChangeKind.MOVED: (True, True),
}


@final
class _Application:
    def __init__(self, payload: dict[str, Any], changes: Iterable[Change]) -> None:
        self._payload = payload
        self._old, self._new = _Branch(), _Branch()
        #: The sides of changes that were not applied yet.
        self._open = dict[tuple[int, int], Change]()
        for change in changes:
            pointers = (change.old_pointer, change.new_pointer)
            if tuple(pointer is not None for pointer in pointers) != _SIDES[change.kind]:
                raise _unfit(change)
            for side, (pointer, branch) in enumerate(zip(pointers, (self._old, self._new), strict=True)):
                if pointer is not None:
                    branch.add(pointer, change)
                    self._open[id(change), side] = change

    def result(self) -> dict[str, Any]:
        """Return the payload of the new version."""
        made = self._object(native.TRIAL.root, self._payload, self._old, self._new)
        for change in self._open.values():
            raise _unfit(change)
        return made

    def _value(self, node: Node, value: Any, old: _Branch, new: _Branch) -> Any:
        """Return the new version of a value; ABSENT stands for what one version does not have."""
        change = old.change or new.change
        if change is None:
            return self._inside(node, value, old, new)
        has_old, has_new = _SIDES[change.kind]
        sides = (change if has_old else None, change if has_new else None)
        if change.kind is ChangeKind.MOVED or (old.change, new.change) != sides:
            raise _unfit(change)
        if not same(value, change.old if has_old else ABSENT):
            raise _unfit(change)
        self._close(change, *(side for side in (0, 1) if sides[side]))
        return change.new if has_new else ABSENT

    def _inside(self, node: Node, value: Any, old: _Branch, new: _Branch) -> Any:
        """Return the new version of a value with the changes below it.

        Lists of attributes and objects without their own class come with the first value and go with the last.
        """
        if not old.branches and not new.branches:
            return value
        if type(value) is list or (value is ABSENT and isinstance(node, Many)):
            items = self._list(node.item if isinstance(node, Many) else None, value, old, new)
            return ABSENT if isinstance(node, Many) and not items else items
        if type(value) is dict or (value is ABSENT and isinstance(node, PlainObject)):
            members = self._object(node.table.root if isinstance(node, One) else node, value, old, new)
            return ABSENT if isinstance(node, PlainObject) and not members else members
        return value  # what should change below it stays open

    def _object(self, node: Node, value: Any, old: _Branch, new: _Branch) -> dict[str, Any]:
        """Return the new version of an object; new keys come where the registry has them."""
        before = {} if value is ABSENT else value
        known = node.members if isinstance(node, PlainObject) else {}
        made, added = dict[str, Any](), dict[str, Any]()
        for key in {**before, **old.branches, **new.branches}:
            member = known.get(key)
            kind = member if member is None or isinstance(member, PlainObject) else member.kind
            item = self._value(kind, before.get(key, ABSENT), old.at(key), new.at(key))
            if item is not ABSENT:
                (made if key in before else added)[key] = item
        for key, item in added.items():
            made = (
                node.placed(made, key, item) if isinstance(node, PlainObject) and key in known else {**made, key: item}
            )
        return made

    def _list(self, kind: Node, value: Any, old: _Branch, new: _Branch) -> list[Any]:
        """Return the new version of a list: what came is at its index, and what stayed fills the rest in its order."""
        before = [] if value is ABSENT else value
        kept = (index for index, item in enumerate(before) if not self._is_gone(item, old.at(str(index))))
        items = list[Any]()
        while True:
            here = new.at(str(len(items)))
            if here.change is not None and here.change.kind in (ChangeKind.ADDED, ChangeKind.MOVED):
                items.append(self._came(kind, here, here.change))
                continue
            index = next(kept, None)
            if index is None:
                return items
            items.append(self._value(kind, before[index], old.at(str(index)), here))

    def _is_gone(self, item: Any, branch: _Branch) -> bool:
        """Whether an item was removed or moved."""
        change = branch.change
        if change is None or change.kind is ChangeKind.CHANGED:
            return False
        if not same(item, change.old):
            raise _unfit(change)
        self._close(change, 0)
        return True

    def _came(self, kind: Node, branch: _Branch, change: Change) -> Any:
        """Return an item that was added or moved."""
        self._close(change, 1)
        if change.kind is ChangeKind.ADDED:
            return change.new
        if type(change.old) is not dict:
            return change.new
        here = self._old
        for key in pointer_keys(cast("str", change.old_pointer)):
            here = here.at(key)
        item = self._inside(kind, change.old, here, branch)
        if not same(item, change.new):
            raise _unfit(change)
        return item

    def _close(self, change: Change, *sides: int) -> None:
        for side in sides:
            del self._open[id(change), side]


def _unfit(change: Change) -> ValueError:
    place = change.new_pointer if change.old_pointer is None else change.old_pointer
    return ValueError(f"{place}: the change ({change.kind}) does not fit this version")
