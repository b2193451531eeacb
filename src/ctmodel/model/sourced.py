"""What all classes of the model share: the source from which an object was structured."""

from collections.abc import Iterator, Mapping
from typing import Protocol, final

import attrs
from attrs import define, field

from ctmodel.values.in_pydantic import InPydantic


class Codec(Protocol):
    """What the model needs from the codec that structured an object."""

    def unheld(self, held: "Sourced") -> dict[str, object]:
        """Return the values in the source of an object that the model does not hold, by place."""
        ...

    def without(self, held: "Sourced", place: str) -> object:
        """Return a source for the object without the value at a place.

        Raises:
            TypeError: sources of this format cannot be changed.
        """
        ...


class TrialCodec(Codec, Protocol):
    """What the model needs from the codec that structured a trial."""

    def section(self, source: object, attribute: str) -> object:
        """Structure a section of a trial at its first use."""
        ...

    def registered(self, trial: "Sourced") -> tuple[str | None, str | None]:
        """Return the registry of a trial and its number there; None for what the source does not say."""
        ...


#: The codec for each type of source. Types belong to one codec only, so a codec wraps sources of a type that is taken.
CODECS: dict[type, Codec] = {}


@define(kw_only=True, repr=False)
class Sourced(InPydantic):
    """An object that keeps the source from which it was structured.

    What the source holds beyond the attributes is written back unchanged and listed by :attr:`extra`.
    ``attrs.evolve`` and ``copy.copy`` keep the source and share nested objects; ``copy.deepcopy`` shares nothing.
    ``attrs.asdict`` includes the source; to leave it out, pass
    ``filter=lambda attribute, value: attribute.name != "_source"``.
    """

    _source: object = field(default=None, eq=False, repr=False, alias="_source")

    @property
    def extra(self) -> "Extra":
        """What the object's JSON holds beyond its attributes: fields unknown to the model, and values that do not fit.

        A mapping from JSON pointer, relative to the object's JSON, to value; computed at each use.
        Nulls, empty objects and empty arrays are not listed. Nested objects of the model list their own extras.
        ``del trial.extra[pointer]`` removes a value. For a trial read from a foreign format, the keys are places in
        its record, and nothing can be removed.
        """
        return Extra(self)

    def __repr__(self) -> str:
        shown = []
        for attribute in attrs.fields(type(self)):
            if attribute.repr:
                try:
                    value = object.__getattribute__(self, attribute.name)
                except AttributeError:  # a section that has not been used yet
                    shown.append(f"{attribute.name}=...")
                else:
                    if value is not None and value != []:
                        shown.append(f"{attribute.name}={value!r}")
        return f"{type(self).__name__}({', '.join(shown)})"


class Filed(Sourced):
    """An object with a file of its own."""

    __slots__ = ("_read",)

    #: What the file held when the object was read; set only when the source changes.
    _read: object

    def _in_file(self) -> object:
        """Return what the file held when the object was read from it or last written to it."""
        try:
            return object.__getattribute__(self, "_read")
        except AttributeError:
            return self._source


@final
class Extra(Mapping[str, object]):
    """What an object's JSON holds beyond its attributes, by JSON pointer; see :attr:`Sourced.extra`.

    ``del`` removes a value. It raises ``KeyError`` for a pointer that is not listed, and ``TypeError`` for an object
    that was read from a foreign format.
    """

    __slots__ = ("_held",)

    def __init__(self, held: Sourced) -> None:
        self._held = held

    def __getitem__(self, pointer: str) -> object:
        return self._values()[pointer]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values())

    def __len__(self) -> int:
        return len(self._values())

    def __delitem__(self, pointer: str) -> None:
        if pointer not in self:
            raise KeyError(pointer)
        held = self._held
        if isinstance(held, Filed):
            held._read = held._in_file()
        held._source = CODECS[type(held._source)].without(held, pointer)

    def __repr__(self) -> str:
        return repr(self._values())

    def _values(self) -> dict[str, object]:
        codec = CODECS.get(type(self._held._source))
        return codec.unheld(self._held) if codec else {}
