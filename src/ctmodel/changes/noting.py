"""Read the changes between two versions in the field's terms."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Final

from attrs import evolve

from ctmodel.changes.change import Change, Changes
from ctmodel.changes.interval import Interval
from ctmodel.changes.note import Note, Notes, NoteTopic
from ctmodel.changes.reading.design import design_notes
from ctmodel.changes.reading.eligibility import eligibility_notes
from ctmodel.changes.reading.numbers import date_notes, sample_size_notes
from ctmodel.changes.reading.outcomes import outcome_notes
from ctmodel.changes.reading.rest import value_notes
from ctmodel.changes.reading.sites import site_notes
from ctmodel.changes.stages import TOGETHER
from ctmodel.changes.topics import attribute_of, topic_of

Reader = Callable[[Changes, Iterable[Change]], Iterator[Note]]

_READERS: Final[Mapping[NoteTopic, Reader]] = {
    NoteTopic.OUTCOMES: outcome_notes,
    NoteTopic.SAMPLE_SIZE: sample_size_notes,
    NoteTopic.ELIGIBILITY: eligibility_notes,
    NoteTopic.DESIGN: design_notes,
    NoteTopic.DATES: date_notes,
    NoteTopic.SITES: site_notes,
}

#: The lists whose items are read one by one.
_LISTS: Final = {*TOGETHER, "arms", "interventions", "locations"}


def notes(changes: Changes) -> Notes:
    """Return what the changes between two versions mean, in the field's terms and in the order of topics.

    Each change belongs to exactly one note. A note says what the two versions tell for certain: it has no grade, and
    does not judge. If the sponsor submitted nothing between the versions, all notes are on the registry's work.

    Args:
        changes: the changes, as :func:`ctmodel.diff` returns them.

    Example:
        >>> import ctmodel
        >>> old, new = ctmodel.read("NCT01219465.json"), ctmodel.read("NCT01219465.json")
        >>> new.enrollment.count = 40
        >>> [(note.subject, note.old, note.new) for note in ctmodel.notes(ctmodel.diff(old, new))]
        [('number of participants', '50 planned', '40 planned')]
    """
    by_topic = defaultdict[NoteTopic, list[Change]](list)
    for change in changes:
        by_topic[topic_of(change)].append(change)
    theirs = (change for topic in by_topic if topic is not NoteTopic.REGISTRY for change in by_topic[topic])
    interval = Interval(changes.old, changes.new, frozenset(map(attribute_of, theirs)))
    found = []
    for topic in filter(by_topic.get, NoteTopic):
        # A list that does not fit, or comes instead of something that does not, is a value and has no items to read.
        whole = [change for change in by_topic[topic] if _is_list(change)]
        items = [change for change in by_topic[topic] if not _is_list(change)]
        read = _READERS.get(topic) or partial(value_notes, topic=topic)
        found += [*read(changes, items), *value_notes(changes, whole, topic)]
    if interval.is_by_registry:
        found = [evolve(note, topic=NoteTopic.REGISTRY) for note in found]
    return Notes(found, interval)


def _is_list(change: Change) -> bool:
    return (change.new_path or change.old_path) in _LISTS
