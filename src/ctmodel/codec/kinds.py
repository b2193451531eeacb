"""What an attribute can stand for in a payload: what all kinds do, and share.

A kind does three things.
It writes the expressions that the generated functions are made of (``test``, ``convert``, ``untouched``),
it judges a JSON value (``fits``, ``conforms``), and it turns an attribute back into JSON (``encode``).
"""

from enum import Enum
from math import copysign
from typing import Any, Final, Protocol


class _Absent(Enum):
    ABSENT = "absent"


#: What stands at a key that an object does not have.
ABSENT: Final = _Absent.ABSENT


class UnwritableError(Exception):
    """A value in the model that cannot be written; its path grows while the call unwinds."""

    def __init__(self, error: Exception) -> None:
        super().__init__(error)
        self.error = error
        self.path = ""


class Kind(Protocol):
    """What an attribute can stand for in a payload."""

    @property
    def expected(self) -> str:
        """Say in words what a payload must hold to fit."""
        ...

    @property
    def structure_names(self) -> dict[str, object]:
        """Return what the expressions that structure refer to."""
        ...

    @property
    def untouched_names(self) -> dict[str, object]:
        """Return what the expression ``untouched`` refers to."""
        ...

    def test(self, value: str) -> str:
        """Write the expression that tells whether a JSON value is of the right type."""
        ...

    def convert(self, value: str) -> str:
        """Write the expression that turns a JSON value of the right type into the attribute's."""
        ...

    def structure(self, value: str) -> str:
        """Write the expression that turns any JSON value into the attribute's."""
        ...

    def untouched(self, value: str, source: str) -> str:
        """Write a cheap expression that is true only if encoding the attribute gives its source back."""
        ...

    def fits(self, source: object) -> bool:
        """Tell whether a JSON value can be held by the attribute."""
        ...

    @property
    def conforms_names(self) -> dict[str, object]:
        """Return what the expression ``conforms_expression`` refers to."""
        ...

    def conforms_expression(self, value: str) -> str:
        """Write the expression that tells whether there is nothing to say about a JSON value."""
        ...

    def encode(self, value: Any, source: object) -> object:
        """Return the JSON of an attribute: its source itself if unchanged, ABSENT if there is nothing to write."""
        ...


class Single:
    """What kinds of a single value share: None stands for nothing, and for what does not fit."""

    @property
    def structure_names(self) -> dict[str, object]:
        return {}

    @property
    def untouched_names(self) -> dict[str, object]:
        return {}

    @property
    def conforms_names(self) -> dict[str, object]:
        return self.structure_names

    def test(self, value: str) -> str:
        return f"type({value}) is str"

    def convert(self, value: str) -> str:
        return value

    def structure(self, value: str) -> str:
        return f"{self.convert(value)} if {self.test(value)} else None"


def unless_same(new: object, source: object) -> object:
    """Return the source if it is the same JSON value: ``1``, ``1.0`` and ``True`` differ, and ``0.0`` and ``-0.0``."""
    if type(new) is not type(source) or new != source:
        return new
    if isinstance(new, float) and isinstance(source, float) and copysign(1, new) != copysign(1, source):
        return new
    return source


def wrong_type(value: object, expected: str) -> UnwritableError:
    """Return the error that an attribute holds a value of a type that it cannot have."""
    return UnwritableError(TypeError(f"expected {expected}, not {type(value).__name__} {value!r:.80}"))
