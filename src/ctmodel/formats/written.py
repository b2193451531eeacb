"""Formats that are only written, through a table."""

from codecs import BOM_UTF8
from importlib import import_module
from typing import TYPE_CHECKING, Final, cast, final

from attrs import field, frozen

from ctmodel.formats.format import Places

if TYPE_CHECKING:
    from ctmodel.formats.writer import Writer


_HEAD: Final = 1_024
#: White space, and what a byte order mark consists of.
_SPACE: Final = b" \t\r\n" + BOM_UTF8


@final
class _NoPlaces:
    """The places of records that are not read, of which nothing is known."""

    def is_private(self, place: str) -> bool:
        return False

    def is_identifier(self, place: str) -> bool:
        return False

    def is_known(self, place: str) -> bool:
        return False

    def data_element(self, place: str) -> str:
        return ""


_NO_PLACES: Final = _NoPlaces()


@final
@frozen(eq=False)
class WrittenFormat:
    """A format to which trials are converted, and which is not read."""

    name: str
    title: str
    suffixes: tuple[str, ...]
    #: What documents begin with, after white space.
    begins: bytes
    #: Where the table is defined, as ``module:name``; it is imported when a trial is written.
    written_by: str
    registry: str | None = field(default=None, init=False)
    extra: str | None = field(default=None, init=False)
    is_read: bool = field(default=False, init=False)
    is_written: bool = field(default=True, init=False)
    places: Places = field(default=_NO_PLACES, init=False)

    @property
    def writer(self) -> "Writer":
        """The table by which trials are converted; imports it."""
        return cast("Writer", defined_at(self.written_by))

    @property
    def shared_suffixes(self) -> tuple[str, ...]:
        """The suffixes of files that can hold several converted trials."""
        return self.suffixes

    def recognises(self, data: bytes) -> bool:
        """Whether a document is of this format, so that it is not mistaken for a damaged one of another."""
        return data[:_HEAD].lstrip(_SPACE).startswith(self.begins)


def defined_at(place: str) -> object:
    """Return what is defined at a place such as ``module:name``; imports the module."""
    module, name = place.split(":")
    return getattr(import_module(module), name)
