# Made of the list in __init__.py by python -m tests.stubs.
from ctmodel.changes.applying import apply
from ctmodel.changes.change import Change, ChangeKind, Changes
from ctmodel.changes.comparing import diff

__all__ = [
    "Change",
    "ChangeKind",
    "Changes",
    "apply",
    "diff",
]
