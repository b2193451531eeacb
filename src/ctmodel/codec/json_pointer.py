"""JSON pointers (RFC 6901): how they are written, taken apart and followed."""

from collections.abc import Iterable, Iterator
from typing import Any


def pointer_token(key: str) -> str:
    """Escape a key for a JSON pointer."""
    return key.replace("~", "~0").replace("/", "~1")


def pointer_keys(pointer: str) -> list[str]:
    """Split a JSON pointer into the keys and indices that it goes through."""
    return [token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/")[1:]]


def parent_of(pointer: str) -> str:
    """Return the JSON pointer of the object or array that a value is in."""
    return pointer.rpartition("/")[0]


def parents_of(pointer: str) -> Iterator[str]:
    """Yield the JSON pointer of each object and array around a value."""
    while pointer:
        pointer = parent_of(pointer)
        yield pointer


def value_at(payload: Any, pointer: str) -> Any:
    """Return the JSON value that a pointer leads to; None where it leads to nothing."""
    for value in values_at(payload, pointer_keys(pointer)):
        payload = value
    return payload


def values_at(payload: Any, keys: Iterable[str]) -> Iterator[Any]:
    """Yield the JSON value at each key or index on the way; None once there is nothing."""
    for key in keys:
        if type(payload) is dict:
            payload = payload.get(key)
        elif type(payload) is list and key.isdecimal() and len(key) < 10 and int(key) < len(payload):
            payload = payload[int(key)]
        else:
            payload = None
        yield payload
