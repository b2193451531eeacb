"""The rules, by the first letters of their codes: a module or a folder for each."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType


def families() -> Iterator[ModuleType]:
    """Yield the modules that hold the rules of the package."""
    for module in walk_packages(__path__, f"{__name__}."):
        yield import_module(module.name)
