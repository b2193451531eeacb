"""List markers: bullets, numbers and letters at the beginning of a line."""

import re
from typing import final

from attrs import frozen

from ctmodel.model.criteria.wordings import BULLETS

# Markdown bullets need a space after them. A dash can directly precede a letter, and other bullets anything.
# A number ends with a dot or a parenthesis, which may be escaped.
_MARKER = re.compile(
    rf"""(?P<bullet> \\?[*+](?=\s|$) | \\?-{{1,4}}(?=\s|$) | -{{1,4}}(?=[A-Za-z]) | [{BULLETS}]
                   | o(?=\s+[A-Z≥≤<>\\]) )
       | (?:\\?[(\uff08])? (?P<number> \d{{1,3}}(?:\\?\.\d{{1,3}}){{0,4}} )
         (?: \\?[.)]\.?(?=\s|$) | [ ]?[.)](?=[^\W\d_]) | [\uff0e\u3001\uff09] )
       | [(] (?P<enclosed> [A-Za-z] | [ivx]{{2,5}} ) [)](?=\S)
       | [(]? (?P<letter> [A-Za-z] | [ivx]{{2,5}} | [IVX]{{2,5}} ) \\?(?P<close>[.)])(?=\s)
       | (?P<circled>[\u2460-\u2473])
    """,
    re.VERBOSE,
)
# A number or letter of a list that continues inside a line.
_INSIDE = re.compile(r"(?<=\s)(\d{1,3}|[A-Za-z])\\?[.)](?=\s)")
_ROMAN = {"i": 1, "v": 5, "x": 10}
_OPENERS = frozenset("*+-\\(\uff08o" + BULLETS + "".join(map(chr, range(0x2460, 0x2474))))


@final
@frozen
class Marker:
    """The marker of a list item: what precedes its words."""

    #: As written, without the spaces after it.
    text: str
    #: Its number or letter, as written.
    number: str | None
    #: Number of characters from its start to the words.
    width: int
    #: Whether it could also be words (``A. fumigatus``). It counts only if a neighbour precedes or continues it.
    doubtful: bool
    #: Whether it is a letter or an escaped sign. Authors write these; the registry's lists have bullets and numbers.
    loose: bool


# The registry's bullet, the most common marker.
_BULLET = Marker(text="*", number=None, width=2, doubtful=False, loose=False)


def marker_at(line: str, start: int) -> Marker | None:
    """Return the marker that begins at a position in a line, or None."""
    if line.startswith("* ", start) and not line[start + 2 : start + 3].isspace():
        return _BULLET
    first = line[start : start + 1]
    if first not in _OPENERS and not first.isdigit():
        near = line[start + 1 : start + 8]
        if "." not in near and ")" not in near:
            return None
    match = _MARKER.match(line, start)
    if match is None:
        return None
    number = match["number"] or match["letter"] or match["enclosed"] or match["circled"]
    doubtful = match["letter"] is not None and match["close"] == "." and match["letter"].isupper()
    end = match.end()
    while end < len(line) and line[end].isspace():
        end += 1
    loose = match[0][0] in "\\o" or bool(match["letter"] or match["enclosed"])
    return Marker(match[0], number.replace("\\", "") if number else None, end - start, doubtful, loose)


def follows(number: str | None, other: str | None) -> bool:
    """Whether a number or letter directly follows another."""
    if number is None or other is None:
        return False
    if number.isdecimal() and other.isdecimal():
        return int(number) == int(other) + 1
    if len(number) == len(other) == 1 and ord(number) == ord(other) + 1:
        return True
    value, before = _roman(number), _roman(other)
    return value > 0 and before > 0 and value == before + 1


def successor(number: str | None, before: str | None = None) -> str | None:
    """Return the number or letter after another, in the same form; None if that is unclear.

    The one before it distinguishes ``v`` after ``iv`` from ``v`` after ``u``.
    """
    if number is None:
        return None
    if number.isascii() and number.isdecimal():
        return str(int(number) + 1)
    if _roman(number) and (len(number) > 1 or (before is not None and len(before) > 1)):
        written = _as_roman(_roman(number) + 1)
        return written.upper() if number.isupper() else written
    if len(number) == 1 and number.isascii() and number.isalpha() and number not in "zZ":
        return chr(ord(number) + 1)
    return None


def _as_roman(value: int) -> str:
    """Return a small number as a Roman numeral."""
    units = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    return "x" * (value // 10) + units[value % 10]


def _roman(number: str) -> int:
    """The value of a small Roman numeral; 0 for anything else."""
    values = [_ROMAN.get(letter, 0) for letter in number.lower()]
    if not values or 0 in values:
        return 0
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def running_on(number: str, text: str, start: int, end: int) -> str:
    """Return the last number of a list that continues inside a line (``4. ... 5. ...``)."""
    expected = successor(number)
    for match in _INSIDE.finditer(text, start, end):
        if match[1] == expected:
            number = match[1]
            expected = successor(number)
    return number


def last_number(text: str, start: int, end: int) -> str | None:
    """Return the last number that is written like a marker inside a line: ``... 6. Known allergy``."""
    number = None
    for match in _INSIDE.finditer(text, start, end):
        number = match[1]
    return number
