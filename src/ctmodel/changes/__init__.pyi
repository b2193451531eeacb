# Made of the list in __init__.py by python -m tests.stubs.
from ctmodel.changes.applying import apply
from ctmodel.changes.change import Change, ChangeKind, Changes
from ctmodel.changes.comparing import diff
from ctmodel.changes.interval import Certainty, Event, Interval
from ctmodel.changes.note import Detail, Note, NoteKind, Notes, Topic
from ctmodel.changes.noting import notes

__all__ = [
    "Certainty",
    "Change",
    "ChangeKind",
    "Changes",
    "Detail",
    "Event",
    "Interval",
    "Note",
    "NoteKind",
    "Notes",
    "Topic",
    "apply",
    "diff",
    "notes",
]
