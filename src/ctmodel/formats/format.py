"""What the library needs to know about a format of registered trials."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from attrs import frozen

from ctmodel.codec.anomalies import Anomaly
from ctmodel.formats.records import Scalar

if TYPE_CHECKING:
    from ctmodel.formats.writer import Writer


@frozen
class Left:
    """A leaf of a record that no attribute holds, or that is held only in part."""

    #: The value of the leaf: a text, or a scalar of JSON.
    value: Scalar
    #: The reason, which begins with ``no place``, ``unknown``, ``refused``, ``in conflict`` or ``in part``.
    why: str


@frozen
class Account:
    """What became of every leaf of a record, by place. Each leaf is in exactly one of the three mappings."""

    #: Leaves that attributes hold: the attributes, as paths of the model.
    carried: Mapping[str, tuple[str, ...]]
    #: Leaves that no attribute holds, or only in part.
    left: Mapping[str, Left]
    #: Leaves without information: the reason, such as a constant or a copy of another leaf.
    silent: Mapping[str, str]


@frozen
class Refused:
    """A leaf that a row of the table could not convert. The attributes that it fills are unknown, not missing."""

    place: str
    value: str
    #: The attributes that the row fills, as paths of the model.
    paths: tuple[str, ...]
    #: What the row accepts, in words; None if the words are known but no attribute can hold their meaning.
    expected: str | None


class Places(Protocol):
    """What a format knows about places in its records."""

    def is_private(self, place: str) -> bool:
        """Whether the value at a place is personal data, which reports never show."""
        ...

    def is_identifier(self, place: str) -> bool:
        """Whether a place holds an identifier, so that ten digits are not taken as a phone number."""
        ...

    def is_known(self, place: str) -> bool:
        """Whether the format knows what is at a place. Unknown values may be personal data."""
        ...

    def data_element(self, place: str) -> str:
        """Return the registry's name for the field at a place; empty if it has none."""
        ...


class RecordView(Protocol):
    """A record, as rules see it next to its trial."""

    @property
    def format(self) -> "Format":
        """Return the format of the record."""
        ...

    @property
    def number(self) -> str | None:
        """Return the registry's number of the record; None if it has none."""
        ...

    @property
    def copied_by(self) -> str | None:
        """Return the name of the tool that stored the record as a copy; None if it is as its registry gives it."""
        ...

    @property
    def is_study(self) -> bool:
        """Whether the record has a value in any field of a study."""
        ...

    @property
    def is_recognised(self) -> bool:
        """Whether the record has any part of a study, even an empty one."""
        ...

    @property
    def is_whole(self) -> bool:
        """Whether the record is certainly a whole record, not a selection of fields."""
        ...

    def missing_parts(self) -> list[str]:
        """Return the places of the parts that every whole record has and this one lacks."""
        ...

    def anomalies(self) -> Iterator[Anomaly]:
        """Yield what the tables of the format do not expect."""
        ...

    def refused(self) -> Iterator[Refused]:
        """Yield the leaves that the table could not convert."""
        ...

    def can_tell(self, path: str) -> bool:
        """Whether the format can hold a value for a path of the model; if not, the value is not missing."""
        ...

    def place(self, path: str) -> str:
        """Return the place of a path of the model.

        Raises:
            LookupError: the model does not have the attribute, or the list does not have the item.
        """
        ...

    def value(self, place: str) -> Any:
        """Return the value at a place, or None."""
        ...

    def anchor(self, place: str) -> str:
        """Return the place in a form that stays the same when items move."""
        ...

    def private_texts(self) -> Iterator[str]:
        """Yield the texts that reports never show: personal data, and values of unknown fields."""
        ...


class Format(Protocol):
    """A format of registered trials: how it is read, written, or both."""

    @property
    def name(self) -> str:
        """The name of the format, such as ``ictrp-xml``."""
        ...

    @property
    def title(self) -> str:
        """What the format is, in a few words."""
        ...

    @property
    def registry(self) -> str | None:
        """The registry to which the format belongs; None if several registries share it."""
        ...

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The file name suffixes of the format."""
        ...

    @property
    def extra(self) -> str | None:
        """The extra of the package that the format needs; None if it needs none."""
        ...

    @property
    def is_read(self) -> bool:
        """Whether records of the format can be read."""
        ...

    @property
    def is_written(self) -> bool:
        """Whether trials can be converted to the format."""
        ...

    @property
    def writer(self) -> "Writer | None":
        """The table by which trials are converted; None for the native format, and for formats that are only read."""
        ...

    @property
    def shared_suffixes(self) -> tuple[str, ...]:
        """The suffixes, of those of the format, of files that can hold several converted trials."""
        ...

    @property
    def places(self) -> Places:
        """What the format knows about places in its records."""
        ...

    def recognises(self, data: bytes) -> bool:
        """Return whether a document is of this format, judging by its content."""
        ...
