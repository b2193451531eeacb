"""Find all changes between two versions of a trial."""

from collections.abc import Iterator
from typing import Any

from ctmodel.changes.change import Change, ChangeKind, Changes
from ctmodel.changes.json_values import same
from ctmodel.changes.lists import Lists
from ctmodel.changes.sides import Node, Side, Versions
from ctmodel.changes.stages import REPLACED, TOGETHER
from ctmodel.codec.nested import Many, One
from ctmodel.codec.schema import ABSENT, PlainObject
from ctmodel.formats import native
from ctmodel.model.trial import Trial


def diff(old: Trial, new: Trial) -> Changes:
    """Return all changes between two versions of a trial.

    The changes cover everything that the trials unstructure to: also unknown fields, nulls and values that do not fit.
    There are none only if the two payloads are the same, except for the order of keys; ``1``, ``1.0`` and ``True``
    are three values. For a trial that was read from a foreign format, the changes cover its attributes.

    Items of lists are matched whatever their position, even across the three lists of outcomes: identical items first,
    then items with the same name, then the most alike. What remains was added or removed.
    ``diff(new, old)`` has the same changes in reverse.

    Args:
        old: the old version.
        new: the new version.

    Raises:
        TypeError: an attribute has a value of the wrong type; the message begins with its path.
        ValueError: an attribute has a value that the registry's field cannot hold; the message begins with its path.

    Example:
        >>> import ctmodel
        >>> old, new = ctmodel.read("NCT01219465.json"), ctmodel.read("NCT01219465.json")
        >>> new.enrollment.count = 40
        >>> [(change.new_path, change.old, change.new) for change in ctmodel.diff(old, new)]
        [('enrollment.count', 50, 40)]
    """
    root = Side("", "")
    versions = Versions(native.payload_of(old), native.payload_of(new), root, root)
    return Changes(_members(native.TRIAL.root, versions), old, new)


def _values(node: Node, versions: Versions) -> Iterator[Change]:
    """Yield the changes between two values."""
    old, new = versions.old, versions.new
    if old is new:
        return
    if _is_object(node, old, new):
        yield from _members(node.table.root if isinstance(node, One) else node, versions)
    elif _is_list(node, old, new):
        yield from _items(Lists(node, [versions]))
    elif not same(old, new):
        kind = ChangeKind.ADDED if old is ABSENT else ChangeKind.REMOVED if new is ABSENT else ChangeKind.CHANGED
        yield versions.change(kind, node)


def _is_object(node: Node, old: Any, new: Any) -> bool:
    """Whether two values are compared key by key.

    An object without its own class comes and goes with its attributes. It is a value of its own only if it is empty.
    """
    if isinstance(node, PlainObject):
        if old is ABSENT or new is ABSENT:
            there = new if old is ABSENT else old
            return type(there) is dict and bool(there)
        return type(old) is type(new) is dict and bool(old) and bool(new)
    return (node is None or isinstance(node, One)) and type(old) is type(new) is dict


def _is_list(node: Node, old: Any, new: Any) -> bool:
    """Whether two values are compared item by item; the list of an attribute comes and goes with its items."""
    if isinstance(node, Many):
        return all(value is ABSENT or (type(value) is list and value) for value in (old, new))
    return node is None and type(old) is type(new) is list


def _members(node: Node, versions: Versions) -> Iterator[Change]:
    """Yield the changes between two objects."""
    known = node.members if isinstance(node, PlainObject) else {}
    old = {} if versions.old is ABSENT else versions.old
    new = {} if versions.new is ABSENT else versions.new
    together = dict[str, Versions]()
    outcomes: Node = None
    for key in [*(key for key in known if key in old or key in new), *_unknown(known, old, new)]:
        if _is_same_leaf(old.get(key, ABSENT), new.get(key, ABSENT)):
            continue
        member = known.get(key)
        inner = versions.member(key, member)
        kind = member if member is None or isinstance(member, PlainObject) else member.kind
        attribute = getattr(member, "attribute", "")
        if attribute in TOGETHER and _is_list(kind, inner.old, inner.new):
            outcomes = kind
            together[attribute] = inner
        else:
            yield from _values(kind, inner)
    if together:
        replaced = list(together).index(REPLACED) if REPLACED in together else None
        yield from _items(Lists(outcomes, list(together.values()), replaced))


def _is_same_leaf(old: Any, new: Any) -> bool:
    return old is new or (type(old) is type(new) is str and old == new)


def _unknown(known: Any, old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    return [key for key in {**new, **old} if key not in known]


def _items(lists: Lists) -> Iterator[Change]:
    """Yield the changes between lists: what was removed, then item by item in the new order."""
    for item in lists.removed:
        yield lists.versions(item, None).change(ChangeKind.REMOVED, lists.kind)
    for item, match in lists.present:
        versions = lists.versions(match.old if match else None, item)
        if match is None:
            yield versions.change(ChangeKind.ADDED, lists.kind)
            continue
        if match.is_moved:
            yield versions.change(ChangeKind.MOVED, lists.kind)
        if not match.is_moved or type(item.json) is dict:
            yield from _values(lists.kind, versions)
