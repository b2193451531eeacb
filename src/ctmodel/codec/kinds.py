"""What the kinds of attributes share."""

from math import copysign

from ctmodel.codec.schema import UnwritableError


class Single:
    """What the kinds of a single value share: None stands for a value that is absent or does not fit."""

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
    """Return the source if it is the same JSON value; ``1``, ``1.0``, ``True`` differ, as do ``0.0`` and ``-0.0``."""
    if type(new) is not type(source) or new != source:
        return new
    if isinstance(new, float) and isinstance(source, float) and copysign(1, new) != copysign(1, source):
        return new
    return source


def wrong_type(value: object, expected: str, meant: str = "") -> UnwritableError:
    """Return the error for a value of a type that an attribute cannot hold.

    Args:
        value: the value.
        expected: what the attribute can hold.
        meant: the expression that was probably meant, if any.
    """
    hint = f"; did you mean {meant}?" if meant else ""
    return UnwritableError(TypeError(f"expected {expected}, not {type(value).__name__} {value!r:.80}{hint}"))
