"""Say what is wrong with a study: rules, and the findings that they yield."""

from typing import Final

from ctmodel.rules.catalogue import STRUCTURE
from ctmodel.rules.definition import Problems, Record, Rule, rule
from ctmodel.rules.families import contacts as _contacts
from ctmodel.rules.families import locations as _locations
from ctmodel.rules.families import oversight as _oversight
from ctmodel.rules.families import record as _record
from ctmodel.rules.families import registration as _registration
from ctmodel.rules.families import results_duty as _results_duty
from ctmodel.rules.families import sponsors as _sponsors

__all__ = ["RULES", "Problems", "Record", "Rule", "rule"]

_FAMILIES: Final = (_contacts, _locations, _oversight, _record, _registration, _results_duty, _sponsors)

#: All rules of the package.
RULES: Final[frozenset[Rule]] = STRUCTURE | {
    held for family in _FAMILIES for held in vars(family).values() if isinstance(held, Rule)
}
