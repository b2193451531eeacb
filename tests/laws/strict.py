"""Compare JSON values strictly: ``1``, ``1.0`` and ``True`` are three values, zeros have a sign, keys have an order."""

from math import copysign
from typing import Any


def same(one: Any, other: Any) -> bool:
    """Whether two JSON values are the same, key order included."""
    if type(one) is not type(other):
        return False
    if type(one) is dict:
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if type(one) is list:
        return len(one) == len(other) and all(map(same, one, other))
    if type(one) is float:
        return one == other and copysign(1, one) == copysign(1, other)
    return bool(one == other)
