"""Plain JSON values: their types, their limits, and how to copy them."""

from math import isfinite
from typing import Any, Final

#: The Python types of JSON values, and their names in messages.
type_names: Final = {
    dict: "an object",
    list: "an array",
    str: "text",
    int: "an integer",
    float: "a number",
    bool: "true or false",
    type(None): "null",
}

#: The maximum number of nested arrays and objects.
MAX_DEPTH: Final = 250
#: The maximum number of digits in an integer: as many as Python reads from text.
MAX_DIGITS: Final = 4300
_LIMIT: Final = 10**MAX_DIGITS


def name_of(value: object) -> str:
    """Return the name of a value's JSON type, such as ``an object``."""
    return type_names[type(value)]


def copied(value: Any, depth: int = 0) -> Any:
    """Return a deep copy of a JSON value, made of plain types only.

    Raises:
        TypeError: the value has a type that is not JSON, or a key that is not text.
        ValueError: the value nests more than 250 levels deep, or holds NaN, an infinity, or an integer of more than
            4,300 digits.
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
    raise TypeError(f"a key of a JSON object must be text, not {key!r}")


def _leaf(value: object) -> object:
    """Return a number or text as its plain type, since JSON has no subclasses such as ``StrEnum``."""
    if isinstance(value, int):
        if not -_LIMIT < value < _LIMIT:
            raise ValueError(f"the payload holds an integer of more than {MAX_DIGITS} digits")
        return int(value)
    if isinstance(value, float):
        if not isfinite(value):
            raise ValueError(f"the payload holds {value!r}, which is not valid JSON")
        return float(value)
    if isinstance(value, str):
        return str.__str__(value)
    raise TypeError(f"the payload holds {type(value).__name__} {value!r}, which is not JSON")
