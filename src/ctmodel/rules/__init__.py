"""Say what is wrong with a study: rules, and the findings that they yield."""

from ctmodel.lazy_names import lazy_names

__getattr__, __dir__, __all__ = lazy_names(
    __name__,
    {
        "rules.shipped": "RULES",
        "rules.definition": "Problems Record Rule rule",
        "rules.finding": "Finding Severity",
    },
)
