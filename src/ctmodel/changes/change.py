"""A change between two versions of a trial."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, final

from attrs import frozen

from ctmodel.model.trial import Trial


@final
class ChangeKind(StrEnum):
    """What happened to a value."""

    #: Only the new version has the value.
    ADDED = "added"
    #: Only the old version has the value.
    REMOVED = "removed"
    #: The new version has another value in the same field.
    CHANGED = "changed"
    #: An item of a list is at another place among the items that both versions have, or in another list.
    MOVED = "moved"


@final
@frozen
class Change:
    """A difference between two versions of a trial.

    Each side has its own path and pointer, in the version of that side: there are no states between the two versions.
    A field or an item that only one version has is one change with its whole value.
    An item that was moved is one change; what is different in an object that was moved has changes of its own.
    """

    kind: ChangeKind
    #: Path in the model of the old version, such as ``arms[0].label``. None if the old version does not have the value,
    #: or no attribute holds it: an unknown field, a null, a value that does not fit.
    old_path: str | None
    #: Path in the model of the new version, or None.
    new_path: str | None
    #: Value in the old version, as JSON; None also for a value that was added. For an item that was moved, the item.
    old: Any
    #: Value in the new version, as JSON; None also for a value that was removed. For an item that was moved, the item.
    new: Any
    #: JSON pointer into the payload that the old version unstructures to; None for a value that was added.
    old_pointer: str | None
    #: JSON pointer into the payload that the new version unstructures to; None for a value that was removed.
    new_pointer: str | None


@final
class Changes(list[Change]):
    """All changes between two versions of a trial, together with the two trials."""

    def __init__(self, changes: Iterable[Change], old: Trial, new: Trial) -> None:
        super().__init__(changes)
        #: The old version.
        self.old = old
        #: The new version.
        self.new = new
