"""Arms, interventions and the design of the study, with what follows from a relabelled arm."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final

from ctmodel.changes.change import Change, ChangeKind, Changes
from ctmodel.changes.note import Note, NoteKind, NoteTopic
from ctmodel.changes.reading.item import ItemChanges, held_at, item_changes
from ctmodel.changes.reading.rest import value_notes
from ctmodel.changes.topics import attribute_of

_ARMS: Final = "arms"
_INTERVENTIONS: Final = "interventions"


def design_notes(changes: Changes, mine: Iterable[Change]) -> Iterator[Note]:
    """Yield notes on arms, interventions, and each attribute of the design."""
    by_list = defaultdict[str, list[Change]](list)
    others: list[Change] = []
    for change in mine:
        attribute = attribute_of(change)
        (by_list[attribute] if attribute in (_ARMS, _INTERVENTIONS) else others).append(change)
    arms = item_changes(changes, by_list[_ARMS], [_ARMS])
    interventions = item_changes(changes, by_list[_INTERVENTIONS], [_INTERVENTIONS])
    renamed = _renamed(arms, changes)
    consequences = [change for item in interventions for change in _consequences(item, renamed)]
    for item in arms:
        is_first = consequences and _names_of(item, changes)
        follows = tuple(consequences) if is_first else ()
        consequences = [] if is_first else consequences
        yield _arm_note(item, changes, follows)
    for item in interventions:
        if item.changes:
            yield _named_note(item, changes, "intervention", "name")
    yield from value_notes(changes, others, NoteTopic.DESIGN)


def _names_of(item: ItemChanges, changes: Changes) -> set[str]:
    """Return the labels of an arm that came, went or changed."""
    labels = item.values(changes, "label")
    return {label for label in labels if label} if labels[0] != labels[1] else set()


def _renamed(arms: list[ItemChanges], changes: Changes) -> set[str]:
    return {label for item in arms for label in _names_of(item, changes)}


def _consequences(item: ItemChanges, labels: set[str]) -> list[Change]:
    """Take the changes of an intervention's labels that follow from its arms."""
    if item.whole and item.whole.kind is not ChangeKind.MOVED:
        return []
    held, known = item.take("arm_group_labels"), [*labels]
    follows = [change for change in held if all(value is None or value in known for value in (change.old, change.new))]
    kept = [change for change in held if change not in follows]
    if kept:
        item.inner["arm_group_labels"] = kept
    return follows


def _arm_note(item: ItemChanges, changes: Changes, follows: tuple[Change, ...]) -> Note:
    old, new = item.values(changes, "label")
    if old is None or new is None or old == new:
        return _named_note(item, changes, "arm", "label", follows)
    its = (*item.changes, *follows)
    return Note(NoteTopic.DESIGN, NoteKind.RELABELLED, "arm", its, name=new, old=old, new=new)


def _named_note(
    item: ItemChanges, changes: Changes, subject: str, attribute: str, follows: tuple[Change, ...] = ()
) -> Note:
    held: Any = held_at(changes.new, item.new_place) or held_at(changes.old, item.old_place)
    kind = NoteKind.CHANGED if item.inner else NoteKind.REORDERED
    if item.whole and item.whole.kind is not ChangeKind.MOVED:
        kind = NoteKind(item.whole.kind.value)
    return Note(NoteTopic.DESIGN, kind, subject, (*item.changes, *follows), name=getattr(held, attribute))
