"""Say what is wrong with a study: rules, and the findings that they yield."""

from typing import Final

from ctmodel.rules.catalogue import STRUCTURE
from ctmodel.rules.definition import Problems, Record, Rule, rule
from ctmodel.rules.families import contacts as _contacts
from ctmodel.rules.families import locations as _locations
from ctmodel.rules.families import oversight as _oversight
from ctmodel.rules.families import oversight_flags as _oversight_flags
from ctmodel.rules.families import policies as _policies
from ctmodel.rules.families import record as _record
from ctmodel.rules.families import recruitment as _recruitment
from ctmodel.rules.families import registration as _registration
from ctmodel.rules.families import responsible_party as _responsible_party
from ctmodel.rules.families import results_documents as _results_documents
from ctmodel.rules.families import results_duty as _results_duty
from ctmodel.rules.families import sponsors as _sponsors

__all__ = ["RULES", "Problems", "Record", "Rule", "rule"]

_FAMILIES: Final = (
    _contacts,
    _locations,
    _oversight,
    _oversight_flags,
    _policies,
    _record,
    _recruitment,
    _registration,
    _responsible_party,
    _results_documents,
    _results_duty,
    _sponsors,
)

#: All rules of the package.
RULES: Final[frozenset[Rule]] = STRUCTURE | {
    held for family in _FAMILIES for held in vars(family).values() if isinstance(held, Rule)
}
