"""Findings as text for people and programs: pure functions of a run."""

from ctmodel.lazy_names import lazy_names

__getattr__, __dir__, __all__ = lazy_names(
    __name__,
    {
        "report.rendering": "FORMATS render",
        "report.run": "Run Study seen_from",
    },
)
