"""Public names of a package that are imported when they are first used.

A package lists its names once, by module. Type checkers read them in the stub next to the package's ``__init__.py``,
which ``python -m tests.stubs`` writes from the same list.
"""

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def lazy_names(
    package: str, names: Mapping[str, str], subpackages: str = ""
) -> tuple[Callable[[str], Any], Callable[[], list[str]], list[str]]:
    """Return ``__getattr__``, ``__dir__`` and ``__all__`` of a package.

    Args:
        package: the package's own name.
        names: the public names by the module that has them, relative to ``ctmodel``, with spaces between.
        subpackages: what else can be reached without an import of its own: subpackages, with spaces between.
    """
    modules = {name: f"ctmodel.{module}" for module, listed in names.items() for name in listed.split()}
    public = sorted(modules)
    reachable = frozenset(subpackages.split())

    def get(name: str) -> Any:
        if name in modules:
            value = getattr(import_module(modules[name]), name)
            setattr(sys.modules[package], name, value)  # from now on, it is found without this function
            return value
        if name in reachable:
            return import_module(f"{package}.{name}")
        raise AttributeError(f"module {package!r} has no attribute {name!r}")

    return get, lambda: sorted({*public, *reachable}), public
