"""To come."""

from typing import Any


def flow(trial: Any) -> None:
    return None
