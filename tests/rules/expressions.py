"""Evaluate the examples in the documentation of rules."""

import datetime
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import ctmodel

#: The day that counts as today in examples.
AS_OF = datetime.date(2026, 1, 1)

_NAMES: dict[str, Any] = {
    name: getattr(package, name) for package in (ctmodel, ctmodel.model, ctmodel.terms) for name in package.__all__
}


def evaluated(example: str, names: Mapping[str, Any] = MappingProxyType({})) -> Any:
    """Return the trial, payload or text that an example of the package itself writes."""
    return eval(example, {"__builtins__": {"range": range}, **_NAMES, **names})  # noqa: S307
