"""What a converted document does not hold."""

from attrs import frozen

from ctmodel.formats.records import Scalar


@frozen
class Loss:
    """A value of a trial that a converted document does not hold, or holds only in part."""

    #: Its path in the model; for a value that no attribute holds, its place in the record that the trial was read from.
    path: str
    value: Scalar
    #: The reason, which begins like that of a leaf that no attribute holds, such as ``no place``.
    reason: str
