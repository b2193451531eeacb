"""Formats whose records are read through a table: their documents, and the source of their trials."""

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Final, Protocol, cast, final

from attrs import evolve, field, frozen

from ctmodel.codec.anomalies import Anomaly, AnomalyKind, anomalies
from ctmodel.formats import native
from ctmodel.formats.copies import copied_by
from ctmodel.formats.format import Account, Format, Places, Refused
from ctmodel.formats.json_records import JsonDocuments
from ctmodel.formats.reader import Reader
from ctmodel.formats.reading import Reading, read_record
from ctmodel.formats.records import Leaf, Record
from ctmodel.formats.rows import name_of, plain
from ctmodel.formats.written import defined_at
from ctmodel.model.sourced import CODECS, Sourced
from ctmodel.model.trial import SECTIONS, Trial

if TYPE_CHECKING:
    from ctmodel.formats.writer import Writer

_INDEX: Final = re.compile(r"\[[0-9]+\]")
_STEP: Final = re.compile(r"[^.\[\]]+")
#: Where a path of the model can be cut, so that what is left leads to something around.
_ENDS: Final = re.compile(r"[.\[]")


class Documents(Protocol):
    """The documents of a format: how to recognise one, and how to cut it into records."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The file name suffixes of the documents."""
        ...

    @property
    def sign(self) -> str:
        """What a document is recognised by, in words."""
        ...

    def recognises(self, data: bytes) -> bool:
        """Whether a document is of the format, judging by its content."""
        ...

    def records(self, data: bytes) -> Iterator[Record]:
        """Yield the records of a document.

        Raises:
            ReadError: the document cannot be read; raised after the records before the error.
        """
        ...


@final
@frozen(eq=False)
class ForeignSource:
    """The record from which a trial was read: its bytes and its format. The bytes are read again when needed."""

    format: "ForeignFormat"
    data: bytes
    #: The registry of the record, and its number there.
    registry: str | None
    number: str | None


@final
@frozen(eq=False)
class ForeignFormat:
    """A format whose records are read through a table."""

    name: str
    title: str
    documents: Documents
    #: Where the table is defined, as ``module:name``; it is imported when a record is read.
    table: str
    registry: str | None = None
    extra: str | None = None
    #: Where the table is defined by which trials are written, in the same form; empty if they are not.
    written_by: str = ""
    #: Whether only a few records of this kind were available, so that the table may change.
    provisional: bool = False
    is_read: bool = field(default=True, init=False)
    places: Places = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "places", _Places(self))

    @cached_property
    def reader(self) -> Reader:
        """The table of the format; imports it."""
        return cast("Reader", defined_at(self.table))

    @property
    def is_written(self) -> bool:
        """Whether trials can be converted to the format."""
        return bool(self.written_by)

    @property
    def writer(self) -> "Writer | None":
        """The table by which trials are converted; imports it."""
        return cast("Writer", defined_at(self.written_by)) if self.is_written else None

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The file name suffixes of the format."""
        return self.documents.suffixes

    @property
    def shared_suffixes(self) -> tuple[str, ...]:
        """The suffixes of files that can hold several converted trials."""
        return self.suffixes

    def recognises(self, data: bytes) -> bool:
        """Whether a document is of this format, judging by its content."""
        return self.documents.recognises(data)

    def records(self, data: bytes) -> Iterator[Record]:
        """Yield the records of a document.

        Raises:
            ReadError: the document cannot be read; raised after the records before the error.
        """
        return self.documents.records(data)

    def trial(self, record: Record) -> Trial:
        """Return the trial that a record describes."""
        return self.trial_and_view(record)[0]

    def trial_and_view(self, record: Record) -> "tuple[Trial, ForeignView]":
        """Return the trial that a record describes, and the view of the record for rules."""
        reading = read_record(self.reader, record.leaves)
        trial = native.structured_study(reading.payload)
        for section in SECTIONS:
            getattr(trial, section)  # structured now, before the source is replaced
        trial._source = ForeignSource(self, record.data, self.registry or reading.registry, reading.number)
        return trial, ForeignView(self, trial, record, reading)

    def view(self, trial: Trial) -> "ForeignView":
        """Return the view of a trial's record for rules."""
        return ForeignView(self, trial, *_reading(cast("ForeignSource", trial._source)))


def _reading(source: ForeignSource) -> tuple[Record, Reading]:
    """Read the record of a source again."""
    (record,) = source.format.records(source.data)
    return record, read_record(source.format.reader, record.leaves)


def format_of(trial: Trial) -> ForeignFormat | None:
    """Return the foreign format from which a trial was read; None for the native format and for trials made by hand."""
    source = trial._source
    return source.format if isinstance(source, ForeignSource) else None


def reading_of(trial: Trial) -> Reading:
    """Read the record of a foreign trial again.

    Raises:
        ValueError: the trial was not read from a foreign format.
    """
    held = format_of(trial)
    if held is None:
        raise ValueError("the trial was not read from a foreign format, so nothing of its record was left out")
    return held.view(trial).reading


def account(trial: Trial) -> Account:
    """Return what became of every leaf of the record from which a trial was read.

    Args:
        trial: a trial that was read from a foreign format.

    Raises:
        ValueError: the trial was not read from a foreign format.

    Example:
        >>> import io
        >>> import ctmodel
        >>> from ctmodel.formats import account
        >>> record = "<Trial><TrialID>NCT00000001</TrialID><Note>new</Note></Trial>"
        >>> file = io.StringIO(f"<Trials_downloaded_from_ICTRP>{record}</Trials_downloaded_from_ICTRP>")
        >>> [(place, left.value) for place, left in account(ctmodel.read(file)).left.items()]
        [('/Trial/Note', 'new')]
    """
    reading = reading_of(trial)
    return Account(reading.carried, reading.left, reading.silent)


@final
class ForeignView:
    """A foreign record, as rules see it next to its trial."""

    def __init__(self, held: ForeignFormat, trial: Trial, record: Record, reading: Reading) -> None:
        self._format = held
        self._trial = trial
        self.record = record
        self.reading = reading
        self.is_study = self.is_recognised = True
        self.is_whole = not held.reader.is_selection

    @property
    def format(self) -> Format:
        return self._format

    @property
    def number(self) -> str | None:
        return self.reading.number

    @cached_property
    def _leaves(self) -> dict[str, Leaf]:
        return {leaf.place: leaf for leaf in self.record.leaves}

    @cached_property
    def _names(self) -> frozenset[str]:
        """The names of the record's elements, as the table has them."""
        reader = self._format.reader
        return frozenset(reader.name_in_table(name_of(names)) for names in self.record.names)

    @property
    def copied_by(self) -> str | None:
        return copied_by({names[0] for names in self.record.names if names})

    def missing_parts(self) -> list[str]:
        return []

    def anomalies(self) -> Iterator[Anomaly]:
        """Yield the texts that are kept in place of terms."""
        for anomaly in anomalies(native.TRIAL, self.reading.payload):
            if anomaly.kind is AnomalyKind.UNKNOWN_TERM:
                yield evolve(anomaly, pointer=self.place(anomaly.path))

    def refused(self) -> Iterator[Refused]:
        return iter(self.reading.refused)

    def can_tell(self, path: str) -> bool:
        """Whether an attribute is set to what it is for, or a row for the record's register can fill it."""
        attribute, reader = _INDEX.sub("[]", path), self._format.reader
        if attribute in reader.loosely_filled:
            return False
        return _is_set(self._trial, path) or reader.can_fill(attribute, self.reading.registry, self._names)

    def place(self, path: str) -> str:
        """Return the place of the leaf that filled an attribute, a value in it, or the item that contains it.

        If no leaf did, return the place of the record.
        """
        around = path
        while around:
            if around in self._places:
                return self._places[around]
            around = around[: around.rfind("]") + 1] if not around.endswith("]") else ""
        return ""

    @cached_property
    def _places(self) -> dict[str, str]:
        """The place of each attribute that was filled; for each object and list, the first place of what is in it."""
        filled = self.reading.filled_by
        places = {path: leaf.place for path, leaf in filled.items()}
        for path, leaf in filled.items():
            for end in _ENDS.finditer(path):
                places.setdefault(path[: end.start()], leaf.place)
        return places

    def value(self, place: str) -> Any:
        return self._leaves[place].value if place in self._leaves else None

    def anchor(self, place: str) -> str:
        return _INDEX.sub("", place)

    def private_texts(self) -> Iterator[str]:
        places = self._format.places
        return (leaf.text for leaf in self.record.leaves if places.is_private(leaf.place))


def _is_set(trial: Trial, path: str) -> bool:
    """Whether the attribute at a path of the model has a value."""
    held: Any = trial
    for step in _STEP.findall(path):
        held = held[int(step)] if step.isdecimal() else getattr(held, step)
        if held is None or held == []:
            return False
    return True


@final
class _Places:
    """What the table of a format says about places in its records."""

    def __init__(self, held: ForeignFormat) -> None:
        self._format = held

    def _name(self, place: str) -> str:
        """Return the name of the leaf at a place: without the root of XML, indexes, and items of arrays."""
        if place.startswith("/"):
            steps = _INDEX.sub("", place).split("/")[1 if isinstance(self._format.documents, JsonDocuments) else 2 :]
            place = "/".join(step for step in steps if not step.isdecimal())
        return self._format.reader.name_in_table(plain(place))

    def is_private(self, place: str) -> bool:
        return self._format.reader.is_private(self._name(place))

    def is_identifier(self, place: str) -> bool:
        return self._name(place) in self._format.reader.identifiers

    def is_known(self, place: str) -> bool:
        return self._format.reader.is_known(self._name(place))

    def data_element(self, place: str) -> str:
        return place.rpartition("/")[2]


@lru_cache(maxsize=1)
def _left_values(source: ForeignSource) -> dict[str, object]:
    """Return what a record holds beyond the attributes, kept for the last one: a mapping asks for each key again."""
    return {place: left.value for place, left in _reading(source)[1].left.items()}


class _ForeignCodec:
    """What the model needs from the format from which a trial was read."""

    def section(self, source: Any, attribute: str) -> object:
        raise AttributeError(attribute)  # all sections were structured when the record was read

    def unheld(self, held: Sourced) -> dict[str, object]:
        return _left_values(cast("ForeignSource", held._source))

    def without(self, held: Sourced, place: str) -> object:
        raise TypeError(f"{place} cannot be deleted: records of foreign formats are read-only")

    def registered(self, trial: Sourced) -> tuple[str | None, str | None]:
        source = cast("ForeignSource", trial._source)
        return source.registry, source.number


CODECS[ForeignSource] = _ForeignCodec()
