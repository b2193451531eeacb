"""What all classes of the model share: the registry object that an object came from."""

from collections.abc import Iterator, Mapping
from typing import Protocol, final

import attrs
from attrs import define, field

from ctmodel.values.in_pydantic import InPydantic


class Codec(Protocol):
    """What the model asks of the codec that an object was structured by."""

    def unheld(self, held: "Sourced") -> dict[str, object]:
        """List what the source of an object holds and the model does not, by place."""
        ...

    def without(self, held: "Sourced", place: str) -> object:
        """Return a source for the object that lacks the value at a place.

        Raises:
            TypeError: sources of this format cannot be changed.
        """
        ...


class TrialCodec(Codec, Protocol):
    """What the model asks of the codec that a trial was structured by."""

    def section(self, source: object, attribute: str) -> object:
        """Structure the section of a trial that was left for its first use."""
        ...

    def registered(self, trial: "Sourced") -> tuple[str | None, str | None]:
        """Return the registry that a trial is from and its number there, as far as its source tells."""
        ...


#: The codec that reads a source of a given type.
#: A codec whose sources are of a type that has an owner wraps them in one of its own.
CODECS: dict[type, Codec] = {}


@define(kw_only=True, repr=False)
class Sourced(InPydantic):
    """An object that remembers the registry object that it was structured from.

    What the registry object holds beyond the attributes is written back with it, and listed by :attr:`extra`.
    ``attrs.evolve`` and ``copy.copy`` keep the source, and share nested objects; ``copy.deepcopy`` shares nothing.
    ``attrs.asdict`` shows it: pass ``filter=lambda attribute, value: attribute.name != "_source"``.
    """

    _source: object = field(default=None, eq=False, repr=False, alias="_source")

    @property
    def extra(self) -> "Extra":
        """What the object's own JSON holds beyond its attributes: fields unknown to the model, values that do not fit.

        A mapping from JSON pointer, relative to the object's own JSON, to value, computed when asked.
        Nulls, empty objects and empty arrays are not listed; nested objects of the model list their own.
        ``del trial.extra[pointer]`` removes a value.
        """
        return Extra(self)

    def __repr__(self) -> str:
        shown = []
        for attribute in attrs.fields(type(self)):
            if attribute.repr:
                try:
                    value = object.__getattribute__(self, attribute.name)
                except AttributeError:  # a section that nobody has used yet
                    shown.append(f"{attribute.name}=...")
                else:
                    if value is not None and value != []:
                        shown.append(f"{attribute.name}={value!r}")
        return f"{type(self).__name__}({', '.join(shown)})"


class Filed(Sourced):
    """An object that a file of its own holds."""

    __slots__ = ("_read",)

    #: What the file held when the object was read, once the source is another; without a value before that.
    _read: object

    def _in_file(self) -> object:
        """Return what the file held that the object was read from, or written to since."""
        try:
            return object.__getattribute__(self, "_read")
        except AttributeError:
            return self._source


@final
class Extra(Mapping[str, object]):
    """What an object's own JSON holds beyond its attributes, by JSON pointer; see :attr:`Sourced.extra`."""

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
