"""To come."""
from typing import Any


def timeline(trial: Any) -> None:
    return None
