"""The verb for other formats: ``convert``."""

from typing import final

from attrs import frozen

from ctmodel.formats.foreign import account, format_of
from ctmodel.formats.records import Scalar
from ctmodel.formats.registry import format_named, formats
from ctmodel.io.strings import dumps
from ctmodel.model.trial import Trial


@final
@frozen
class Loss:
    """A value of a trial that a converted document does not hold, or holds only in part."""

    #: Its path in the model; for a value that no attribute holds, its place in the record that the trial was read from.
    path: str
    value: Scalar
    #: The reason, such as ``no place``.
    reason: str


@final
@frozen
class Converted:
    """A trial in another format, and what was lost."""

    document: str
    losses: list[Loss]


def convert(trial: Trial, format: str) -> Converted:
    """Return a trial as a document of another format, with what the document does not hold.

    ``ctgov-v2`` holds all attributes of a trial. For a trial that was read from another format, the losses are the
    values of its record that no attribute holds; :attr:`~ctmodel.Trial.extra` lists them, too.

    Args:
        trial: the trial.
        format: the name of the format; ``ctmodel formats`` lists those that are written.

    Raises:
        ValueError: there is no format with this name, or it is only read; or the trial cannot be written (see
            :func:`ctmodel.dumps`).
        TypeError: an attribute holds a value of a wrong type; the message begins with its path.

    Example:
        >>> import ctmodel
        >>> trial = ctmodel.read("NCT01219465.json")
        >>> ctmodel.convert(trial, "ctgov-v2").losses
        []
    """
    if not format_named(format).is_written:
        written = ", ".join(name for name, held in formats().items() if held.is_written)
        raise ValueError(f"{format} is only read; the formats that are written are {written}")
    losses = []
    if format_of(trial) is not None:
        losses = [Loss(place, left.value, left.why) for place, left in account(trial).left.items()]
    return Converted(dumps(trial), losses)
