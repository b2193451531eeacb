"""Say what is wrong with a study: rules, and the findings that they yield."""

from typing import Final

from ctmodel.rules.catalogue import STRUCTURE
from ctmodel.rules.definition import Problems, Record, Rule, rule
from ctmodel.rules.families import conditions as _conditions
from ctmodel.rules.families import descriptions as _descriptions
from ctmodel.rules.families import identifier_forms as _identifier_forms
from ctmodel.rules.families import identifiers as _identifiers
from ctmodel.rules.families import record as _record
from ctmodel.rules.families import references as _references
from ctmodel.rules.families import secondary_ids as _secondary_ids
from ctmodel.rules.families import sharing as _sharing
from ctmodel.rules.families import titles as _titles

__all__ = ["RULES", "Problems", "Record", "Rule", "rule"]

_FAMILIES: Final = (
    _conditions,
    _descriptions,
    _identifier_forms,
    _identifiers,
    _record,
    _references,
    _secondary_ids,
    _sharing,
    _titles,
)

#: All rules of the package.
RULES: Final[frozenset[Rule]] = STRUCTURE | {
    held for family in _FAMILIES for held in vars(family).values() if isinstance(held, Rule)
}
