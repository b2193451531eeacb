"""Edit an eligibility text criterion by criterion; all other characters stay as they are.

Each edit writes a new text and declares what it changes. The new text is returned only if it is read that way.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ctmodel.model.criteria import layout
from ctmodel.model.criteria.change import Change, Reading, reading_of
from ctmodel.model.criteria.criterion import Criteria, CriterionKind, EligibilityCriterion, Header, Part
from ctmodel.model.criteria.line_ends import view_of
from ctmodel.model.criteria.markdown import escaped
from ctmodel.model.criteria.markers import marker_at
from ctmodel.model.criteria.split_cache import split_criteria

_HEADERS = {CriterionKind.INCLUSION: "Inclusion Criteria:", CriterionKind.EXCLUSION: "Exclusion Criteria:"}


def replace(text: str, criterion: EligibilityCriterion, new_text: str) -> str:
    """Replace the words of a criterion; its marker, indentation and line ending stay.

    Raises:
        ValueError: the criterion is not from this text, or the words would not be read as a criterion.
    """
    parts = split_criteria(text)
    index = _find(parts.criteria, criterion)
    words = _words(new_text)
    taken = _places(parts.parts, parts.criteria[index : index + 1])
    new = Reading(EligibilityCriterion, criterion.kind, words, criterion.depth)
    edited = text[: criterion.body_start] + escaped(words) + text[criterion.body_end :]
    return Change(taken=taken, place=taken.start, new=[new]).confirmed(text, edited)


def add(text: str, new_text: str, kind: CriterionKind | str, after: EligibilityCriterion | None = None) -> str:
    """Add a criterion after another one and its nested criteria, or at the end of the last section of its kind.

    It gets the marker and the indentation of the criterion before it, and a numbered list is renumbered.
    A text without such a section gets one, with a header.

    Raises:
        ValueError: ``kind`` is not a :class:`CriterionKind`, ``after`` is not from this text or is of another kind,
            the words would not be read as a criterion, or a line of the text begins with an HTML tag or in the middle
            of a word.
    """
    kind, words, lines, parts = CriterionKind(kind), _words(new_text), _lines(text), split_criteria(text)
    criteria = parts.criteria
    if after is not None:
        index = _find(criteria, after)
        if after.kind is not kind:
            raise ValueError(f"an {kind} criterion cannot follow the {after.kind} criterion {after.text!r}")
    else:
        tops = [place for place, held in enumerate(criteria) if held.kind is kind and held.depth == 0]
        sections = [section for section in parts.sections if section.kind is kind]
        index = tops[-1] if tops and criteria[tops[-1]].section is sections[-1] else -1
    if index < 0:
        return _in_new_place(text, lines, parts, kind, words)
    new = Reading(EligibilityCriterion, kind, words, criteria[index].depth)
    place = _places(parts.parts, layout.family(criteria, index)).stop
    return Change(place=place, new=[new]).confirmed(text, _with_added(text, lines, criteria, index, escaped(words)))


def remove(text: str, criterion: EligibilityCriterion) -> str:
    """Remove a criterion and the criteria nested in it; a numbered list is renumbered.

    Raises:
        ValueError: the criterion is not from this text, the rest would be read differently without it, or a line of
            the text begins with an HTML tag or in the middle of a word.
    """
    lines, parts = _lines(text), split_criteria(text)
    index = _find(parts.criteria, criterion)
    taken = _places(parts.parts, layout.family(parts.criteria, index))
    return Change(taken=taken).confirmed(text, _without(text, lines, parts.criteria, index))


def move(text: str, criterion: EligibilityCriterion, after: EligibilityCriterion) -> str:
    """Move a criterion and the criteria nested in it after another criterion and those nested in that one.

    It gets the marker, the indentation and the kind of ``after``. If ``after`` is its own lead-in, it is no longer
    nested.

    Raises:
        ValueError: a criterion is not from this text, ``after`` is the criterion itself or nested in it, the text would
            be read differently, or a line of the text begins with an HTML tag or in the middle of a word.
    """
    lines, parts = _lines(text), split_criteria(text)
    criteria = parts.criteria
    index, target = _find(criteria, criterion), _find(criteria, after)
    family, target_family = layout.family(criteria, index), layout.family(criteria, target)
    if index <= target < index + len(family):
        raise ValueError("a criterion cannot be moved after itself or after a criterion nested in it")
    taken, place = _places(parts.parts, family), _places(parts.parts, target_family).stop
    deeper = after.depth - criterion.depth
    new = [
        reading._replace(kind=after.kind, depth=reading.depth + deeper * (reading.type is EligibilityCriterion))
        for reading in map(reading_of, parts.parts[taken.start : taken.stop])
    ]
    body = layout.shifted(text, lines, family, after)
    doubled = Change(place=place, new=new).confirmed(text, _with_added(text, lines, criteria, target, body))
    # If the copy was inserted before it, the original has moved by the length of the copy.
    old = index if index < target + len(target_family) else index + len(family)
    return Change(taken=taken, place=place, new=new).confirmed(
        text, _without(doubled, _lines(doubled), split_criteria(doubled).criteria, old)
    )


# Find the criteria.


def _lines(text: str) -> str:
    """Return the view of a text in which each line begins after a line end.

    Raises:
        ValueError: a line begins with an HTML tag or in the middle of a word.
    """
    view = view_of(text)
    if view.starts:
        raise ValueError("a line of this text begins with an HTML tag or in mid-word: insert line feeds there first")
    return view.text


def _find(criteria: Sequence[EligibilityCriterion], criterion: EligibilityCriterion) -> int:
    """Return the index of a criterion among those of a text.

    Raises:
        ValueError: the criterion is not one of them.
    """
    for index, held in enumerate(criteria):
        if held.start == criterion.start and held == criterion:
            return index
    raise ValueError(f"the criterion {criterion.text!r} is not in this text: read the criteria again after each edit")


def _places(parts: Sequence[Part], family: Sequence[EligibilityCriterion]) -> range:
    """The indices of a family of criteria among the parts, including what is between its members."""
    starts = [part.start for part in parts]
    return range(bisect_left(starts, family[0].start), bisect_left(starts, family[-1].start) + 1)


def _words(new_text: str) -> str:
    """The words of a new criterion on one line, without a marker: the list provides it."""
    words = " ".join(filter(None, map(str.strip, new_text.splitlines())))
    marker = marker_at(words, 0)
    if marker is not None and not marker.doubtful and marker.width > len(marker.text):
        words = words[marker.width :].strip()
    if not words:
        raise ValueError("a criterion needs words; use remove() to delete one")
    return words


# Write the edited text.


def _with_added(text: str, lines: str, criteria: list[EligibilityCriterion], index: int, body: str) -> str:
    """A text with a criterion or family of criteria added after the one at an index."""
    sibling = criteria[index]
    place = layout.family(criteria, index)[-1].body_end
    prefix = layout.prefix(text, lines, sibling)
    # Each number moves down by one item, and the last item gets a new number.
    counted = layout.counted_on(criteria, index)
    number, *numbers = [*(held.number for held in counted), layout.number_after(criteria, index, len(counted))]
    if number is not None and sibling.number is not None:
        at = prefix.rfind(sibling.number)
        prefix = prefix[:at] + number + prefix[at + len(sibling.number) :]
    tail = text[place:]
    gap = layout.gap(text, lines, criteria, index)
    if lines[place:].partition("\n")[0].strip():
        tail = layout.line_end(text, lines, place) * 2 + tail.lstrip()
    if counted:
        tail = layout.renumbered(text, counted, numbers)[place:]
    return text[:place] + gap + prefix + body + tail


def _without(text: str, lines: str, criteria: list[EligibilityCriterion], index: int) -> str:
    """A text without the criterion at an index and the criteria nested in it."""
    family, held = layout.family(criteria, index), criteria[index]
    counted = layout.counted_on(criteria, index)
    renumbered = layout.renumbered(text, counted, [held.number, *(other.number for other in counted)])
    start, ended, end = held.start, family[-1].body_end, family[-1].end
    before, rest, blank = text[:start], renumbered[end:], text[ended:end]
    lines_before, line_ends = lines[:start], lines[ended:end].count("\n")
    if not rest:
        # The text keeps its ending.
        before = before[: len(lines_before.rstrip())] + blank if lines_before.strip() else ""
    elif lines_before.strip() and not lines_before.rstrip(" \t\r").endswith("\n") and line_ends:
        before = before[: len(lines_before.rstrip(" \t"))] + blank
    elif line_ends > 1 and lines_before.strip() and not lines_before.replace("\r", "").endswith("\n\n"):
        before += text[lines.index("\n", ended) + 1 : end]
    return before + rest


def _in_new_place(text: str, lines: str, parts: Criteria, kind: CriterionKind, words: str) -> str:
    """A text with the first criterion of a section added."""
    model = next((held for held in parts.criteria if held.depth == 0 and held.marker), None)
    prefix = layout.prefix(text, lines, model) if model is not None else "* "
    if model is not None and model.number is not None:
        prefix = prefix.replace(model.number, "1" if model.number.isdecimal() else model.number, 1)
    new = [Reading(EligibilityCriterion, kind, words)]
    written = text[: len(lines.rstrip())]
    place = _below_last_header(parts.parts, kind)
    if place:
        header = parts.parts[place - 1]
        at = header.start + len(lines[header.start : header.end].rstrip())
        end = layout.line_end_of_sections(text, lines, at)
        edited = text[:at] + end * 2 + prefix + escaped(words) + text[at:]
        return Change(place=place, new=new).confirmed(text, edited)
    end = layout.line_end_of_sections(text, lines, len(written))
    if kind is CriterionKind.UNSPECIFIED:
        if any(section.kind is not kind for section in parts.sections):
            raise ValueError("the text has sections by kind: choose inclusion or exclusion")
        edited = written + end * 2 + escaped(words) if written else escaped(words)
        return Change(place=len(parts.parts), new=new).confirmed(text, edited)
    title = _HEADERS[kind]
    new = [Reading(Header, kind, title), *new]
    title += end * 2 + prefix + escaped(words)
    first = next((part for part in parts.parts if isinstance(part, Header)), None)
    if kind is CriterionKind.INCLUSION and first is not None and not lines[: first.start].strip():
        return Change(new=new).confirmed(text, title + end * 2 + text[len(lines) - len(lines.lstrip("\r\n")) :])
    edited = written + end * 2 + title if written else title
    return Change(place=len(parts.parts), new=new).confirmed(text, edited)


def _below_last_header(parts: Sequence[Part], kind: CriterionKind) -> int:
    """The index after the last header of a kind; 0 if there is none."""
    for place in range(len(parts), 0, -1):
        part = parts[place - 1]
        if isinstance(part, Header) and part.section.kind is kind:
            return place
    return 0
