"""To come."""
from typing import Any


def design(trial: Any) -> None:
    return None
