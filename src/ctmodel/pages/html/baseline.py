"""To come."""

from typing import Any


def baseline(trial: Any) -> None:
    return None
