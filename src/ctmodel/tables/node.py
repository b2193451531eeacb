"""The objects of a trial on the way to a row: each with its place, its position, and what is above it."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final, Protocol, TypeVar, final

from attrs import field, frozen

from ctmodel.model.trial import Trial

#: What a cell holds.
Cell = str | int | float | bool | dt.date | None


class Step(Protocol):
    """One attribute on a path of the model, as :class:`Places` needs it."""

    @property
    def name(self) -> str:
        """Return the name of the attribute."""
        ...

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys that lead to it in the native format."""
        ...

    @property
    def pointer(self) -> str:
        """Return these as a pointer."""
        ...

    def fits(self, source: object) -> bool:
        """Whether the list of the attribute can hold a JSON value."""
        ...


class Places(Protocol):
    """Where the objects of a trial are in its source."""

    def one(self, above: Node, step: Step) -> tuple[str, Any]:
        """Return the place of an attribute, and what leads on from it."""
        ...

    def many(self, above: Node, step: Step, number: int) -> tuple[list[str], list[Any]]:
        """Return the places of the items of a list, and what leads on from each."""
        ...


@final
@frozen
class Record:
    """What all rows of a trial share."""

    trial: Trial
    #: The key of the record: ``r`` and 16 hexadecimal digits.
    key: str
    #: The number of the trial in its own registry.
    trial_id: str | None
    #: Bytes of its JSON.
    size: int
    places: Places
    #: What leads on from the trial itself: its JSON, or the empty path of the model.
    token: Any
    #: The name of its format.
    format: str
    #: File, or ``archive.zip!/member``.
    source: str | None = None
    #: The day that counts as today when it is validated.
    as_of: dt.date | None = None
    #: The columns that begin each row; the place comes after them.
    head: tuple[str, str | None] = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "head", (self.key, self.trial_id))


@final
class Node:
    """An object of the model, or a value in it, with its place in the source.

    Nodes exist while the rows of one trial are made; what is looked up on the way is kept in them and nowhere else.
    """

    __slots__ = ("above", "found", "held", "place", "position", "record", "tags", "token")

    def __init__(
        self,
        held: Any,
        record: Record,
        above: Node | None,
        place: str,
        token: Any,
        position: int = 0,
        tags: tuple[str, ...] = (),
    ) -> None:
        self.held = held
        self.record = record
        self.above = above
        #: Where it is in the source; empty for the record itself.
        self.place = place
        #: What leads on from it: JSON, or a path of the model.
        self.token = token
        #: Which item of its list it is, from 0.
        self.position = position
        #: What the way to it says about it, such as ``PRIMARY``.
        self.tags = tags
        #: What was looked up in it, by kind.
        self.found: dict[str, Any] | None = None


#: Texts that are repeated in many rows are cut to so many characters. None that a registry accepts is as long, and
#: without a limit a record of 60 MB could become a table of 60 GB.
LONGEST_REPEATED: Final = 2_000


_Value = TypeVar("_Value")


def repeatable(value: _Value) -> _Value | str:
    """Return a value that can be repeated in many rows: a text that is longer than any label is cut."""
    if isinstance(value, str) and len(value) > LONGEST_REPEATED:
        return f"{value[: LONGEST_REPEATED - 1]}…"
    return value
