"""Plain JSON values: what they are, how they are copied."""

from math import isfinite
from typing import Any, Final

#: JSON as Python holds it: dict, list, str, int, float, bool or None.
type_names: Final = {
    dict: "an object",
    list: "an array",
    str: "text",
    int: "an integer",
    float: "a number",
    bool: "true or false",
    type(None): "null",
}

#: How deep arrays and objects may be nested.
MAX_DEPTH: Final = 250
#: How many digits an integer may have: as many as Python reads from text.
MAX_DIGITS: Final = 4300
_LIMIT: Final = 10**MAX_DIGITS


def name_of(value: object) -> str:
    """Say in words what kind of JSON a value is."""
    return type_names[type(value)]


def copied(value: Any, depth: int = 0) -> Any:
    """Return a copy of a JSON value that shares no container with it, made only of plain types.

    Raises:
        TypeError: the value is not JSON: another type, or a key that is not text.
        ValueError: it nests too deep, or holds NaN, an infinity or an integer of too many digits.
    """
    if type(value) is str or type(value) is bool or value is None:
        return value
    if isinstance(value, dict):
        _guard_depth(depth)
        return {_key(key): copied(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        _guard_depth(depth)
        return [copied(item, depth + 1) for item in value]
    return _leaf(value)


def _guard_depth(depth: int) -> None:
    if depth >= MAX_DEPTH:
        raise ValueError(f"the payload nests more than {MAX_DEPTH} levels deep")


def _key(key: object) -> str:
    if isinstance(key, str):
        return key if type(key) is str else str.__str__(key)
    raise TypeError(f"a key of a JSON object is text, not {key!r}")


def _leaf(value: object) -> object:
    """Return a number or a piece of text as the plain type; a subclass (``StrEnum``) has no place in JSON."""
    if isinstance(value, int):
        if not -_LIMIT < value < _LIMIT:
            raise ValueError(f"the payload holds an integer of more than {MAX_DIGITS} digits")
        return int(value)
    if isinstance(value, float):
        if not isfinite(value):
            raise ValueError(f"the payload holds {value!r}, which JSON does not have")
        return float(value)
    if isinstance(value, str):
        return str.__str__(value)
    raise TypeError(f"the payload holds {type(value).__name__} {value!r}, which is not JSON")
