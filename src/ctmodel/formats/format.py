"""What a format of registered trials is to everything outside its folder."""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from attrs import frozen

from ctmodel.codec.anomalies import Anomaly
from ctmodel.model.trial import Trial


@frozen
class Left:
    """A leaf of a record that no attribute holds, or not all of it."""

    value: str
    #: Why: ``no place``, ``unknown``, ``refused``, ``in conflict`` or ``in part``, and what else there is to say.
    why: str


@frozen
class Account:
    """What became of every leaf of a record, by place: each is in exactly one of the three."""

    #: The attributes that hold it, as paths of the model.
    carried: Mapping[str, tuple[str, ...]]
    #: What no attribute holds.
    left: Mapping[str, Left]
    #: Why it says nothing: a constant, or a copy of another leaf.
    silent: Mapping[str, str]


@frozen
class Refused:
    """A leaf that a row of the table could not convert: what it fills is unknown, not missing."""

    place: str
    value: str
    #: The attributes that the row fills, as paths of the model.
    paths: tuple[str, ...]
    #: What the row takes, in words; None for words that are known and that no attribute can hold.
    expected: str | None


class Places(Protocol):
    """What a format knows of the places in its records."""

    def is_private(self, place: str) -> bool:
        """Whether a value is that of a person, which no report shows."""
        ...

    def is_identifier(self, place: str) -> bool:
        """Whether a place holds identifiers: ten digits are not a phone number there."""
        ...

    def is_known(self, place: str) -> bool:
        """Whether the format knows what is at a place: what is not known may be a person."""
        ...

    def data_element(self, place: str) -> str:
        """Return the registry's name for the field at a place; empty where it has none."""
        ...


class RecordView(Protocol):
    """A record as rules see it beside its trial."""

    @property
    def format(self) -> "Format":
        """Return the format of the record."""
        ...

    @property
    def number(self) -> str | None:
        """Return the registry's number of the record."""
        ...

    @property
    def is_study(self) -> bool:
        """Whether the record has a value in any field of a study."""
        ...

    @property
    def is_recognised(self) -> bool:
        """Whether the record has any part of a study, whatever is in it."""
        ...

    @property
    def is_whole(self) -> bool:
        """Whether it shows by itself that it is a whole record, and no selection of fields."""
        ...

    def missing_parts(self) -> list[str]:
        """Return the places of the parts that each whole record has and this one lacks."""
        ...

    def anomalies(self) -> Iterator[Anomaly]:
        """Yield what the tables of the format do not expect."""
        ...

    def refused(self) -> Iterator[Refused]:
        """Yield the leaves that the table could not convert."""
        ...

    def can_tell(self, path: str) -> bool:
        """Whether the format can say anything at a path of the model: else nothing is missing there."""
        ...

    def place(self, path: str) -> str:
        """Return the place of a path of the model.

        Raises:
            LookupError: the path leads to no attribute, or to an item that a list does not have.
        """
        ...

    def value(self, place: str) -> Any:
        """Return the value at a place; None where there is none."""
        ...

    def anchor(self, place: str) -> str:
        """Return the place as it stays when items move."""
        ...

    def private_texts(self) -> Iterator[str]:
        """Yield the texts that no report shows: those of persons, and of fields that nobody knows."""
        ...


class Format(Protocol):
    """A format of registered trials: what everything outside its folder asks of it."""

    @property
    def name(self) -> str:
        """Return the name by which users call it, such as ``ictrp-xml``."""
        ...

    @property
    def title(self) -> str:
        """Return what it is, in a few words."""
        ...

    @property
    def registry(self) -> str | None:
        """Return the registry whose own format it is; None for a format that several share."""
        ...

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Return what the names of its files end with."""
        ...

    @property
    def places(self) -> Places:
        """Return what it knows of the places in its records."""
        ...

    def recognises(self, data: bytes) -> bool:
        """Whether a document is of this format, by its content."""
        ...

    def view(self, trial: Trial) -> RecordView:
        """Return the record of a trial as rules see it."""
        ...
