"""To come."""

from typing import Any


def outcome_results(trial: Any) -> None:
    return None
