"""Split texts that consist only of headers and lists, as two of three do, in one pass over their lines.

Splitting block by block gives the same result, but takes longer; a law compares the two.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from ctmodel.model.criteria.criterion import Criteria, EligibilityCriterion, Header, Part, Remark, Section
from ctmodel.model.criteria.headings import Heading, heading_at, mid_headings, names_kind
from ctmodel.model.criteria.markdown import plain
from ctmodel.model.criteria.markers import marker_at
from ctmodel.model.criteria.phrases import is_cohort, is_remark

# An item with a bullet or a number; any other marker needs a closer look. Three letters are not a second marker.
_ITEM = re.compile(r"( *)(\*|([1-9]\d{0,2})[.)]) (?=\S)(?=([A-Z][a-z]{2})?)")
_LONGEST_HEADER = 60


class _Line(NamedTuple):
    """A line that is exactly one header, item or remark."""

    start: int
    #: The words, without the marker.
    words: str
    heading: Heading | None = None
    indent: int = 0
    marker: str = ""
    number: str | None = None
    #: Start and end of the words.
    body: int = 0
    end: int = 0
    is_remark: bool = False


def split_lists(text: str) -> Criteria | None:
    """Split a text that begins with a header and has only headers and list items; return None for any other text."""
    lines = _lines(text)
    return _criteria(text, lines) if lines else None


def _lines(text: str) -> list[_Line] | None:
    found: list[_Line] = []
    place, apart = 0, True
    for line in text.split("\n"):
        start, place = place, place + len(line) + 1
        item = _ITEM.match(line)
        if item is not None:
            read = _item(line, item, start)
            if read is None or not found or (read.indent and read.number and _may_go_on(read, found[-1], apart)):
                return None
        elif not line or line.isspace():
            apart = True
            continue
        else:
            heading = _heading(line.rstrip()) if len(line) <= _LONGEST_HEADER else None
            # A header below another one can give it a label.
            if heading is None or (found and found[-1].heading is not None):
                return None
            read = _Line(start, plain(line), heading)
        found.append(read)
        apart = False
    return found


def _item(line: str, item: re.Match[str], start: int) -> _Line | None:
    """Read an item with one marker that is not a header and does not contain one; return None for any other."""
    spaces, marker, number, letters = item.groups()
    body = item.end()
    written = line[body:].rstrip()
    if (letters is None and marker_at(line, body) is not None) or (names_kind(written) and _has_header(written)):
        return None
    words = plain(written)
    if is_cohort(words):
        return None
    end = start + body + len(written)
    return _Line(start, words, None, len(spaces), marker, number, start + body, end, is_remark(words))


def _has_header(words: str) -> bool:
    return heading_at(words, 0, len(words), marked=True) is not None or bool(mid_headings(words, 0, len(words)))


def _may_go_on(line: _Line, above: _Line, apart: bool) -> bool:
    """Whether an indented number may continue the numbers or the words above it."""
    if apart:
        return line.number != "1" or "0" in above.words
    return line.number != "1" and line.indent > above.indent


@lru_cache(maxsize=256)
def _heading(words: str) -> Heading | None:
    """Return the header that makes up a whole line, or None."""
    if words[0].isspace() or not names_kind(words) or marker_at(words, 0) is not None:
        return None
    heading = heading_at(words, 0, len(words), marked=False)
    if heading is None or heading.inline or mid_headings(words, heading.end, len(words)):
        return None
    return heading


def _criteria(text: str, lines: list[_Line]) -> Criteria:
    parts: list[Part] = []
    sections: list[Section] = []
    open_items: list[tuple[int, EligibilityCriterion]] = []
    starts = [0, *[line.start for line in lines[1:]], len(text)]
    for line, (start, end) in zip(lines, pairwise(starts), strict=True):
        _, words, heading, indent, marker, number, body_start, body_end, remark = line
        raw = text[start:end]
        if heading is not None:
            sections.append(Section(kind=heading.kind, heading=words, label=heading.label))
            open_items.clear()
            parts.append(Header(text=words, raw=raw, start=start, end=end, section=sections[-1]))
            continue
        section = sections[-1]
        if remark:
            parts.append(Remark(text=words, raw=raw, start=start, end=end, section=section))
            continue
        while open_items and open_items[-1][0] >= indent:
            open_items.pop()
        criterion = EligibilityCriterion(
            kind=section.kind,
            text=words,
            raw=raw,
            start=start,
            end=end,
            depth=len(open_items),
            marker=marker,
            number=number,
            section=section,
            parent=open_items[-1][1] if open_items else None,
            body_start=body_start,
            body_end=body_end,
        )
        open_items.append((indent, criterion))
        parts.append(criterion)
    return Criteria(parts=tuple(parts), sections=tuple(sections))
