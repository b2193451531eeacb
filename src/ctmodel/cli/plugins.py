"""Rules that a user adds: from installed modules, and from files that are named on the command line."""

import sys
from collections.abc import Callable, Iterable
from contextlib import redirect_stdout
from importlib import import_module
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from types import ModuleType
from typing import Any, NoReturn, final

import click

from ctmodel.rules import RULES
from ctmodel.rules.definition import Rule, rules_of


def with_plugins(modules: Iterable[str], files: Iterable[str] = ()) -> frozenset[Rule]:
    """Return the rules of the package, of installed modules, and of Python files.

    Raises:
        click.UsageError: a module cannot be imported, a file cannot be run, or one of them defines no rule.
    """
    rules = RULES
    for name in modules:
        rules |= _rules_of(f"plugin {name}", import_module, name)
    for number, file in enumerate(files, 1):
        rules |= _rules_of(f"rules file {file}", _run, file, number)
    return rules


def _rules_of(shown: str, load: Callable[..., ModuleType], *given: Any) -> frozenset[Rule]:
    """Return the rules of a module; what it prints does not get into the report, and it cannot end the command."""
    try:
        with redirect_stdout(sys.stderr):
            module = load(*given)
    except OSError as error:
        raise click.UsageError(f"{shown}: {error.strerror or error}") from error
    except BaseException as error:
        reason = f": {error}" if str(error) else ""
        raise click.UsageError(f"{shown}: {type(error).__name__}{reason}") from error
    found = frozenset(rules_of(module))
    if not found:
        raise click.UsageError(f"{shown}: it defines no rule")
    return found


def _run(file: str, number: int) -> ModuleType:
    """Run a Python file as a module. Its folder is not put on the path, so it imports only what is installed."""
    name = f"ctmodel_rules_file_{number}"
    loader = _Source(name, file)
    spec = spec_from_loader(name, loader)
    if spec is None:
        raise ImportError(file)
    module = sys.modules[name] = module_from_spec(spec)
    loader.exec_module(module)
    return module


@final
class _Source(SourceFileLoader):
    """Loads a file from its source, without reading or writing bytecode in the folder beside it."""

    def path_stats(self, path: Any) -> NoReturn:  # noqa: ARG002
        """Refuse what a cache of bytecode is checked against; without it, Python neither reads nor writes one."""
        raise OSError
