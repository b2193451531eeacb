"""What the attributes of a class are declared to hold."""

import types
import typing
from collections.abc import Callable
from functools import cache
from typing import Any

Test = Callable[[Any], bool]


@cache
def held_type(cls: type) -> dict[str, Test]:
    """Return a test for each attribute: whether a value is of the declared type."""
    return {name: _test(hint) for name, hint in typing.get_type_hints(cls).items()}


def _test(hint: Any) -> Test:
    origin = typing.get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        tests = [_test(option) for option in typing.get_args(hint)]
        return lambda value: any(test(value) for test in tests)
    if origin is list:
        (item,) = map(_test, typing.get_args(hint))
        return lambda value: type(value) is list and all(map(item, value))
    if hint is object:
        return lambda _: True
    return lambda value: type(value) is hint
