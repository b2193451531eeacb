# Made of the list in __init__.py by python -m tests.stubs.
from ctmodel.changes.applying import apply
from ctmodel.changes.change import Change, ChangeKind, Changes
from ctmodel.changes.comparing import diff
from ctmodel.changes.interval import Certainty, Event, Interval
from ctmodel.changes.note import Detail, Note, NoteKind, NoteTopic, Notes
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
    "NoteTopic",
    "Notes",
    "apply",
    "diff",
    "notes",
]
