"""What tables for written documents consist of: the places of a document, and the attributes that each holds."""

from collections.abc import Callable, Iterator
from typing import Any, Final, final

from attrs import field, frozen

#: The reason for a value that no place of a document holds.
NO_PLACE: Final = "no place"


@final
@frozen
class TextInPart:
    """A text that holds only part of its attributes."""

    text: str
    #: The reason of the losses.
    why: str
    #: The attributes that are held in part, by the end of their paths; all if empty.
    attributes: tuple[str, ...] = ()


#: Returns the text for the values of the attributes, and of those that are given; None to write nothing.
Write = Callable[..., str | TextInPart | None]


@final
@frozen
class Held:
    """The value of an attribute that is written, with its path in the trial."""

    path: str
    value: Any

    def leaves(self) -> Iterator[tuple[str, Any]]:
        """Yield each single value with its path."""
        if isinstance(self.value, list):
            yield from ((f"{self.path}[{index}]", item) for index, item in enumerate(self.value))
        elif self.value is not None:
            yield self.path, self.value


@final
@frozen
class Target:
    """A place of a document, and the attributes that it holds. Several targets can have the same place."""

    place: str
    #: The attributes, as paths without indices; those of the items of one list are written item by item.
    attributes: tuple[str, ...]
    write: Write
    #: What is written, in words.
    written_as: str
    #: Attributes that the text depends on and does not hold.
    given: tuple[str, ...] = ()
    #: What is between the texts of several items, which they should not have; empty if each has a place of its own.
    separator: str = ""
    #: The list whose items are written; empty if there is none.
    around: str = field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        first = self.attributes[0] if self.attributes else ""
        object.__setattr__(self, "around", first.partition("[]")[0] if "[]" in first else "")

    def items(self, trial: Any) -> Iterator[tuple[list[Held], str | TextInPart]]:
        """Yield what is written for a trial, or for each item of a list: the values of the attributes, and the text."""
        given = [value_at(trial, path) for path in self.given]
        for path, item in self._objects(trial):
            held = [Held(*self._value(path, item, attribute)) for attribute in self.attributes]
            if self.attributes and all(one.value is None or one.value == [] for one in held):
                continue
            text = self.write(*(one.value for one in held), *given)
            if text is not None:
                yield held, text

    def _objects(self, trial: Any) -> Iterator[tuple[str, Any]]:
        if not self.around:
            yield "", trial
            return
        for index, item in enumerate(value_at(trial, self.around) or ()):
            yield f"{self.around}[{index}]", item

    def _value(self, path: str, item: Any, attribute: str) -> tuple[str, Any]:
        inner = attribute.removeprefix(f"{self.around}[]").removeprefix(".") if self.around else attribute
        value = value_at(item, inner) if inner else item
        value = list(value) if isinstance(value, tuple | list) else value
        return ".".join(filter(None, (path, inner))), value


def value_at(held: Any, path: str) -> Any:
    """Return the value at a path without indices; None if an object on the way is absent."""
    for name in path.split("."):
        if held is None:
            return None
        held = getattr(held, name)
    return held


def as_it_is(value: object) -> str | None:
    """Return a value as text."""
    return None if value is None else str(value)


def target(
    place: str,
    attributes: str,
    write: Write = as_it_is,
    written_as: str = "as it is",
    *,
    given: str = "",
    separator: str = "",
) -> Target:
    """Return a place with the attributes that it holds; attributes are separated by spaces."""
    return Target(place, tuple(attributes.split()), write, written_as, tuple(given.split()), separator)


def constant(place: str, text: str) -> Target:
    """Return a place with the same text for every trial."""
    return Target(place, (), lambda: text, f"always “{text}”")
