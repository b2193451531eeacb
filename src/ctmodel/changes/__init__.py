"""What changed between two versions of a trial's registration.

:func:`diff` lists every change, and :func:`apply` makes the new version from the old one and the list.
"""

from ctmodel.lazy_names import lazy_names

__getattr__, __dir__, __all__ = lazy_names(
    __name__,
    {
        "changes.change": "Change ChangeKind Changes",
        "changes.applying": "apply",
        "changes.comparing": "diff",
    },
)
