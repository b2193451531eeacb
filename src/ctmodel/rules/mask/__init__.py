"""Hide addresses of persons in what is shown: every message and every report goes through here.

The rules about addresses in texts want precision: what they report is an address. What is shown wants recall:
rather is a number hidden that nobody can dial than a number shown that somebody can.
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
_SHORT: Final = 100

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
    """Return a part of a text; of an address that reaches into it, nothing is left.

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


@lru_cache(maxsize=4096)
def _short(text: str, identifier: bool) -> str:
    """The same of a short text: names of fields, files and records come again and again."""
    return _part(text, 0, len(text), identifier)


def _addresses(text: str, identifier: bool) -> Iterator[tuple[int, int, str]]:
    """Yield where addresses begin and end, in their order, and what is shown instead."""
    read = plain(text)
    mails = list(emails(read))
    if mails:
        read = without(read, mails)  # digits of an e-mail address are no telephone number
    numbers = phones(read, bare=not identifier)
    yield from sorted([*((*span, EMAIL) for span in mails), *((*span, PHONE) for span in numbers)])
