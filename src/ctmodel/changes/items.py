"""The items of lists, as matching sees them."""

from collections.abc import Iterable, Sequence
from typing import Any, final

from ctmodel.changes.json_values import fingerprint
from ctmodel.changes.stages import PLACEHOLDER, Stages
from ctmodel.changes.words import folded
from ctmodel.codec.json_pointer import values_at
from ctmodel.codec.nested import One
from ctmodel.codec.schema import Kind


@final
class Item:
    """An item of a list."""

    __slots__ = ("_fingerprint", "_places", "_stages", "index", "json", "list")

    def __init__(self, json: Any, index: int, list: int, kind: Kind | None, stages: Stages) -> None:
        self.json = json
        #: Its position, from 0.
        self.index = index
        #: Which of the lists that are matched together it is in.
        self.list = list
        self._places = kind.table.places if isinstance(kind, One) and kind.fits(json) else {}
        self._stages = stages
        self._fingerprint: str | None = None

    @property
    def fingerprint(self) -> str:
        """A text that only identical items share."""
        if self._fingerprint is None:
            self._fingerprint = fingerprint(self.json)
        return self._fingerprint

    def texts(self, attribute: str) -> Sequence[str]:
        """Return the texts that an attribute holds."""
        if attribute not in self._places:
            return []
        place, member = self._places[attribute]
        *_, value = values_at(self.json, place)
        if not member.kind.fits(value):
            return []
        return [text for text in value if type(text) is str] if type(value) is list else [str(value)]

    def words(self, attributes: Iterable[str]) -> Sequence[str]:
        """Return the texts that several attributes hold."""
        return [text for attribute in attributes for text in self.texts(attribute)]

    def key(self, attributes: tuple[str, ...]) -> tuple[str, ...] | None:
        """Return the folded values of attributes; None if the first one is empty, so that they name nothing."""
        if not attributes:
            return (folded(self.json),) if type(self.json) is str else None
        key = tuple(folded(" ".join(self.texts(attribute))) for attribute in attributes)
        if not key[0]:
            return None
        needs = self._stages.placeholder_needs
        return (*key, folded(" ".join(self.texts(needs)))) if needs and PLACEHOLDER.search(key[0]) else key

    def block(self, attributes: Iterable[str]) -> tuple[str, ...]:
        """Return the folded values of attributes that matched items have in common."""
        return tuple(folded(" ".join(self.texts(attribute))) for attribute in attributes)
