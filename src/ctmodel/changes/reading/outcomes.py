"""Outcomes: added, dropped, promoted, demoted, reworded, and what became of their time frames."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from attrs import evolve, frozen

from ctmodel.changes.change import Change, ChangeKind, Changes
from ctmodel.changes.note import Note, NoteKind, NoteTopic
from ctmodel.changes.reading.item import ItemChanges, item_changes
from ctmodel.changes.stages import REPLACED, STAGES, TOGETHER
from ctmodel.changes.words import Rarity, folded, points, words

_NAMES: Final = {name: name.removesuffix("s").replace("_", " ") for name in TOGETHER}
_ALIKE: Final = STAGES["Outcome"].alike
#: How much of an outcome, by the rarity of its words, must come to another one, or from it, to tell that it did.
_MOST_WORDS: Final = 0.5
#: Numbers with the word after them, as in "59 months" and "week 24".
_NUMBER: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_UNIT: Final = re.compile(r"\b(minute|min|hour|hr|day|week|wk|month|mo|year|yr)s?\b", re.IGNORECASE)


@frozen
class _Frame:
    """A change of a time frame."""

    subject: str
    name: str | None
    old: str | None
    new: str | None
    change: Change


@frozen
class _Reworded:
    """An outcome whose measure has other words, and the words that only one version has."""

    old: str
    new: str
    gone: frozenset[str]
    came: frozenset[str]


def outcome_notes(changes: Changes, mine: Iterable[Change]) -> Iterator[Note]:
    """Yield notes on the outcomes, primary ones first; equal changes of time frames are one note."""
    rarity = _rarity(changes)
    items = sorted(item_changes(changes, mine, TOGETHER), key=_importance)
    reworded = list(_reworded(items, changes))
    frames = defaultdict[tuple[NoteKind, str, str], list[_Frame]](list)
    for item in items:
        measures = item.values(changes, "measure")
        name = measures[1] if item.new_place else measures[0]
        subject = _NAMES[(item.new_place or item.old_place or ("", 0))[0]]
        before, after = item.values(changes, "time_frame")
        if item.inner.get("time_frame") and (before is not None or after is not None):
            kind = _time_frame(before, after, measures)
            for change in item.take("time_frame"):
                frames[kind, *_essence(before or "", after or "")].append(_Frame(subject, name, before, after, change))
        note = _note(item, subject, name, measures, rarity)
        if note is not None:
            yield _with_origin(note, reworded, rarity)
    for (kind, *_), held in frames.items():
        subjects = list(dict.fromkeys(frame.subject for frame in held))
        yield Note(
            topic=NoteTopic.OUTCOMES,
            kind=kind,
            subject=subjects[0] if len(subjects) == 1 else "outcome",
            name=held[0].name if len(held) == 1 else None,
            changes=tuple(frame.change for frame in held),
            old=held[0].old,
            new=held[0].new,
        )


def _reworded(items: Iterable[ItemChanges], changes: Changes) -> Iterator[_Reworded]:
    for item in items:
        old, new = item.values(changes, "measure")
        if old is not None and new is not None and old != new:
            before, after = words([old]), words([new])
            yield _Reworded(old, new, before - after, after - before)


def _importance(item: ItemChanges) -> int:
    """Return which list an outcome is or was in, primary ones first."""
    return min(TOGETHER.index(place[0]) for place in (item.old_place, item.new_place) if place)


def _note(
    item: ItemChanges, subject: str, name: str | None, measures: tuple[str | None, str | None], rarity: Rarity
) -> Note | None:
    if not item.changes:
        return None
    old, new = measures if measures[0] != measures[1] and None not in measures else (None, None)
    kind = _kind(item, old, new, rarity)
    return Note(NoteTopic.OUTCOMES, kind, subject, tuple(item.changes), name=name, old=old, new=new)


def _with_origin(note: Note, reworded: list[_Reworded], rarity: Rarity) -> Note:
    """Return the note on an outcome that came or went, with the outcome that gave or took most of its words."""
    if note.name is None or note.kind not in (NoteKind.ADDED, NoteKind.REMOVED):
        return note
    is_gone, mine = note.kind is NoteKind.REMOVED, words([note.name])
    shares = [rarity.weight(mine & (other.came if is_gone else other.gone)) for other in reworded]
    share = max(shares, default=0)
    if share < _MOST_WORDS * (rarity.weight(mine) or 1):
        return note
    other = reworded[shares.index(share)]
    if is_gone:
        return evolve(note, kind=NoteKind.MERGED, new=other.new)
    return evolve(note, kind=NoteKind.SPLIT_OFF, old=other.old)


def _kind(item: ItemChanges, old: str | None, new: str | None, rarity: Rarity) -> NoteKind:
    if item.whole and item.whole.kind is ChangeKind.ADDED:
        return NoteKind.ADDED
    if item.whole and item.whole.kind is ChangeKind.REMOVED:
        return NoteKind.REMOVED
    before, after = (place[0] if place else "" for place in (item.old_place, item.new_place))
    if before != after:
        return NoteKind.PROMOTED if after == REPLACED else NoteKind.DEMOTED if before == REPLACED else NoteKind.MOVED
    if old and new:
        is_other = before == REPLACED and points(words([old]), words([new]), rarity.weight) < (
            _ALIKE.least if _ALIKE else 0
        )
        return NoteKind.REPLACED_OR_REWORDED if is_other else NoteKind.REWORDED
    return NoteKind.CHANGED if item.inner else NoteKind.REORDERED


def _rarity(changes: Changes) -> Rarity:
    held = [
        outcome.measure
        for trial in (changes.old, changes.new)
        for name in TOGETHER
        for outcome in getattr(trial, name)
        if outcome.measure
    ]
    return Rarity([words([measure]) for measure in held])


def _time_frame(old: str | None, new: str | None, measures: tuple[str | None, str | None]) -> NoteKind:
    if new is None:
        return NoteKind.TIME_FRAME_REMOVED
    if old is None:
        numbers, (before, after) = _numbers(new), (_numbers(measure or "") for measure in measures)
        is_moved = numbers and numbers <= before and not numbers & after
        return NoteKind.TIME_FRAME_MOVED if is_moved else NoteKind.TIME_FRAME_GIVEN
    return NoteKind.TIME_FRAME_REWORDED if _times(old) == _times(new) else NoteKind.TIME_FRAME_CHANGED


def _times(text: str) -> tuple[list[str], list[str]]:
    """Return the numbers and units of a text, sorted: texts with the same ones name the same times."""
    units = [unit.casefold()[:2] for unit in _UNIT.findall(text)]
    return sorted(_NUMBER.findall(text)), sorted(set(units))


def _numbers(text: str) -> set[str]:
    return set(_NUMBER.findall(text))


def _essence(old: str, new: str) -> tuple[str, str]:
    """Return the words of two texts from the first to the last one in which they differ: the same for one amendment."""
    one, other = folded(old).split(), folded(new).split()
    while one and other and one[0] == other[0]:
        del one[0], other[0]
    while one and other and one[-1] == other[-1]:
        del one[-1], other[-1]
    return " ".join(one), " ".join(other)
