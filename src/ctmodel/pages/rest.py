"""What the record holds and the page does not show."""

import re
from typing import Any, Final

from attrs import frozen

from ctmodel.pages.recorder import Recorder

_INDEX: Final = re.compile(r"/[0-9]+(?=/|$)|\[[0-9]+\]")


@frozen
class Left:
    """The values at a place, or at all places that differ from it only by the index of items."""

    place: str
    values: list[str]
    count: int


def rest(recorder: Recorder) -> list[Left]:
    """Return what the sections have not read, in the order of the model, then what no attribute holds."""
    found: dict[str, tuple[str, list[str]]] = {}
    for left in recorder.unshown():
        _, values = found.setdefault(_INDEX.sub(_any, left.place), (left.place, []))
        values.append(_text(left.value))
    return [
        Left(place if len(values) == 1 else pattern, list(dict.fromkeys(values)), len(values))
        for pattern, (place, values) in found.items()
    ]


def _any(index: re.Match[str]) -> str:
    return "[*]" if index[0].startswith("[") else "/*"


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
