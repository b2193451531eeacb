"""To come."""

from typing import Any


def adverse_events(trial: Any) -> None:
    return None
