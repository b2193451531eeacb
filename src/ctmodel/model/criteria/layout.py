"""The layout of the text around a criterion: line ends, indentation, markers, gaps, and list numbers.

``lines`` is the view of a text: as long as the text, with line feeds for everything that ends a line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ctmodel.model.criteria.criterion import EligibilityCriterion
from ctmodel.model.criteria.markdown import FILLER
from ctmodel.model.criteria.markers import follows, successor

_TAB = 4
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def family(criteria: Sequence[EligibilityCriterion], index: int) -> Sequence[EligibilityCriterion]:
    """Return a criterion and the criteria nested in it."""
    end = index + 1
    while end < len(criteria) and criteria[end].depth > criteria[index].depth and criteria[end].parent is not None:
        end += 1
    return criteria[index:end]


def line_end(text: str, lines: str, near: int) -> str:
    """Return what ends the lines of a text near a position; white space if the items are on one line."""
    if "\r\n" in text:
        return "\r\n"
    end = lines.find("\n", near)
    end = end if end >= 0 else lines.rfind("\n", 0, near)
    start = len(lines[:end].rstrip(FILLER)) if end > 0 else end
    return text[start : end + 1] or "\n"


def line_end_of_sections(text: str, lines: str, near: int) -> str:
    """Return what ends the lines before a section: as ``line_end``, but never the white space between items."""
    end = line_end(text, lines, near)
    return "\n" if end in " \t\xa0" else end


def prefix(text: str, lines: str, criterion: EligibilityCriterion) -> str:
    """Return the indentation, marker and spaces before the words of a criterion."""
    start = _line_start(lines, criterion.body_start)
    if criterion.marker:
        return text[start : criterion.body_start]
    before = lines[start : criterion.body_start]
    return text[start : start + len(before) - len(before.lstrip())]


def shifted(text: str, lines: str, family: Sequence[EligibilityCriterion], after: EligibilityCriterion) -> str:
    """Return the lines of a family of criteria, all but the first indented to follow another criterion."""
    start, end = family[0].body_start, family[-1].body_end
    columns = _indent(lines, after) - _indent(lines, family[0])
    pieces, place = list[str](), start
    for line in _LINE.findall(lines, start, end) if columns else ():
        written, place = text[place : place + len(line)], place + len(line)
        pieces.append(_shifted(written, line, columns) if pieces else written)
    return "".join(pieces) or text[start:end]


def _line_start(lines: str, place: int) -> int:
    return lines.rfind("\n", 0, place) + 1


def _indent(lines: str, criterion: EligibilityCriterion) -> int:
    """The number of columns before the marker of a criterion."""
    line = lines[_line_start(lines, criterion.body_start) : criterion.body_start]
    return _columns(line[: len(line) - len(line.lstrip())]) if criterion.marker else 0


def _columns(spaces: str) -> int:
    return len(spaces.replace(FILLER, "").expandtabs(_TAB))


def _shifted(written: str, line: str, columns: int) -> str:
    """A line, indented by a number of further columns, with tabs if it had tabs."""
    words = line.lstrip()
    if not words:
        return written
    spaces = line[: len(line) - len(words)]
    wide = max(_columns(spaces) + columns, 0)
    indent = "\t" * (wide // _TAB) + " " * (wide % _TAB) if "\t" in spaces else " " * wide
    return indent + written[len(spaces) :]


def gap(text: str, lines: str, criteria: Sequence[EligibilityCriterion], index: int) -> str:
    """Return what separates a criterion from the next one in its list: a line end, or two for a blank line."""
    end = line_end(text, lines, family(criteria, index)[-1].body_end)
    if not criteria[index].marker:
        return end + end
    siblings = _siblings(criteria, index)
    place = siblings.index(criteria[index])
    # The gap after it, or else the one before it.
    before = siblings[place if place + 1 < len(siblings) else max(place - 1, 0)]
    last = family(criteria, criteria.index(before))[-1]
    ended = lines[last.start : last.end].replace("\r", "").replace(FILLER, "")
    return end + end if len(siblings) > 1 and ended.endswith("\n\n") else end


def _siblings(criteria: Sequence[EligibilityCriterion], index: int) -> list[EligibilityCriterion]:
    """The criteria of the same list."""
    held = criteria[index]
    return [
        other
        for other in criteria
        if other.section is held.section and other.depth == held.depth and other.parent is held.parent and other.marker
    ]


def renumbered(text: str, criteria: Sequence[EligibilityCriterion], numbers: Sequence[str | None]) -> str:
    """Return a text in which criteria of a list have new numbers."""
    pieces, place = list[str](), 0
    for held, number in zip(criteria, numbers, strict=False):
        if number is not None and held.number is not None:
            at = text.rindex(held.number, held.start, held.body_start)
            pieces += [text[place:at], number]
            place = at + len(held.number)
    return "".join([*pieces, text[place:]])


def counted_on(criteria: Sequence[EligibilityCriterion], index: int) -> list[EligibilityCriterion]:
    """Return the criteria of a list whose numbers continue that of a criterion."""
    siblings = _siblings(criteria, index)
    number, counted = criteria[index].number, []
    for held in siblings[siblings.index(criteria[index]) + 1 :] if criteria[index].marker else []:
        if not follows(held.number, number):
            break
        counted.append(held)
        number = held.number
    return counted


def number_after(criteria: Sequence[EligibilityCriterion], index: int, counted: int) -> str | None:
    """Return the number after that of a criterion and of the criteria that continue its numbers."""
    siblings = _siblings(criteria, index)
    if not criteria[index].marker:
        return None
    last = siblings.index(criteria[index]) + counted
    return successor(siblings[last].number, siblings[last - 1].number if last else None)
