# Made of the list in __init__.py by python -m tests.stubs.
from ctmodel.rules.definition import Problems, Record, Rule, rule
from ctmodel.rules.finding import Finding, Severity
from ctmodel.rules.shipped import RULES

__all__ = [
    "Finding",
    "Problems",
    "RULES",
    "Record",
    "Rule",
    "Severity",
    "rule",
]
