"""How the text around a criterion is laid out: line ends, indents, markers, gaps, and the numbers of a list."""

from __future__ import annotations

from collections.abc import Sequence

from ctmodel.model.criteria.criterion import EligibilityCriterion
from ctmodel.model.criteria.markers import follows, successor

_TAB = 4


def family(criteria: Sequence[EligibilityCriterion], index: int) -> Sequence[EligibilityCriterion]:
    """A criterion with those nested in it."""
    end = index + 1
    while end < len(criteria) and criteria[end].depth > criteria[index].depth and criteria[end].parent is not None:
        end += 1
    return criteria[index:end]


def line_end(text: str) -> str:
    """How the lines of a text end."""
    return "\r\n" if "\r\n" in text else "\n"


def prefix(text: str, criterion: EligibilityCriterion) -> str:
    """Indent, marker and spaces before the words of a criterion."""
    before = text[_line_start(text, criterion.body_start) : criterion.body_start]
    return before if criterion.marker else before[: len(before) - len(before.lstrip())]


def shifted(body: str, text: str, criterion: EligibilityCriterion, after: EligibilityCriterion) -> str:
    """The lines of a criterion, all but the first indented as they have to be behind another one."""
    columns = _indent(text, after) - _indent(text, criterion)
    first, *rest = body.split("\n")
    return "\n".join([first, *(_shifted(line, columns) for line in rest)])


def _line_start(text: str, place: int) -> int:
    return text.rfind("\n", 0, place) + 1


def _indent(text: str, criterion: EligibilityCriterion) -> int:
    """Columns before the marker of a criterion."""
    line = text[_line_start(text, criterion.body_start) : criterion.body_start]
    return _columns(line[: len(line) - len(line.lstrip())]) if criterion.marker else 0


def _columns(spaces: str) -> int:
    return len(spaces.expandtabs(_TAB))


def _shifted(line: str, columns: int) -> str:
    """A line indented by so many columns more, with tabs where it had tabs."""
    words = line.lstrip()
    if not words or not columns:
        return line
    spaces = line[: len(line) - len(words)]
    wide = max(_columns(spaces) + columns, 0)
    return ("\t" * (wide // _TAB) + " " * (wide % _TAB) if "\t" in spaces else " " * wide) + words


def gap(text: str, criteria: Sequence[EligibilityCriterion], index: int) -> str:
    """What parts a criterion from the next one of its list: a line end, or a blank line as well."""
    end = line_end(text)
    if not criteria[index].marker:
        return end + end
    siblings = _siblings(criteria, index)
    place = siblings.index(criteria[index])
    # The gap behind it, or else the one before it.
    before = siblings[place if place + 1 < len(siblings) else max(place - 1, 0)]
    last = family(criteria, criteria.index(before))[-1]
    loose = len(siblings) > 1 and last.raw.replace("\r", "").endswith("\n\n")
    return end + end if loose else end


def _siblings(criteria: Sequence[EligibilityCriterion], index: int) -> list[EligibilityCriterion]:
    """The criteria of one list."""
    held = criteria[index]
    return [
        other
        for other in criteria
        if other.section is held.section and other.depth == held.depth and other.parent is held.parent and other.marker
    ]


def renumbered(text: str, behind: Sequence[EligibilityCriterion], numbers: Sequence[str | None]) -> str:
    """A text in which the criteria of a list have other numbers."""
    pieces, place = list[str](), 0
    for held, number in zip(behind, numbers, strict=False):
        if number is not None and held.number is not None:
            at = text.rindex(held.number, held.start, held.body_start)
            pieces += [text[place:at], number]
            place = at + len(held.number)
    return "".join([*pieces, text[place:]])


def counted_on(criteria: Sequence[EligibilityCriterion], index: int) -> list[EligibilityCriterion]:
    """The criteria of a list whose numbers go on with that of a criterion."""
    siblings = _siblings(criteria, index)
    number, counted = criteria[index].number, []
    for held in siblings[siblings.index(criteria[index]) + 1 :] if criteria[index].marker else []:
        if not follows(held.number, number):
            break
        counted.append(held)
        number = held.number
    return counted


def number_behind(criteria: Sequence[EligibilityCriterion], index: int, counted: int) -> str | None:
    """The number that a list goes on with behind a criterion and those that count on from it."""
    siblings = _siblings(criteria, index)
    if not criteria[index].marker:
        return None
    last = siblings.index(criteria[index]) + counted
    return successor(siblings[last].number, siblings[last - 1].number if last else None)
