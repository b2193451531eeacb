"""Eligibility: wider or narrower where that is certain, and what became of the criteria."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from ctmodel.changes.change import Change, Changes
from ctmodel.changes.note import Detail, Note, NoteKind, NoteTopic
from ctmodel.changes.reading.shown import shown
from ctmodel.changes.words import folded, points, words
from ctmodel.model.criteria.criterion import CriterionKind, EligibilityCriterion

#: How alike two criteria must be, in points from 0 to 100; real rewordings have 46 and more.
_LEAST: Final = 45
#: Of more pairs, none is compared: the criteria are told as removed and added, in bounded time.
_MOST_PAIRS: Final = 10_000
_SUBJECTS: Final = {"text": "criteria", "healthy_volunteers": "healthy volunteers"}


def eligibility_notes(changes: Changes, mine: Iterable[Change]) -> Iterator[Note]:
    """Yield a note on each attribute of eligibility, the criteria last, with each criterion that differs."""
    by_attribute = defaultdict[str, list[Change]](list)
    for change in mine:
        path = change.new_path or change.old_path or ""
        by_attribute[path.partition(".")[2].partition("[")[0]].append(change)
    texts = by_attribute.pop("text", [])
    for attribute, held in by_attribute.items():
        old, new = (getattr(trial.eligibility, attribute or "text", None) for trial in (changes.old, changes.new))
        subject = _SUBJECTS.get(attribute, attribute.replace("_", " ")) or "eligibility"
        yield Note(
            NoteTopic.ELIGIBILITY,
            _direction(attribute, old, new),
            subject,
            tuple(held),
            old=shown(old),
            new=shown(new),
        )
    if texts:
        old_criteria, new_criteria = (
            trial.eligibility.criteria if trial.eligibility else [] for trial in (changes.old, changes.new)
        )
        details = tuple(_criteria(old_criteria, new_criteria))
        yield Note(NoteTopic.ELIGIBILITY, _common(details), "criteria", tuple(texts), details=details)


def _direction(attribute: str, old: Any, new: Any) -> NoteKind:
    """Return whether more people are eligible by an attribute; a limit that is missing does not limit."""
    if attribute == "healthy_volunteers" and {old, new} == {True, False}:
        return NoteKind.WIDER if new else NoteKind.NARROWER
    if attribute == "sex" and "ALL" in (old, new) and None not in (old, new):
        return NoteKind.WIDER if new == "ALL" else NoteKind.NARROWER
    if attribute in ("minimum_age", "maximum_age"):
        ages = [getattr(age, "duration", age) for age in (old, new)]
        if None in ages:
            return NoteKind.WIDER if ages[1] is None else NoteKind.NARROWER
        is_higher: bool = ages[0] < ages[1]
        if is_higher or ages[1] < ages[0]:
            return NoteKind.WIDER if is_higher == (attribute == "maximum_age") else NoteKind.NARROWER
    return NoteKind.between(old, new)


def _common(details: tuple[Detail, ...]) -> NoteKind:
    """Return the direction if all criteria that came or went agree, and none is reworded."""
    directions = {
        NoteKind.NARROWER
        if held.kind is NoteKind.ADDED
        else NoteKind.WIDER
        if held.kind is NoteKind.REMOVED
        else held.kind
        for held in details
    }
    return next(iter(directions)) if len(directions) == 1 else NoteKind.CHANGED


def _criteria(old: list[EligibilityCriterion], new: list[EligibilityCriterion]) -> Iterator[Detail]:
    left, came = list(old), list(new)
    _pair(left, came, lambda criterion: (criterion.kind, criterion.text))
    _pair(left, came, lambda criterion: (criterion.kind, folded(criterion.text)))
    compared = (left, came) if len(left) * len(came) <= _MOST_PAIRS else ([], [])
    old_words, new_words = ([words([criterion.text]) for criterion in held] for held in compared)
    scored = sorted(
        (-points(one, other, len), at, to) for at, one in enumerate(old_words) for to, other in enumerate(new_words)
    )
    pairs = dict[int, int]()
    for score, at, to in scored:
        if -score >= _LEAST and at not in pairs and to not in pairs.values() and left[at].kind is came[to].kind:
            pairs[at] = to
    for at, one in enumerate(left):
        if at in pairs:
            yield Detail(NoteKind.REWORDED, one.kind.value, one.text, came[pairs[at]].text)
        else:
            yield _gone(one)
    for to, other in enumerate(came):
        if to not in pairs.values():
            kind = NoteKind.CHANGED if other.kind is CriterionKind.UNSPECIFIED else NoteKind.ADDED
            yield Detail(kind, other.kind.value, None, other.text)


def _gone(criterion: EligibilityCriterion) -> Detail:
    kind = NoteKind.CHANGED if criterion.kind is CriterionKind.UNSPECIFIED else NoteKind.REMOVED
    return Detail(kind, criterion.kind.value, criterion.text, None)


def _pair(
    left: list[EligibilityCriterion],
    came: list[EligibilityCriterion],
    key: Callable[[EligibilityCriterion], object],
) -> None:
    """Remove the criteria that both versions have from both lists."""
    holders = defaultdict[object, list[EligibilityCriterion]](list)
    for criterion in reversed(came):
        holders[key(criterion)].append(criterion)
    for criterion in list(left):
        if holders[key(criterion)]:
            other = holders[key(criterion)].pop()
            del left[next(at for at, held in enumerate(left) if held is criterion)]
            del came[next(at for at, held in enumerate(came) if held is other)]
