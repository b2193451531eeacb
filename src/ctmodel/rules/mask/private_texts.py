"""Remove private values from texts such as the message of an exception, which may quote any value."""

from typing import Final

from ctmodel.formats.format import RecordView
from ctmodel.rules.mask import masked

_INSTEAD: Final = "[not shown]"


def without_private_texts(text: str, view: RecordView) -> str:
    """Return a text without addresses, and without the values of fields of persons and of unknown fields."""
    # Longer values first: one value can be part of another.
    for value in sorted(set(view.private_texts()), key=len, reverse=True):
        text = text.replace(value, _INSTEAD).replace(repr(value)[1:-1], _INSTEAD)
    return masked(text)
