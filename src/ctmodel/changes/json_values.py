"""Compare JSON values strictly: ``1``, ``1.0`` and ``True`` are three values. The order of keys does not matter."""

import json
from typing import Any

from ctmodel.codec.kinds import unless_same


def same(one: Any, other: Any) -> bool:
    """Whether two JSON values are the same."""
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if type(one) is dict:
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if type(one) is list:
        return len(one) == len(other) and all(map(same, one, other))
    return unless_same(one, other) is other


def fingerprint(value: Any) -> str:
    """Return a text that two JSON values share only if they are the same."""
    return json.dumps(value, sort_keys=True)
