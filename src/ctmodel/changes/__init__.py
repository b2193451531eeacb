"""What changed between two versions of a trial's registration.

:func:`diff` lists every change, and :func:`apply` makes the new version from the old one and the list. :func:`notes`
reads the changes in the field's terms: an outcome was promoted, a date is 14 months later.
"""

from ctmodel.lazy_names import lazy_names

__getattr__, __dir__, __all__ = lazy_names(
    __name__,
    {
        "changes.change": "Change ChangeKind Changes",
        "changes.interval": "Certainty Event Interval",
        "changes.note": "Detail Note NoteKind Notes NoteTopic",
        "changes.noting": "notes",
        "changes.applying": "apply",
        "changes.comparing": "diff",
    },
)
