"""Changes one by one: what happened, where, and from what to what."""

from collections.abc import Mapping
from itertools import takewhile
from typing import Any, Final

from ctmodel.changes.change import Change, ChangeKind
from ctmodel.formats import native
from ctmodel.report.escaping import json_text
from ctmodel.rules.mask import masked, masked_part

#: The most characters of a value that are shown, and those before a difference.
_SHOWN: Final = 60
_BEFORE: Final = 15
SIGNS: Final[Mapping[ChangeKind, str]] = {
    ChangeKind.ADDED: "+",
    ChangeKind.REMOVED: "-",
    ChangeKind.CHANGED: "~",
    ChangeKind.MOVED: ">",
}


def place_of(change: Change) -> str:
    """Return where something changed: paths in the model, or pointers to what no attribute holds."""
    places = [change.old_path or change.old_pointer, change.new_path or change.new_pointer]
    # The places of an item that did not move differ only if items before it came or went: the new one will do.
    return " → ".join(filter(None, places)) if change.kind is ChangeKind.MOVED else places[1] or places[0] or ""


def values_of(change: Change, *, whole: bool = False) -> tuple[str | None, str | None]:
    """Return the old and the new value as far as they are shown: neither contacts nor unknown fields.

    Args:
        change: the change.
        whole: whether to return texts that changed as they are; otherwise, long values are cut.
    """
    pointer = change.new_pointer or change.old_pointer or ""
    places = native.FORMAT.places
    if places.is_private(pointer) or not (change.old_path or change.new_path):
        return None, None
    is_identifier = places.is_identifier(pointer)
    old, new = _text(change.old), _text(change.new)
    if change.kind is ChangeKind.CHANGED or (
        change.kind is ChangeKind.MOVED and type(change.new) is str and old != new
    ):
        if whole and type(change.old) is type(change.new) is str:
            return masked(old, identifier=is_identifier), masked(new, identifier=is_identifier)
        start = _start(old, new)
        return _cut(old, start, is_identifier), _cut(new, start, is_identifier)
    if change.kind is ChangeKind.REMOVED:
        return _cut(old, 0, is_identifier), None
    return None, _cut(new, 0, is_identifier)


def _text(value: Any) -> str:
    """Return a value as text; of an object, the first text in it, which is its name."""
    if type(value) is dict:
        return next((held for held in value.values() if type(held) is str), "{...}" if value else "{}")
    if type(value) is list:
        return "[...]" if value else "[]"
    return value if type(value) is str else json_text(value)


def _start(old: str, new: str) -> int:
    """Return where to begin to show two texts, so that their difference is seen."""
    if max(len(old), len(new)) <= _SHOWN:
        return 0
    equal = takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False))
    return max(sum(1 for _ in equal) - _BEFORE, 0)


def _cut(text: str, start: int, is_identifier: bool) -> str:
    end = start + _SHOWN
    shown = masked_part(text, start, min(end, len(text)), identifier=is_identifier)
    return f"{'…' if start else ''}{shown}{'…' if len(text) > end else ''}"
