"""What the changes between two versions mean, in the field's terms."""

from collections.abc import Iterable
from enum import StrEnum
from typing import final

from attrs import frozen

from ctmodel.changes.change import Change
from ctmodel.changes.interval import Interval


@final
class NoteTopic(StrEnum):
    """What a note is about, in the order in which reports tell it."""

    OUTCOMES = "outcomes"
    SAMPLE_SIZE = "sample size"
    ELIGIBILITY = "eligibility"
    #: Arms, interventions and the design of the study.
    DESIGN = "design"
    #: The status, and why the study stopped.
    STATUS = "status"
    DATES = "dates"
    SITES = "sites"
    #: Sponsors, contacts, references and identifiers.
    ADMINISTRATION = "administration"
    #: Titles, descriptions, conditions and keywords.
    TEXTS = "texts"
    #: Posted results, and the documents that come with them.
    RESULTS = "results"
    #: Fields that no attribute holds.
    OTHER = "other fields"
    #: What the registry derives, dates of its own work, and all changes if the sponsor submitted nothing.
    REGISTRY = "registry"


@final
class NoteKind(StrEnum):
    """What happened, as far as the two versions tell it for certain."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    #: An item has another position in its list, and nothing else.
    REORDERED = "reordered"
    #: A secondary or other outcome became a primary one.
    PROMOTED = "promoted"
    #: A primary outcome became a secondary or other one.
    DEMOTED = "demoted"
    #: An outcome moved between the secondary and the other outcomes.
    MOVED = "moved"
    #: The name of an item has other words.
    REWORDED = "reworded"
    #: The only primary outcome that has no match has another text: whether it is another outcome, text cannot decide.
    REPLACED_OR_REWORDED = "replaced or reworded"
    #: An outcome is gone, and most of its words came to an outcome that remains: ``new`` is its measure.
    MERGED = "merged"
    #: A new outcome has most of its words from an outcome that remains and lost them: ``old`` is its former measure.
    SPLIT_OFF = "split off"
    #: An outcome that had no time frame has one.
    TIME_FRAME_GIVEN = "time frame first given"
    #: An outcome that had no time frame has the one that its measure named before.
    TIME_FRAME_MOVED = "time frame moved"
    TIME_FRAME_REMOVED = "time frame removed"
    #: The numbers or units of a time frame are other ones.
    TIME_FRAME_CHANGED = "time frame changed"
    #: A time frame has other words, with the same numbers and units.
    TIME_FRAME_REWORDED = "time frame reworded"
    #: Another number of participants is planned.
    PLAN_CHANGED = "planned number changed"
    #: The actual number of participants takes the place of the planned one.
    ACTUAL_GIVEN = "actual number given"
    #: Another actual number of participants.
    ACTUAL_CHANGED = "actual number changed"
    #: More people are eligible.
    WIDER = "wider"
    #: Fewer people are eligible.
    NARROWER = "narrower"
    LATER = "later"
    EARLIER = "earlier"
    #: A planned date took place on the day that was planned.
    BECAME_ACTUAL = "became actual"
    RELABELLED = "relabelled"

    @classmethod
    def between(cls, old: object, new: object) -> "NoteKind":
        """Return what happened to a value of which no more is said: it came, went, or changed."""
        return cls.ADDED if old is None else cls.REMOVED if new is None else cls.CHANGED


@final
@frozen
class Detail:
    """A part of a note: one criterion, or one kind of transition with how often it happened."""

    kind: NoteKind
    subject: str
    old: str | None = None
    new: str | None = None
    #: How many items share it.
    count: int = 1


@final
@frozen
class Note:
    """What some changes mean together. Each change belongs to exactly one note."""

    topic: NoteTopic
    kind: NoteKind
    #: What the note is about, such as ``primary outcome`` or ``completion date``.
    subject: str
    #: The changes that it summarizes.
    changes: tuple[Change, ...]
    #: The name of the item, as the new version has it, or the old one if it was removed. Never of a person.
    name: str | None = None
    #: The value in the old version, as text.
    old: str | None = None
    #: The value in the new version, as text.
    new: str | None = None
    #: How far a number or date moved, such as ``+14 months`` or ``-49 %``.
    by: str | None = None
    details: tuple[Detail, ...] = ()
    #: The subject of another note from which this one follows: sites have a status and contacts only while a study
    #: recruits.
    follows: str | None = None


@final
class Notes(list[Note]):
    """All notes on the changes between two versions, in the order of topics."""

    def __init__(self, notes: Iterable[Note], interval: Interval) -> None:
        super().__init__(notes)
        #: When the changes were made, as far as the two versions tell.
        self.interval = interval
