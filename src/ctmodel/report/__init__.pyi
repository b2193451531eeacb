# Made of the list in __init__.py by python -m tests.stubs.
from ctmodel.report.rendering import FORMATS, render
from ctmodel.report.run import Run, Study, seen_from

__all__ = [
    "FORMATS",
    "Run",
    "Study",
    "render",
    "seen_from",
]
