"""The verb for other formats: ``convert``."""

from typing import final

from attrs import frozen

from ctmodel.formats.foreign import format_of
from ctmodel.formats.loss import Loss
from ctmodel.formats.native import payload_of
from ctmodel.formats.registry import format_to_write
from ctmodel.formats.unheld import unheld
from ctmodel.io.strings import dumps
from ctmodel.model.trial import Trial


@final
@frozen
class Converted:
    """A trial in another format, and what was lost."""

    #: A whole document, which can be saved as a file: for CSV, the line with the columns, and the row of the trial.
    document: str
    losses: list[Loss]


def convert(trial: Trial, format: str) -> Converted:
    """Return a trial as a document of another format, with what the document does not hold.

    ``ctgov-v2`` holds all attributes of a trial. For a trial that was read from another format, the losses are the
    values of its record that no attribute holds; :attr:`~ctmodel.Trial.extra` lists them, too.

    For other formats, the losses are also the values of attributes that the document does not hold, or holds only in
    part. Documents of ``ris`` can be joined as they are; those of ``ctgov-csv`` begin with the same line, of which a
    file needs one.

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
        >>> converted = ctmodel.convert(trial, "ris")
        >>> converted.document.splitlines()[3]
        'AN  - NCT01219465'
        >>> converted.losses[0]
        Loss(path='organization.full_name', value='Qingdao University', reason='no place')
    """
    writer = format_to_write(format).writer
    if writer is None:
        return Converted(dumps(trial), [] if format_of(trial) is None else list(unheld(trial)))
    payload_of(trial)  # the error for a value that no format can hold
    written = writer.write(trial)
    return Converted(written.document, [*written.losses, *unheld(trial)])
