"""Attributes that need no reading of their own: what came, went or changed in each."""

from collections.abc import Iterable, Iterator
from typing import Any

from ctmodel.changes.change import Change, Changes
from ctmodel.changes.note import Note, NoteKind, NoteTopic
from ctmodel.changes.reading.shown import shown
from ctmodel.changes.topics import attribute_of


def value_notes(changes: Changes, mine: Iterable[Change], topic: NoteTopic) -> Iterator[Note]:
    """Yield a note on each attribute; for fields that no attribute holds, one on all of them."""
    by_attribute: dict[str | None, list[Change]] = {}
    for change in mine:
        by_attribute.setdefault(attribute_of(change), []).append(change)
    for attribute, its in by_attribute.items():
        old, new = (getattr(trial, attribute) if attribute else None for trial in (changes.old, changes.new))
        subject = attribute.replace("_", " ") if attribute else "fields without an attribute"
        yield Note(topic, _kind(old, new), subject, tuple(its), old=shown(old), new=shown(new))


def _kind(old: Any, new: Any) -> NoteKind:
    if old in (None, []) and new not in (None, []):
        return NoteKind.ADDED
    return NoteKind.REMOVED if new in (None, []) and old not in (None, []) else NoteKind.CHANGED
