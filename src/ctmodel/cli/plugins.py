"""Rules of other people's, taken from the modules that a user names and from no others."""

from collections.abc import Iterable
from importlib import import_module

import click

from ctmodel.rules import RULES
from ctmodel.rules.definition import Rule


def with_plugins(modules: Iterable[str]) -> frozenset[Rule]:
    """Return the rules of the package and of the modules.

    Raises:
        click.UsageError: a module cannot be imported, or has no rules.
    """
    rules = RULES
    for name in modules:
        try:
            module = import_module(name)
        except Exception as error:
            raise click.UsageError(f"plugin {name}: {type(error).__name__}: {error}") from error
        found = frozenset(held for held in vars(module).values() if isinstance(held, Rule))
        if not found:
            raise click.UsageError(f"plugin {name}: the module has no rules")
        rules |= found
    return rules
