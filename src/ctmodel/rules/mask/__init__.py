"""Mask addresses of persons in output: every message and every report is masked here.

Rules about addresses in texts need precision, so that what they report is an address. Output needs recall: it is
better to hide a number that is not a telephone number than to show one that is.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from ctmodel.rules.mask.emails import emails
from ctmodel.rules.mask.phones import phones
from ctmodel.rules.mask.plain import plain, without

EMAIL: Final = "[e-mail address]"
PHONE: Final = "[phone number]"
#: No address is longer, so this many characters are examined around a part of a text.
LONGEST: Final = 320
#: The results for texts up to this length are kept: a message is masked where it is made and where it is shown.
_SHORT: Final = 1_000
_MOST_KEPT: Final = 1_024

__all__ = ["LONGEST", "masked", "masked_part"]


def masked(text: str, *, identifier: bool = False) -> str:
    """Return a text with ``[e-mail address]`` and ``[phone number]`` in place of the addresses in it.

    Args:
        text: the text.
        identifier: whether it is in a field of identifiers or names a file: there, ten digits in a row are not a
            telephone number.
    """
    return _short(text, identifier) if len(text) <= _SHORT else _part(text, 0, len(text), identifier)


def masked_part(text: str, start: int, end: int, *, identifier: bool = False) -> str:
    """Return a part of a text; an address that overlaps it is masked.

    Args:
        text: the text.
        start: where the part begins.
        end: where it ends.
        identifier: as for :func:`masked`.
    """
    first = max(start - LONGEST, 0)
    return _part(text[first : end + LONGEST], start - first, end - first, identifier)


def _part(text: str, start: int, end: int, identifier: bool) -> str:
    made = ""
    at = start
    for begin, stop, instead in _addresses(text, identifier):
        if stop > at and begin < end:
            made += text[at:begin] + instead
            at = min(stop, end)
    return made + text[at:end] if made else text[start:end]


@lru_cache(maxsize=_MOST_KEPT)
def _short(text: str, identifier: bool) -> str:
    """Mask a short text: names of fields, files and records recur, too."""
    return _part(text, 0, len(text), identifier)


def _addresses(text: str, identifier: bool) -> Iterator[tuple[int, int, str]]:
    """Yield the start and the end of addresses, in their order, and what to show instead."""
    read = plain(text)
    mails = list(emails(read))
    if mails:
        read = without(read, mails)  # digits of an e-mail address are not a telephone number
    numbers = phones(read, bare=not identifier)
    yield from sorted([*((*span, EMAIL) for span in mails), *((*span, PHONE) for span in numbers)])
