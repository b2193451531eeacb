"""The rules that the package ships."""

from typing import Final

from ctmodel.rules.definition import Rule, rules_of
from ctmodel.rules.families import families

#: All rules of the package.
RULES: Final[frozenset[Rule]] = frozenset(held for family in families() for held in rules_of(family))
