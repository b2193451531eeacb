"""List markers: bullets, numbers and letters at the beginning of a line."""

import re
from typing import final

from attrs import frozen

from ctmodel.model.criteria.wordings import BULLETS

# Markdown's own bullets need a blank behind them, a dash may stick to a letter, page bullets may stick to anything.
# A number ends with a dot or a parenthesis, which Markdown may have escaped.
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
# A number or letter of a count that runs on inside a line.
_INSIDE = re.compile(r"(?<=\s)(\d{1,3}|[A-Za-z])\\?[.)](?=\s)")
_ROMAN = {"i": 1, "v": 5, "x": 10}
_OPENERS = frozenset("*+-\\(\uff08o" + BULLETS + "".join(map(chr, range(0x2460, 0x2474))))


@final
@frozen
class Marker:
    """The marker before the words of a list item."""

    #: As written, without the spaces after it.
    text: str
    #: The number or letter in it, as written.
    number: str | None
    #: How many characters there are from its beginning to the words.
    width: int
    #: Whether it can as well be words (``A. fumigatus``), so that a neighbour has to continue it.
    doubtful: bool
    #: Whether it is a letter or an escaped sign: the author's, for the registry's lists have bullets and numbers.
    loose: bool


# The registry's own bullet: most markers are that.
_BULLET = Marker(text="*", number=None, width=2, doubtful=False, loose=False)


def marker_at(line: str, start: int) -> Marker | None:
    """Find the marker that begins at a place of a line."""
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
    """Whether a number or letter is the next one after another."""
    if number is None or other is None:
        return False
    if number.isdecimal() and other.isdecimal():
        return int(number) == int(other) + 1
    if len(number) == len(other) == 1 and ord(number) == ord(other) + 1:
        return True
    value, before = _roman(number), _roman(other)
    return value > 0 and before > 0 and value == before + 1


def successor(number: str | None, before: str | None = None) -> str | None:
    """Return the number or letter after another, written alike; None where that is unclear.

    The previous marker tells ``v`` after ``iv`` from ``v`` after ``u``.
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
    """Write a small number as a Roman one."""
    units = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    return "x" * (value // 10) + units[value % 10]


def _roman(number: str) -> int:
    """The value of a small Roman number, 0 for anything else."""
    values = [_ROMAN.get(letter, 0) for letter in number.lower()]
    if not values or 0 in values:
        return 0
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def running_on(number: str, text: str, start: int, end: int) -> str:
    """Follow a count that runs on inside a line (``4. ... 5. ...``), and return its last number."""
    behind = successor(number)
    for match in _INSIDE.finditer(text, start, end):
        if match[1] == behind:
            number = match[1]
            behind = successor(number)
    return number


def last_number(text: str, start: int, end: int) -> str | None:
    """Return the last number inside a line that looks like a marker: ``... 6. Known allergy``."""
    number = None
    for match in _INSIDE.finditer(text, start, end):
        number = match[1]
    return number
