"""The rules that the package ships."""

from typing import Final

from ctmodel.rules.definition import Rule
from ctmodel.rules.families import families

#: All rules of the package.
RULES: Final[frozenset[Rule]] = frozenset(
    held for family in families() for held in vars(family).values() if isinstance(held, Rule)
)
