"""Walk through an object of the model: the values that are set, each with its path."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import attrs

from ctmodel.model.sourced import Sourced


@lru_cache(maxsize=256)
def _attributes(cls: type) -> tuple[str, ...]:
    return tuple(attribute.name for attribute in attrs.fields(cls) if attribute.name != "_source")


def leaves(held: Sourced, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield each single value of an object and of the objects in it, with its path, such as ``arms[0].label``."""
    for name in _attributes(type(held)):  # type: ignore[arg-type]
        value = getattr(held, name)
        if value is None:
            continue
        below = f"{path}.{name}" if path else name
        if isinstance(value, Sourced):
            yield from leaves(value, below)
        elif isinstance(value, Sequence) and not isinstance(value, str):
            for index, item in enumerate(value):
                if isinstance(item, Sourced):
                    yield from leaves(item, f"{below}[{index}]")
                else:
                    yield f"{below}[{index}]", item
        else:
            yield below, value
