"""Say what is wrong with a study: rules, and the findings that they yield."""

from typing import Final

from ctmodel.rules.definition import Problems, Record, Rule, rule
from ctmodel.rules.families import families

__all__ = ["RULES", "Problems", "Record", "Rule", "rule"]

#: All rules of the package.
RULES: Final[frozenset[Rule]] = frozenset(
    held for family in families() for held in vars(family).values() if isinstance(held, Rule)
)
