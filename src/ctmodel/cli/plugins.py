"""Rules of other people's, taken from the modules that a user names and from no others."""

import sys
from collections.abc import Iterable
from contextlib import redirect_stdout
from importlib import import_module
from types import ModuleType

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
        found = frozenset(held for held in vars(_imported(name)).values() if isinstance(held, Rule))
        if not found:
            raise click.UsageError(f"plugin {name}: the module has no rules")
        rules |= found
    return rules


def _imported(name: str) -> ModuleType:
    """Import a module; what it prints does not get into the report, and it cannot end the command."""
    try:
        with redirect_stdout(sys.stderr):
            return import_module(name)
    except BaseException as error:
        reason = f": {error}" if str(error) else ""
        raise click.UsageError(f"plugin {name}: {type(error).__name__}{reason}") from error
