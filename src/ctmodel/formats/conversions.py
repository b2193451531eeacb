"""Conversions for the tables of any format."""

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, Final

from ctmodel.formats.rows import NO_PLACE, NOTHING, REFUSED, Conversion
from ctmodel.values import PartialDate

_ENTITY: Final = re.compile(r"&(amp|lt|gt|quot|apos|nbsp|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});")
_ENTITIES: Final = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "nbsp": "\u00a0"}
_PARENTHESIS: Final = re.compile(r"[()]")
_LAST_CHARACTER: Final = 0x10FFFF
_SURROGATES: Final = range(0xD800, 0xE000)


def unescaped(text: str) -> str:
    """Return a text with its character references (those that XML and HTML share) decoded once."""
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(match: re.Match[str]) -> str:
    name = match[1]
    if name in _ENTITIES:
        return _ENTITIES[name]
    number = int(name[2:], 16) if name[1] == "x" else int(name[1:])
    if 0 < number <= _LAST_CHARACTER and number not in _SURROGATES:
        return chr(number)
    return match[0]


def term(
    expected: str, terms: Mapping[str, object], *, nothing: Collection[str] = (), no_place: Collection[str] = ()
) -> Conversion:
    """Return a conversion from words to terms of a vocabulary; case is ignored.

    Args:
        expected: what the conversion accepts, in words.
        terms: the term for each word.
        nothing: words that mean that there is no value.
        no_place: words whose meaning no term of the vocabulary has.
    """
    lower = {words.lower(): value for words, value in terms.items()}
    lower |= {words.lower(): NOTHING for words in nothing} | {words.lower(): NO_PLACE for words in no_place}

    def convert(text: str) -> Any:
        return lower.get(text.strip().lower(), REFUSED)

    return Conversion(convert, expected)


def whole_number(text: str) -> Any:
    """Convert a whole number, written in ASCII digits."""
    words = text.strip()
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 10 else REFUSED


def day(*orders: str) -> Conversion:
    """Return a conversion for full dates in the given forms, such as ``d/m/y``; separators must match."""
    patterns = [_pattern(order) for order in orders]

    def convert(text: str) -> Any:
        for pattern in patterns:
            match = pattern.fullmatch(text.strip())
            if match is not None:
                try:
                    return date(*(int(match[part]) for part in "ymd")).isoformat()
                except ValueError:
                    return REFUSED
        return REFUSED

    return Conversion(convert, f"a date ({', '.join(orders)})")


def _pattern(order: str) -> re.Pattern[str]:
    parts = {"d": "(?P<d>[0-9]{1,2})", "m": "(?P<m>[0-9]{1,2})", "y": "(?P<y>[0-9]{4})"}
    return re.compile("".join(parts.get(sign, re.escape(sign)) for sign in order))


@lru_cache(maxsize=4_096)  # the same days are in many records, and the parser is slow
def worded_date(text: str) -> Any:
    """Convert a date in words, such as ``February 1, 2020`` or ``February 2020``, and keep its precision."""
    words = " ".join(text.split())
    if not words.isascii() or not words[:1].isalpha():
        return REFUSED
    try:
        return PartialDate.parse(words).text
    except ValueError:
        return REFUSED


def labelled(pattern: re.Pattern[str], text: str) -> list[tuple[re.Match[str], str]]:
    """Return the labels in a text, each with the text after it; empty if the text does not begin with a label."""
    found = [*pattern.finditer(text)]
    if not found or found[0].start() != 0:
        return []
    ends = [match.start() for match in found[1:]] + [len(text)]
    return [(match, text[match.end() : end]) for match, end in zip(found, ends, strict=True)]


def split_outside_parentheses(pattern: re.Pattern[str], text: str) -> list[str]:
    """Split a text where a pattern matches, but not in parentheses: where the next one is a closing one."""
    parentheses = [match.start() for match in _PARENTHESIS.finditer(text)]
    pieces, start = [], 0
    for match in pattern.finditer(text):
        following = bisect_left(parentheses, match.end())
        if following == len(parentheses) or text[parentheses[following]] != ")":
            pieces.append(text[start : match.start()])
            start = match.end()
    return [*pieces, text[start:]]


def either(*conversions: Callable[[str], Any]) -> Callable[[str], Any]:
    """Return a function that tries conversions in turn."""

    def convert(text: str) -> Any:
        for held in conversions:
            value = held(text)
            if value is not REFUSED:
                return value
        return REFUSED

    return convert
