"""Read a record and note what was read, so that the page can name what it does not show."""

import re
from collections.abc import Iterator
from typing import Any, Final, final

from attrs import frozen

from ctmodel.formats.registry import view_of
from ctmodel.formats.unheld import unheld
from ctmodel.model.leaves import leaves
from ctmodel.model.sourced import Sourced
from ctmodel.model.trial import Trial

_INDEX: Final = re.compile(r"\[[0-9]+\]")


@frozen
class Unshown:
    """A value of the record that no section of the page shows."""

    #: The place in the record.
    place: str
    value: Any


@final
class Recorder:
    """A trial, and the paths of the attributes that the page has read."""

    def __init__(self, trial: Trial, *, contacts: bool = True) -> None:
        self._trial = trial
        self._view = view_of(trial)
        self._contacts = contacts
        self._private: dict[str, bool] = {}
        self.shown: set[str] = set()
        self.trial = Node(trial, "", self)

    def is_hidden(self, path: str) -> bool:
        """Whether a path leads to a person, and the page leaves persons out."""
        if self._contacts:
            return False
        kind = _INDEX.sub("", path)
        if kind not in self._private:
            self._private[kind] = self._view.format.places.is_private(self._view.place(path))
        return self._private[kind]

    def unshown(self) -> Iterator[Unshown]:
        """Yield what was not read, then what no attribute holds."""
        for path, value in leaves(self._trial):
            if not _is_blank(value) and path not in self.shown and not self.is_hidden(path):
                yield Unshown(self._view.place(path), value)
        for left in unheld(self._trial):
            if not _is_blank(left.value) and self._may_be_shown(left.path):
                yield Unshown(left.path, left.value)

    def _may_be_shown(self, place: str) -> bool:
        places = self._view.format.places
        return self._contacts or (places.is_known(place) and not places.is_private(place))


@final
class Node:
    """An object of the model whose attributes count as shown once they are read."""

    __slots__ = ("_recorder", "held", "path")

    def __init__(self, held: Sourced, path: str, recorder: Recorder) -> None:
        #: The object itself, to read an attribute that is not shown.
        self.held: Any = held
        self.path = path
        self._recorder = recorder

    def __getattr__(self, name: str) -> Any:
        value = getattr(self.held, name)
        path = f"{self.path}.{name}" if self.path else name
        if isinstance(value, Sourced):
            return Node(value, path, self._recorder)
        if self._recorder.is_hidden(path):
            return [] if isinstance(value, list) else None
        if isinstance(value, list):
            return [self._item(item, f"{path}[{index}]") for index, item in enumerate(value)]
        self._recorder.shown.add(path)
        return value

    def _item(self, item: Any, path: str) -> Any:
        if isinstance(item, Sourced):
            return Node(item, path, self._recorder)
        self._recorder.shown.add(path)
        return item


def _is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
