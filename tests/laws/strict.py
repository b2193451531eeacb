"""Compare JSON values strictly: ``1``, ``1.0`` and ``True`` are three values, and keys have an order."""

from typing import Any


def same(one: Any, other: Any) -> bool:
    """Whether two JSON values are the same, key order included."""
    if type(one) is not type(other):
        return False
    if type(one) is dict:
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if type(one) is list:
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)
