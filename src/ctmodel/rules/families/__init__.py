"""The rules, by subject: every module in this folder."""

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Final

#: The modules that hold the rules of the package, by name.
FAMILIES: Final[tuple[ModuleType, ...]] = tuple(
    import_module(f"{__name__}.{name}") for name in sorted(module.name for module in iter_modules(__path__))
)
