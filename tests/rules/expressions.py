"""Evaluate the examples in the documentation of rules."""

import datetime
from typing import Any

import ctmodel

#: The day that counts as today in examples.
AS_OF = datetime.date(2026, 1, 1)

_NAMES: dict[str, Any] = {name: getattr(ctmodel, name) for name in ctmodel.__all__}


def evaluated(example: str) -> Any:
    """Return the trial, payload or text that an example of the package's own documentation writes."""
    return eval(example, {"__builtins__": {"range": range}}, _NAMES)  # noqa: S307
