"""Notes in sentences: the sections of a report and their lines, before any output format."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Final

from attrs import frozen

from ctmodel.changes.change import Change, ChangeKind
from ctmodel.changes.note import Detail, Note, NoteKind, Notes, NoteTopic
from ctmodel.changes.topics import attribute_of
from ctmodel.report.differences.script import SIGNS, place_of, values_of
from ctmodel.report.text import counted
from ctmodel.rules.mask import masked

#: The most lines that are shown under a note.
MOST_DETAILS: Final = 12

TITLES: Final[Mapping[NoteTopic, str]] = {
    NoteTopic.OUTCOMES: "Outcomes",
    NoteTopic.SAMPLE_SIZE: "Sample size",
    NoteTopic.ELIGIBILITY: "Eligibility",
    NoteTopic.DESIGN: "Arms, interventions and design",
    NoteTopic.STATUS: "Status",
    NoteTopic.DATES: "Dates",
    NoteTopic.SITES: "Sites",
    NoteTopic.ADMINISTRATION: "Sponsors, contacts, references and identifiers",
    NoteTopic.TEXTS: "Titles and descriptions",
    NoteTopic.RESULTS: "Results",
    NoteTopic.OTHER: "Other fields",
    NoteTopic.REGISTRY: "Administrative and derived data",
}
#: What readers ask for first, and are told of if it did not change.
_ASKED_FOR: Final = {
    NoteTopic.OUTCOMES: "outcomes",
    NoteTopic.SAMPLE_SIZE: "sample size",
    NoteTopic.ELIGIBILITY: "eligibility",
    NoteTopic.DESIGN: "arms, interventions and design",
}
#: How a note begins, if not with its subject and its kind. Outcomes are dropped rather than removed.
_PHRASES: Final[Mapping[NoteKind, str]] = {
    NoteKind.PROMOTED: "promoted to {subject}",
    NoteKind.DEMOTED: "demoted to {subject}",
    NoteKind.MOVED: "moved to {subject}s",
    NoteKind.MERGED: "{subject} dropped, most of its words are in another one now",
    NoteKind.SPLIT_OFF: "{subject} added, most of its words were in another one",
    NoteKind.TIME_FRAME_GIVEN: "time frame of {subject} first given",
    NoteKind.TIME_FRAME_MOVED: "time frame of {subject} moved from the measure to its own field",
    NoteKind.TIME_FRAME_REMOVED: "time frame of {subject} removed",
    NoteKind.TIME_FRAME_CHANGED: "time frame of {subject} changed",
    NoteKind.TIME_FRAME_REWORDED: "time frame of {subject} reworded",
    NoteKind.WIDER: "wider by {subject}",
    NoteKind.NARROWER: "narrower by {subject}",
    NoteKind.PLAN_CHANGED: "planned {subject} changed",
    NoteKind.ACTUAL_GIVEN: "actual {subject} given",
    NoteKind.ACTUAL_CHANGED: "actual {subject} changed",
}
_SIGNS: Final[Mapping[NoteKind, str]] = {
    NoteKind.ADDED: "+",
    NoteKind.SPLIT_OFF: "+",
    NoteKind.TIME_FRAME_GIVEN: "+",
    NoteKind.ACTUAL_GIVEN: "+",
    NoteKind.REMOVED: "-",
    NoteKind.MERGED: "-",
    NoteKind.TIME_FRAME_REMOVED: "-",
    NoteKind.PROMOTED: ">",
    NoteKind.DEMOTED: ">",
    NoteKind.MOVED: ">",
    NoteKind.REORDERED: ">",
}


@frozen
class Line:
    """What one note or one part of it says. Addresses of persons are masked; nothing else is escaped."""

    #: ``+`` for what came, ``-`` for what went, ``>`` for what moved, ``~`` for what changed.
    sign: str
    what: str
    #: The name of the item in the record's words.
    name: str | None = None
    #: The value in the old version.
    old: str | None = None
    #: The value in the new version.
    new: str | None = None
    #: How far a number or a date moved.
    by: str | None = None
    details: tuple["Line", ...] = ()

    @property
    def shown_details(self) -> tuple["Line", ...]:
        """The details that are shown."""
        return self.details[:MOST_DETAILS]

    @property
    def hidden_details(self) -> int:
        """How many details are not shown."""
        return max(len(self.details) - MOST_DETAILS, 0)


@frozen
class Section:
    """A topic, and what is told of it."""

    title: str
    lines: tuple[Line, ...]


def sections(notes: Notes, *, everything: bool = False) -> Iterator[Section]:
    """Yield the topics in the order of :class:`~ctmodel.changes.NoteTopic`; the registry's work on one line.

    Args:
        notes: the notes.
        everything: whether to tell each note of the registry's work.
    """
    for topic, held in groupby(notes, lambda note: note.topic):
        if topic is NoteTopic.REGISTRY and not everything:
            yield Section(TITLES[topic], (_folded(list(held)),))
        else:
            yield Section(TITLES[topic], tuple(_line(note) for note in held))


def unchanged(notes: Notes) -> str:
    """Return which of the topics that readers ask for first did not change, in words."""
    return ", ".join(text for topic, text in _ASKED_FOR.items() if all(note.topic is not topic for note in notes))


def _folded(notes: list[Note]) -> Line:
    changes = sum(len(note.changes) for note in notes)
    subjects = ", ".join(dict.fromkeys(note.subject for note in notes))
    return Line("~", f"{counted(changes, 'change')}: {subjects}")


def _line(note: Note) -> Line:
    sign = _SIGNS.get(note.kind, "~")
    values = {name: _masked(getattr(note, name)) for name in ("name", "old", "new")}
    details = _site_details(note) if note.topic is NoteTopic.SITES else tuple(map(_detail, note.details))
    is_told = note.old is not None or note.new is not None or (note.name and note.kind is not NoteKind.CHANGED)
    if not details and not is_told:
        details = tuple(_script(note))
    return Line(sign, f"{_what(note)}{_consequence(note)}", by=note.by, details=details, **values)


def _masked(text: str | None) -> str | None:
    return text and masked(text)


def _what(note: Note) -> str:
    subject = note.subject
    if note.topic is NoteTopic.SITES:
        subject = _sites(note)
    elif note.kind.value.startswith("time frame") and len(note.changes) > 1:
        subject = f"{len(note.changes):,} {subject}s"
    phrase = _PHRASES.get(note.kind)
    if phrase is not None:
        return phrase.format(subject=subject)
    is_dropped = note.topic is NoteTopic.OUTCOMES and note.kind is NoteKind.REMOVED
    return f"{subject} {'dropped' if is_dropped else note.kind}"


def _sites(note: Note) -> str:
    """Return the subject of a note on sites, with their number."""
    if note.kind in (NoteKind.ADDED, NoteKind.REMOVED):
        return counted(sum(detail.count for detail in note.details), "site")
    places = {(change.new_path or change.old_path or "").partition(".")[0] for change in note.changes}
    sites = counted(len(places), "site")
    return sites if note.kind is NoteKind.REORDERED else note.subject.replace("sites", sites)


def _consequence(note: Note) -> str:
    """Return what follows from a note, or from which one it follows."""
    if note.follows:
        return f", as the {note.follows} did"
    if note.subject != "arm":
        return ""
    others = {change.new_path or change.old_path for change in note.changes if attribute_of(change) == "interventions"}
    labels = {(path or "").partition(".")[0] for path in others}
    return f", and {counted(len(labels), 'intervention')} with it" if labels else ""


def _site_details(note: Note) -> tuple[Line, ...]:
    """Return the countries of sites, or the transitions of their status, on one line."""
    if not note.details:
        return ()
    if note.subject == "sites":
        said = [f"{detail.subject} {detail.count:,}" for detail in note.details]
    else:
        said = [f"{detail.old or 'none'} → {detail.new or 'none'} {detail.count:,}" for detail in note.details]
    return (Line("", ", ".join(said)),)


def _detail(detail: Detail) -> Line:
    """Return the line of one criterion."""
    sign = _SIGNS.get(detail.kind, "~")
    what = f"{detail.subject} {detail.kind}"
    return Line(sign, what, old=_masked(detail.old), new=_masked(detail.new))


def _script(note: Note) -> Iterator[Line]:
    """Yield the changes of a note one by one, or how many there are of each kind, if there are many."""
    changes = note.changes
    if len(changes) <= MOST_DETAILS and note.topic is not NoteTopic.RESULTS:
        yield from (change_line(change, whole=True) for change in changes)
        return
    for part, held in _parts(changes).items():
        yield Line("", f"{part}: {', '.join(f'{count:,} {kind}' for kind, count in held.items())}")


def change_line(change: Change, *, whole: bool = False) -> Line:
    """Return the line of a change, with whole texts or with their beginnings."""
    old, new = values_of(change, whole=whole)
    return Line(SIGNS[change.kind], place_of(change), old=old, new=new)


def _parts(changes: Iterable[Change]) -> dict[str, Counter[ChangeKind]]:
    """Return how many changes of each kind there are, by the list or object of the model that they are in."""
    counts: dict[str, Counter[ChangeKind]] = {}
    for change in changes:
        path = (change.new_path or change.old_path or "fields without an attribute").split(".")
        name = path[1] if path[0] in ("results", "derived", "annotations") and len(path) > 1 else path[0]
        counts.setdefault(name.partition("[")[0].replace("_", " "), Counter())[change.kind] += 1
    return counts
