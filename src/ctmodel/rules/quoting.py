"""How messages quote the values of a record: addresses are masked before anything is shortened."""

import re
from typing import Final

from ctmodel.codec.payload import name_of
from ctmodel.rules.mask import LONGEST, masked, masked_part

#: How much of a text a message quotes.
_SHOWN: Final = 60
#: What a message shows for a missing name.
_MISSING: Final = "(not given)"
_IN_NUMBERS: Final = "-/."
#: How many characters a message quotes on both sides of the place that it is about.
_AROUND: Final = 20
_SPACE: Final = re.compile(r"\s+")
_LAST_WORD: Final = re.compile(r"\s\S*\Z")
#: Part of a number looks like another number.
_NUMBER: Final = re.compile(r"[\d\-/.]+\Z")


def quoted(value: object, most: int = _SHOWN) -> str:
    r"""Return a value as a message quotes it, with an ellipsis where it is shortened.

    Text is put in quotes and on one line; invisible characters are written as escapes, such as ``\u200b``.
    """
    if value is None:
        return _MISSING
    return _in_quotes(shortened(value, most)) if isinstance(value, str) else shortened(repr(value), most)


def quoted_part(text: str, start: int, end: int, most: int = _SHOWN) -> str:
    """Return a part of a text as a message quotes it; an address that overlaps it is masked."""
    return _in_quotes(cut(masked_part(text, start, end, identifier=True), most))


def quoted_around(text: str, start: int, end: int) -> str:
    """Return a part of a text with the whole words around it, on one line, with ellipses where the text continues."""
    first, last = max(start - _AROUND, 0), min(end + _AROUND, len(text))
    # A long word is shortened nevertheless.
    half = _AROUND // 2
    if first and (space := _SPACE.search(text, first - 1, start - half)) is not None:
        first = space.end()
    if last < len(text) and (word := _LAST_WORD.search(text, end + half, last + 1)) is not None:
        last = word.start()
    part = " ".join(masked_part(text, first, last, identifier=True).split())
    return _in_quotes(f"{'…' if first else ''}{part}{'…' if last < len(text) else ''}")


def shortened(value: object, most: int = _SHOWN) -> str:
    """Return a value as text that is cut where it is long, without addresses and without quotes."""
    # Whether ten digits are a number to dial depends on the field; the engine knows it.
    return cut(masked(str(value)[: most + LONGEST], identifier=True), most)


def described(value: object) -> str:
    """Say of what type a JSON value is, and of what size, for a value that is not shown."""
    kind = name_of(value)
    if not isinstance(value, dict | list | str):
        return kind
    of, one = {dict: ("with", "field"), list: ("of", "item"), str: ("of", "character")}[type(value)]
    return f"{kind} {of} {len(value):,} {one}{'' if len(value) == 1 else 's'}"


def cut(text: str, most: int) -> str:
    """Return the beginning of a text, up to the end of a word, with an ellipsis where something is left out."""
    if len(text) <= most:
        return text
    shown = text[: most - 1]
    if _is_in_word(shown[-1:]) and _is_in_word(text[most - 1]):
        words = _LAST_WORD.search(shown, most // 2)
        shown = shown[: words.start()] if words else _NUMBER.sub("", shown)
    return f"{shown.rstrip()}…"


def _is_in_word(letter: str) -> bool:
    return letter.isalnum() or letter in _IN_NUMBERS


def _in_quotes(text: str) -> str:
    shown = "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in text)
    mark = '"' if "'" in shown and '"' not in shown else "'"
    return f"{mark}{shown}{mark}"
