"""How messages quote what stands in a record: without addresses, which are hidden before anything is cut."""

from typing import Final

from ctmodel.codec.payload import name_of
from ctmodel.rules.mask import LONGEST, masked, masked_part

#: How much of a text a message quotes.
_SHOWN: Final = 60
#: What a message has in the place of a name that is not given.
_MISSING: Final = "(not given)"
_IN_NUMBERS: Final = "-/."


def quoted(value: object, most: int = _SHOWN) -> str:
    r"""Return a value as a message quotes it, with an ellipsis where it is cut.

    Text stands in quotes and on one line; characters that nobody sees are written as escapes, such as ``\u200b``.
    Of what is missing, a message says so.
    """
    if value is None:
        return _MISSING
    return _in_quotes(shortened(value, most)) if isinstance(value, str) else shortened(repr(value), most)


def quoted_part(text: str, start: int, end: int, most: int = _SHOWN) -> str:
    """Return a part of a text as a message quotes it; of an address that reaches into it, nothing is left."""
    return _in_quotes(_cut(masked_part(text, start, end, identifier=True), most))


def shortened(value: object, most: int = _SHOWN) -> str:
    """Return a value as text that is cut where it is long, without addresses and without quotes."""
    # Whether ten digits are a number to dial depends on the field; the engine knows it.
    return _cut(masked(str(value)[: most + LONGEST], identifier=True), most)


def described(value: object) -> str:
    """Say of what type a JSON value is, and of what size, for a value that is not shown."""
    kind = name_of(value)
    if not isinstance(value, dict | list | str):
        return kind
    of, one = {dict: ("with", "field"), list: ("of", "item"), str: ("of", "character")}[type(value)]
    return f"{kind} {of} {len(value):,} {one}{'' if len(value) == 1 else 's'}"


def _cut(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    shown = text[: most - 1]
    if text[most - 1].isdecimal() or text[most - 1] in _IN_NUMBERS:
        # Part of a number looks like another number.
        while shown and (shown[-1].isdecimal() or shown[-1] in _IN_NUMBERS):
            shown = shown[:-1]
    return f"{shown}…"


def _in_quotes(text: str) -> str:
    shown = "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in text)
    mark = '"' if "'" in shown and '"' not in shown else "'"
    return f"{mark}{shown}{mark}"
