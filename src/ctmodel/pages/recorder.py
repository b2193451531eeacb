"""Read a record and note what was read, so that the page can name what it does not show."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final, final

import attrs
from attrs import frozen

from ctmodel.formats.foreign import account, format_of
from ctmodel.formats.registry import view_of
from ctmodel.model.sourced import Sourced
from ctmodel.model.trial import Trial

_INDEX: Final = re.compile(r"\[[0-9]+\]")


@lru_cache(maxsize=256)
def _attributes(cls: type) -> tuple[str, ...]:
    return tuple(attribute.name for attribute in attrs.fields(cls) if attribute.name != "_source")


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
        for path, value in _leaves(self._trial, ""):
            if path not in self.shown and not self.is_hidden(path):
                yield Unshown(self._view.place(path), value)
        if format_of(self._trial) is None:
            held = {odd.pointer: odd.value for odd in self._view.anomalies() if odd.unheld}
        else:
            held = {place: left.value for place, left in account(self._trial).left.items()}
        for place, value in held.items():
            if self._may_be_shown(place):
                yield from _parts(place, value)

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


def _leaves(held: Sourced, path: str) -> Iterator[tuple[str, Any]]:
    """Yield each value of an object and of the objects in it, with its path."""
    for name in _attributes(type(held)):  # type: ignore[arg-type]
        value = getattr(held, name)
        below = f"{path}.{name}" if path else name
        if isinstance(value, Sourced):
            yield from _leaves(value, below)
        elif isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, Sourced):
                    yield from _leaves(item, f"{below}[{index}]")
                elif not _is_blank(item):
                    yield f"{below}[{index}]", item
        elif not _is_blank(value):
            yield below, value


def _is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _parts(place: str, value: Any) -> Iterator[Unshown]:
    """Yield the values in a value that the model does not know; names of fields are part of the place."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _parts(f"{place}/{key}", item)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _parts(f"{place}/{index}", item)
    elif not _is_blank(value):
        yield Unshown(place, value)
