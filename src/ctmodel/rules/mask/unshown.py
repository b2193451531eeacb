"""Take what no report shows out of texts that others write: the words of an exception may quote any value."""

from collections.abc import Iterator
from typing import Any, Final

from ctmodel.codec.anomalies import pointer_token
from ctmodel.rules.mask import masked
from ctmodel.rules.mask.fields import is_known
from ctmodel.rules.structure import is_private

_INSTEAD: Final = "[not shown]"
#: How long a value is at least that is looked for: what is shorter stands in too many words.
_SHORTEST: Final = 3


def without_unshown(text: str, payload: dict[str, Any]) -> str:
    """Return a text without addresses, and without what stands in the fields of persons or in unknown ones."""
    # The longer first: one value can be part of another.
    for value in sorted(set(_unshown(payload, "")), key=len, reverse=True):
        text = text.replace(value, _INSTEAD).replace(repr(value)[1:-1], _INSTEAD)
    return masked(text)


def _unshown(value: Any, pointer: str) -> Iterator[str]:
    if type(value) is dict:
        for key, item in value.items():
            yield from _unshown(item, f"{pointer}/{pointer_token(key)}")
    elif type(value) is list:
        for index, item in enumerate(value):
            yield from _unshown(item, f"{pointer}/{index}")
    elif type(value) is str and len(value) >= _SHORTEST and (is_private(pointer) or not is_known(pointer)):
        yield value
