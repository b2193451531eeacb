"""What a record holds and no attribute of its trial does."""

from collections.abc import Iterator
from typing import Any

from ctmodel.codec.json_pointer import pointer_token
from ctmodel.formats.foreign import account, format_of
from ctmodel.formats.loss import Loss
from ctmodel.formats.registry import view_of
from ctmodel.model.trial import Trial


def unheld(trial: Trial) -> Iterator[Loss]:
    """Yield each single value of a trial's record that no attribute holds, or only in part, with its place there."""
    if format_of(trial) is not None:
        for place, left in account(trial).left.items():
            yield Loss(place, left.value, left.why)
        return
    for odd in view_of(trial).anomalies():
        if odd.unheld:
            yield from _parts(odd.pointer, odd.value)


def _parts(place: str, value: Any) -> Iterator[Loss]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _parts(f"{place}/{pointer_token(key)}", item)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _parts(f"{place}/{index}", item)
    elif value is not None:
        yield Loss(place, value, "no place")
