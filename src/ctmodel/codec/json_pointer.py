"""Write, split and follow JSON pointers (RFC 6901)."""

from collections.abc import Iterable, Iterator
from typing import Any


def pointer_token(key: str) -> str:
    """Escape a key for a JSON pointer."""
    return key.replace("~", "~0").replace("/", "~1")


def pointer_keys(pointer: str) -> list[str]:
    """Split a JSON pointer into its keys and indices."""
    return [token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/")[1:]]


def pointer_tree(pointers: Iterable[str]) -> dict[str, Any]:
    """Return the keys and indices of JSON pointers as a tree: those of one level with what is below each."""
    tree: dict[str, Any] = {}
    for pointer in pointers:
        here = tree
        for key in pointer_keys(pointer):
            here = here.setdefault(key, {})
    return tree


def parent_of(pointer: str) -> str:
    """Return the JSON pointer of the object or array that contains a value."""
    return pointer.rpartition("/")[0]


def parents_of(pointer: str) -> Iterator[str]:
    """Yield the JSON pointers of the objects and arrays that contain a value, innermost first."""
    while pointer:
        pointer = parent_of(pointer)
        yield pointer


def value_at(payload: Any, pointer: str) -> Any:
    """Return the JSON value at a pointer, or None."""
    for value in values_at(payload, pointer_keys(pointer)):
        payload = value
    return payload


def values_at(payload: Any, keys: Iterable[str]) -> Iterator[Any]:
    """Yield the JSON value at each step along keys and indices; None from the first step that leads nowhere."""
    for key in keys:
        if type(payload) is dict:
            payload = payload.get(key)
        elif type(payload) is list and key.isdecimal() and len(key) < 10 and int(key) < len(payload):
            payload = payload[int(key)]
        else:
            payload = None
        yield payload
