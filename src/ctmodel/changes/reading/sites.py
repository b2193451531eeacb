"""Sites by counts: what hundreds of sites have in common is one note."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from ctmodel.changes.change import Change, ChangeKind, Changes
from ctmodel.changes.note import Detail, Note, NoteKind, NoteTopic
from ctmodel.changes.reading.item import ItemChanges, held_at, item_changes
from ctmodel.changes.reading.shown import shown

_LIST: Final = "locations"
#: What is told of the attributes of sites that remain.
_SUBJECTS: Final = {
    "facility": "names",
    "city": "places",
    "state": "places",
    "zip": "places",
    "country": "places",
    "geo_point": "places",
    "country_code": "places",
    "status": "status",
    "contacts": "contacts",
}


def site_notes(changes: Changes, mine: Iterable[Change]) -> Iterator[Note]:
    """Yield notes on sites that came or went, and on what changed in those that remain."""
    items = item_changes(changes, mine, [_LIST])
    for whole in (ChangeKind.ADDED, ChangeKind.REMOVED):
        held = [item for item in items if item.whole and item.whole.kind is whole]
        if held:
            yield _countries(held, changes, NoteKind(whole.value))
    by_subject = defaultdict[str, list[Change]](list)
    for item in items:
        if item.whole and item.whole.kind is ChangeKind.MOVED:
            by_subject["order"].append(item.whole)
        for attribute, its in item.inner.items():
            by_subject[_SUBJECTS.get(attribute, "other")].extend(its)
    for subject, its in by_subject.items():
        kind = NoteKind.REORDERED if subject == "order" else NoteKind.CHANGED
        details = tuple(_transitions(items, changes)) if subject == "status" else ()
        follows = "overall status" if _follows_status(subject, its, changes) else None
        yield Note(NoteTopic.SITES, kind, f"{subject} of sites", tuple(its), details=details, follows=follows)


def _follows_status(subject: str, its: list[Change], changes: Changes) -> bool:
    """Whether sites got or lost what they have only while a study recruits, when the overall status changed."""
    if subject not in ("status", "contacts") or changes.old.overall_status == changes.new.overall_status:
        return False
    return len({change.kind for change in its}) == 1 and its[0].kind in (ChangeKind.ADDED, ChangeKind.REMOVED)


def _countries(items: list[ItemChanges], changes: Changes, kind: NoteKind) -> Note:
    """Return the note on sites that came or went, by country."""
    sites = [held_at(changes.new, item.new_place) or held_at(changes.old, item.old_place) for item in items]
    counts = Counter(site.country or "unknown country" for site in sites)
    details = tuple(Detail(kind, country, count=count) for country, count in counts.most_common())
    return Note(
        NoteTopic.SITES, kind, "sites", tuple(change for item in items for change in item.changes), details=details
    )


def _transitions(items: list[ItemChanges], changes: Changes) -> Iterator[Detail]:
    """Yield how often each status took the place of another one."""
    pairs = (item.values(changes, "status") for item in items if "status" in item.inner)
    for (old, new), count in Counter(pairs).most_common():
        yield Detail(NoteKind.between(old, new), "status", shown(old), shown(new), count)
