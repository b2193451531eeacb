"""Lists that lost their line ends: ``Inclusion Criteria: 1. Adults 2. Consent Exclusion Criteria: 1. Pregnancy``.

Such items are split only if the list begins directly after a header or is the only line of a section. Elsewhere they
may be an enumeration in a sentence, and stay on their line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.criteria.headings import heading_at, is_reference, names_kind
from ctmodel.model.criteria.markers import Marker, follows, marker_at
from ctmodel.model.criteria.phrases import LONGEST_HEADER
from ctmodel.model.criteria.wordings import BULLETS, COLONS

# A header with a list after it on the same line. Without a colon, it must be written as a title.
_HEAD = lazy_regex(
    rf"""(?:(?:Key|Main|Major|General)\s+)?
         (?: (?i:(?:non-?\s?)?(?:in|ex)clusion(?:\s+criteri(?:a|on))?)(?:\s[^\n.;{COLONS}]{{1,60}}|\s)?[{COLONS}]
           | (?:Inclusion|Exclusion|INCLUSION|EXCLUSION)\s[Cc](?:riteria|RITERIA)(?=[\s*{BULLETS}]) )[ \t\xa0]*""",
    re.VERBOSE,
)
# Signs that are always bullets, except in "kg • m-2" or "min • 1.73 m2".
_SIGNS: Final = "•●▪◦‣■□❖➢✓\uf0b7\uf0a7\uf0d8"
_DASHES: Final = "-\u2013\u2014"
_ROMAN: Final = "ivxIVX"
_CIRCLED: Final = "".join(map(chr, range(0x2460, 0x2474)))
_FIRST: Final = ("1", "a", "A", "i", "I", _CIRCLED[0])
_CAPITAL = r"(?=[A-Z≥≤<>\\(\"'\u201c\u2018])"
_SIGN_IN_LINE = rf"(?<=\S)[ \t\xa0]*(?=[{_SIGNS}](?!\s?(?:[a-z]{{1,3}}[-\u2212\d²]|1\.73))\s*\S)"
_STAR_IN_LINE = rf"(?<=\S)(?:[ \t\xa0]+|(?<=[a-z.;)\]]))(?=\*\s+{_CAPITAL})"
_SIGN = lazy_regex(rf"(?:{_SIGN_IN_LINE})(?P<at>.)")
_ANY_SIGN = lazy_regex(rf"[*{_SIGNS}]")
_SIGN_OR_STAR = lazy_regex(rf"(?:{_SIGN_IN_LINE}|{_STAR_IN_LINE})(?P<at>.)")
_DASH = lazy_regex(rf"(?<=\S)[ \t\xa0]+(?P<at>[{_DASHES}])\s+(?=[A-Z≥≤])")
_CIRCLE = lazy_regex(rf"(?<=\S)[ \t\xa0]*(?P<at>(?P<count>[{_CIRCLED}]))")
_NUMBER = lazy_regex(
    r"(?:(?<=\S)[ \t\xa0]+|(?<=[a-z.;)\]])(?=\\?[(]?\d))"
    r"(?P<at>\\?[(]?(?P<count>\d{1,2}|[A-Za-z]{1,4})\\?(?P<close>[.)]))(?=\s|(?<=\))[A-Z])"
)
# Digits of other scripts; a set of characters is found much faster than what _NUMBER begins with.
_OTHER_DIGIT = lazy_regex(r"\d(?<![0-9])")
_OPENS_SENTENCE = lazy_regex(rf"\s*{_CAPITAL}")
# Before a number, these show that it is not a marker: "cohorts 1, 2 and 3. Half of them".
_COUNTED = lazy_regex(
    r"(?:(?<![;.]\s)\b(?:and|or)|\b(?:to|of|than|is|was|least|most|about|number|no|grade|type|stage|class|phase|level"
    r"|part|day|week|visit|cohort|arm|group|score|step|table|section|criteri(?:a|on))|[,<>=≥≤~/&-])\s*\Z",
    re.IGNORECASE,
)
# HTML entities end with a semicolon, too.
_SEMICOLON = lazy_regex(r"&#?\w{1,8};|;(?=[ \t\xa0]*[^\s;])")
#: A list separated by semicolons has at least this many.
_FEWEST_SEMICOLONS: Final = 2
_BEFORE: Final = 16
_BLANK: Final = " \t\xa0"
_MARKERS_ALONE: Final = f"\\*{_DASHES}{_SIGNS} "
# What every further item on a line begins with: a number, a letter, a star or a sign after words. The pattern begins
# with the sign, or the end of the number, and looks back: a set of characters is found much faster than a choice.
_BEFORE_NUMBER: Final = (r"[^\n*+-][ \t\xa0]", r"[ \t\xa0;,]\(", r"[a-z.;)\]]")
_NUMBERED: Final = "|".join(
    rf"(?<={before}{digits}[.)])" for digits in (r"\d", r"\d\d", r"\d\\", r"\d\d\\") for before in _BEFORE_NUMBER
)
_LETTERED: Final = "|".join(
    rf"(?<=[ \t\xa0(]{letters}[.)])" for letters in ("[A-Za-z]", *(f"[A-Za-z]{{{n}}}[ivxIVX]" for n in (1, 2, 3)))
)
_MAY_HAVE_ITEMS = lazy_regex(
    rf"[.)*{_SIGNS}{_CIRCLED}](?:(?<=[{_SIGNS}{_CIRCLED}])"
    rf"|(?<=\*)(?=\s)(?:(?<=[^\n*+-][ \t\xa0]\*)|(?<=[a-z.;)\]]\*))"
    rf"|(?=[\sA-Z])(?<=[\d\\][.)])(?:{_NUMBERED})|(?=\s)(?<=[A-Za-z][.)])(?:{_LETTERED}))"
)
# How other lists begin, which always follow a header. Two patterns with fixed beginnings are faster than one without.
_MAY_HAVE_OTHERS: Final = tuple(
    lazy_regex(rf"{end}(?<=[lL]{end})[^\n{COLONS}]{{0,80}}[{COLONS}][ \t\xa0]*\S") for end in ("usion", "USION")
)


class Run(NamedTuple):
    """A list whose items are on one line."""

    #: Start of the first item.
    start: int
    #: Starts of the other items.
    items: tuple[int, ...]
    #: Whether they are certainly items.
    certain: bool


class _Head(NamedTuple):
    """A header with text after it on the same line."""

    start: int
    end: int
    #: Whether it begins its line.
    is_first: bool


#: Start and end of the words of a line.
_Line = tuple[int, int]
#: A line between its neighbours.
_Lines = tuple[_Line | None, _Line, _Line | None]


def runs(text: str) -> list[Run]:
    """Return the lists of a text whose items are on one line, in the order of the text."""
    if any(pattern.search(text) for pattern in _MAY_HAVE_OTHERS):
        lines: Iterable[_Lines] = _lines_with(text, (_MAY_HAVE_ITEMS, *_MAY_HAVE_OTHERS))
    else:
        lines = _lines_with_items(text)
    return [run for three in lines for run in _runs(text, *three)[1]]


def with_lines(text: str) -> tuple[str, dict[int, int]]:
    """Return a text of the same length in which certain items, and the headers between them, begin lines.

    The mapping returned with it gives the position in the original text for each position where a line begins, if
    these differ.
    """
    characters: list[str] = []
    starts: dict[int, int] = {}
    for three in _beside_headers(text):
        heads, found = _runs(text, *three)
        certain = [run for run in found if run.certain]
        if not certain:
            continue
        characters = characters or list(text)
        for head in heads:
            if not head.is_first:
                _break(characters, starts, text, head.start)
            if marker_at(text[head.end : head.end + _BEFORE], 0) is not None:
                _break(characters, starts, text, head.end)
        for run in certain:
            for place in run.items:
                _break(characters, starts, text, place)
    return ("".join(characters), starts) if characters else (text, starts)


def _break(characters: list[str], starts: dict[int, int], text: str, place: int) -> None:
    """Begin a line at a position: replace the white space before it, or else the white space after its marker."""
    if text[place - 1] in _BLANK:
        characters[place - 1] = "\n"
        return
    marker = marker_at(text[place : place + _BEFORE], 0)
    if marker is None or marker.width == len(marker.text):
        return
    end = place + len(marker.text)
    characters[place] = "\n"
    # A star needs white space after it, a bullet does not.
    characters[place + 1 : end + 1] = "•" if marker.text == "*" else marker.text
    starts[place + 1] = place


# Lines and their neighbours.


def _beside_headers(text: str) -> Iterator[_Lines]:
    """Yield the first line, the lines that name a kind and those below them, if they may have several items."""
    for above, line, below in _lines_with_items(text):
        if above is None or names_kind(text[slice(*above)]) or names_kind(text[slice(*line)]):
            yield above, line, below


# Splitting a text and the rules about it ask the same, one after the other.
@lru_cache(maxsize=2)
def _lines_with_items(text: str) -> tuple[_Lines, ...]:
    return tuple(_lines_with(text, (_MAY_HAVE_ITEMS,)))


def _lines_with(text: str, patterns: tuple[re.Pattern[str], ...]) -> Iterator[_Lines]:
    """Yield the lines in which a pattern is found after the marker of the line, each with its neighbours."""
    starts = {start for pattern in patterns for start in _starts_with(text, pattern)}
    reached = 0
    for place in sorted(starts):
        # A line without words is skipped, and the line after it can have been reached that way.
        line = _line_from(text, place) if place >= reached else None
        if line is None:
            continue
        start, end = line
        reached = end
        marker = marker_at(text[start : min(end, start + _BEFORE)], 0)
        body = start + (marker.width if marker is not None else 0)
        if any(pattern.search(text, body + 1, end) for pattern in patterns):
            yield _line_before(text, start), line, _line_from(text, _next_line(text, end))


def _starts_with(text: str, pattern: re.Pattern[str]) -> Iterator[int]:
    """Yield where the lines begin in which a pattern is found."""
    match = pattern.search(text)
    while match is not None:
        yield text.rfind("\n", 0, match.start()) + 1
        end = text.find("\n", match.start())
        match = pattern.search(text, end) if end >= 0 else None


def _line_from(text: str, place: int) -> _Line | None:
    """Return the first line that has words, from the start of a line on; a line with only a marker has none."""
    while place <= len(text):
        after = _next_line(text, place)
        words = _words(text, place, after - 1)
        if words is not None:
            return words
        place = after
    return None


def _line_before(text: str, place: int) -> _Line | None:
    """Return the last line that has words above the line of a place."""
    end = text.rfind("\n", 0, place)
    while end >= 0:
        before = text.rfind("\n", 0, end)
        words = _words(text, before + 1, end)
        if words is not None:
            return words
        end = before
    return None


def _next_line(text: str, place: int) -> int:
    """Return the start of the line after that of a place; if there is none, a position after the end of the text."""
    end = text.find("\n", place)
    return (end if end >= 0 else len(text)) + 1


def _words(text: str, start: int, end: int) -> _Line | None:
    """Return where the words of a line are, if it has any."""
    line = text[start:end]
    words = line.strip()
    if not words.strip(_MARKERS_ALONE):
        return None
    first = start + len(line) - len(line.lstrip())
    return first, first + len(words)


def _runs(text: str, above: _Line | None, line: _Line, below: _Line | None) -> tuple[list[_Head], list[Run]]:
    """Return the headers and the lists on a line."""
    start, end = line
    heads = _heads(text, start, end) if names_kind(text[start:end]) else []
    found: list[Run] = []
    if not heads or not heads[0].is_first:
        items, certain = _items(text, start, heads[0].start if heads else end, after_header=False)
        if items:
            found.append(Run(start, items, certain and _is_header(text, above) and _is_header(text, below)))
    ends = [*[head.start for head in heads[1:]], end]
    for head, until in zip(heads, ends, strict=False):
        items, certain = _items(text, head.end, until, after_header=True)
        if items:
            found.append(Run(head.end, items, certain))
    return heads, found


def _is_header(text: str, line: _Line | None) -> bool:
    """Whether a line is only a header, or missing."""
    if line is None:
        return True
    heading = heading_at(text, *line, marked=False) if line[1] - line[0] <= LONGEST_HEADER else None
    return heading is not None and not heading.inline


def _heads(text: str, start: int, end: int) -> list[_Head]:
    heads = list[_Head]()
    for match in _HEAD.finditer(text, start, end):
        before = text[max(start, match.start() - _BEFORE) : match.start()].strip(" \t\xa0*#_-")
        if not before or not is_reference(before):
            heads.append(_Head(match.start(), match.end(), is_first=not before))
    return heads


# Items on a line.


def _items(text: str, start: int, end: int, *, after_header: bool) -> tuple[tuple[int, ...], bool]:
    """Return where the items after the first one begin, and whether they are certainly items."""
    marker = marker_at(text[start : min(end, start + _BEFORE)], 0)
    if marker is None:
        # A semicolon at the very beginning has nothing before it.
        found = _SEMICOLON.finditer(text, start + 1, end) if after_header else ()
        semicolons = tuple(match.start() for match in found if match[0] == ";")
        return (semicolons if len(semicolons) >= _FEWEST_SEMICOLONS else ()), False
    body = start + marker.width
    if marker.number is None and not after_header:
        # The author's number can follow the bullet.
        label = marker_at(text[body : min(end, body + _BEFORE)], 0)
        if label is not None and label.number is not None:
            marker, body = label, body + label.width
    if marker.number is not None:
        return _counted(text, body, end, marker, after_header=after_header)
    sign = marker.text.lstrip("\\")
    if sign in _DASHES:
        # Dashes can also be words.
        return tuple(match.start("at") for match in _DASH.finditer(text, body, end)) if after_header else (), False
    if _ANY_SIGN.search(text, body, end) is None:
        return (), False
    pattern = _SIGN_OR_STAR if sign == "*" else _SIGN
    places = tuple(match.start("at") for match in pattern.finditer(text, body, end))
    return places, bool(places) and text[places[0]] == sign


def _counted(text: str, body: int, end: int, marker: Marker, *, after_header: bool) -> tuple[tuple[int, ...], bool]:
    """Return where the items of a numbered or lettered list begin, and whether there are any."""
    number, places = marker.number or "", list[int]()
    if (after_header and number not in _FIRST) or not _may_go_on(text[body:end], number, marker.text[-1]):
        return (), False
    for match in (_CIRCLE if number in _CIRCLED else _NUMBER).finditer(text, body, end):
        if not follows(match["count"], number) or (number not in _CIRCLED and match["close"] != marker.text[-1]):
            continue
        capital = _OPENS_SENTENCE.match(text, match.end()) is not None
        if _COUNTED.search(text[max(body, match.start("at") - _BEFORE) : match.start("at")]):
            continue
        if after_header or capital:
            places.append(match.start("at"))
            number = match["count"]
    return tuple(places), bool(places)


def _may_go_on(words: str, number: str, close: str) -> bool:
    """Whether the number or letter after one is among the words that follow it; Roman numerals are not looked for."""
    if number.isdecimal():
        expected = str(int(number) + 1)
    elif len(number) == 1 and number.isascii() and number.isalpha() and number not in _ROMAN:
        expected = chr(ord(number) + 1)
    else:
        return True
    return f"{expected}{close}" in words or f"{expected}\\{close}" in words or _OTHER_DIGIT.search(words) is not None
