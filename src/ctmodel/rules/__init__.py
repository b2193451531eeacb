"""Say what is wrong with a study: rules, and the findings that they yield."""

from typing import Final

from ctmodel.rules.catalogue import STRUCTURE
from ctmodel.rules.definition import Problems, Record, Rule, rule
from ctmodel.rules.families import FAMILIES

__all__ = ["RULES", "Problems", "Record", "Rule", "rule"]

#: All rules of the package.
RULES: Final[frozenset[Rule]] = STRUCTURE | {
    held for family in FAMILIES for held in vars(family).values() if isinstance(held, Rule)
}
