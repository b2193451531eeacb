"""Ways to damage a real record so that a rule must fire: one module a family, each with ``MUTATIONS``."""

import importlib
import pkgutil
from collections.abc import Callable
from functools import cache
from typing import Any

Mutation = Callable[[dict[str, Any]], None]


@cache
def all_mutations() -> dict[str, Mutation]:
    """Return the mutations of all families, by the code of the rule that they are made for."""
    found: dict[str, Mutation] = {}
    for module in pkgutil.iter_modules(__path__):
        found |= importlib.import_module(f"{__name__}.{module.name}").MUTATIONS
    return found
