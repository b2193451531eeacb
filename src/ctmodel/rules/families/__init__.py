"""The rules, by the first letters of their codes: a module or a package for each."""

from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType
from typing import Final

#: The modules that hold the rules of the package, by name.
FAMILIES: Final[tuple[ModuleType, ...]] = tuple(
    import_module(name) for name in sorted(module.name for module in walk_packages(__path__, f"{__name__}."))
)
