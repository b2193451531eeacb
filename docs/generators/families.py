"""The families of rules: what rules with the same prefix are about."""

import re
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from attrs import frozen

import ctmodel.rules.families as package
from ctmodel.rules import Rule


@frozen
class Family:
    """Rules whose codes begin with the same letters."""

    prefix: str
    #: What they are about, as their package says it.
    about: str


@cache
def families() -> dict[str, Family]:
    """Return the families by prefix."""
    names = sorted(module.name for module in iter_modules(package.__path__))
    return {name.upper(): Family(name.upper(), _about(name)) for name in names}


def family_of(rule: Rule) -> Family:
    """Return the family of a rule."""
    return families()[rule.code[:3]]


def _about(name: str) -> str:
    said = import_module(f"{package.__name__}.{name}").__doc__ or ""
    found = re.match(rf"Rules about (.+) \({name.upper()}\)", said)
    if found is None:
        raise LookupError(f"the docstring of {name} does not say what its rules are about")
    return found[1]
