"""Edit an eligibility text criterion by criterion; everything else stays as it is, character for character."""

from __future__ import annotations

from collections.abc import Sequence

from ctmodel.model.criteria.criterion import Criteria, CriterionKind, EligibilityCriterion, Header
from ctmodel.model.criteria.markdown import escaped
from ctmodel.model.criteria.markers import follows, marker_at, successor
from ctmodel.model.criteria.splitting import split

_HEADERS = {CriterionKind.INCLUSION: "Inclusion Criteria:", CriterionKind.EXCLUSION: "Exclusion Criteria:"}

#: What a criterion is for and how it reads: what an edit must leave alone in all others.
_Reading = tuple[CriterionKind, str]


def replace(text: str, criterion: EligibilityCriterion, new_text: str) -> str:
    """Give a criterion other words; its marker, indent and line end stay.

    Raises:
        ValueError: the criterion is not one of the text, or the words would not be read as a criterion.
    """
    index, criteria = _find(text, criterion)
    words = _words(new_text)
    edited = text[: criterion.body_start] + escaped(words) + text[criterion.body_end :]
    readings = [(held.kind, held.text) for held in criteria]
    readings[index] = (criterion.kind, words)
    return _checked(edited, readings)


def add(text: str, new_text: str, kind: CriterionKind | str, after: EligibilityCriterion | None = None) -> str:
    """Add a criterion behind another, or at the end of the last section of its kind.

    It is marked and indented as the one before it, and a numbered list is numbered anew behind it.
    A text without such a section gets one, with a header.

    Raises:
        ValueError: ``after`` is not of the text or of another kind, or the words would not be read as a criterion.
    """
    kind, words, parts = CriterionKind(kind), _words(new_text), split(text)
    criteria = parts.criteria
    if after is not None:
        index, _ = _find(text, after)
        if after.kind is not kind:
            raise ValueError(f"an {kind} criterion cannot stand behind the {after.kind} criterion {after.text!r}")
    else:
        tops = [place for place, held in enumerate(criteria) if held.kind is kind and held.depth == 0]
        sections = [section for section in parts.sections if section.kind is kind]
        index = tops[-1] if tops and criteria[tops[-1]].section is sections[-1] else -1
    if index >= 0:
        return _behind(text, criteria, index, escaped(words), [words], kind)
    edited, place = _in_new_place(text, parts, kind, escaped(words))
    readings = [(held.kind, held.text) for held in criteria]
    before = sum(held.start < place for held in criteria)
    return _checked(edited, [*readings[:before], (kind, words), *readings[before:]])


def remove(text: str, criterion: EligibilityCriterion) -> str:
    """Take a criterion out, together with the criteria nested in it; a numbered list is numbered anew.

    Raises:
        ValueError: the criterion is not one of the text, or the rest would be read otherwise without it.
    """
    index, criteria = _find(text, criterion)
    return _without(text, criteria, index)


def move(text: str, criterion: EligibilityCriterion, after: EligibilityCriterion) -> str:
    """Put a criterion behind another, together with the criteria nested in it.

    It is marked and indented as the one before it, and takes over its kind.

    Raises:
        ValueError: one of them is not of the text, or ``after`` is the criterion itself or nested in it.
    """
    index, criteria = _find(text, criterion)
    target, _ = _find(text, after)
    count = len(_family(criteria, index))
    if index <= target < index + count:
        raise ValueError("a criterion cannot be moved behind itself or behind a criterion nested in it")
    body = text[criterion.body_start : criteria[index + count - 1].body_end]
    shift = _indent(text, after) - _indent(text, criterion)
    first, *rest = body.split("\n")
    body = "\n".join([first, *(_shifted(line, shift) for line in rest)])
    texts = [held.text for held in criteria[index : index + count]]
    edited = _behind(text, criteria, target, body, texts, after.kind)
    return _without(edited, split(edited).criteria, index if index < target else index + count)


# Which criteria are meant.


def _find(text: str, criterion: EligibilityCriterion) -> tuple[int, list[EligibilityCriterion]]:
    """Find a criterion among those of a text."""
    criteria = split(text).criteria
    for index, held in enumerate(criteria):
        if held.start == criterion.start and held == criterion:
            return index, criteria
    raise ValueError(
        f"the criterion {criterion.text!r} is not one of this text: take it from the text as it is now,"
        " edits make the criteria that were read before them out of date"
    )


def _family(criteria: Sequence[EligibilityCriterion], index: int) -> Sequence[EligibilityCriterion]:
    """A criterion with those nested in it."""
    end = index + 1
    while end < len(criteria) and criteria[end].depth > criteria[index].depth and criteria[end].parent is not None:
        end += 1
    return criteria[index:end]


def _words(new_text: str) -> str:
    """The words of a new criterion on one line, without a marker: that is the list's business."""
    words = " ".join(filter(None, map(str.strip, new_text.splitlines())))
    marker = marker_at(words, 0)
    if marker is not None and not marker.doubtful and marker.width > len(marker.text):
        words = words[marker.width :].strip()
    if not words:
        raise ValueError("a criterion needs words; use remove() to take one out")
    return words


def _checked(edited: str, readings: list[_Reading]) -> str:
    """Make sure that an edited text is read as meant."""
    found = [(held.kind, held.text) for held in split(edited).criteria]
    if len(found) == len(readings):
        # A first header of a kind tells what the text above it is for.
        told = [
            (found_kind if kind is CriterionKind.UNSPECIFIED else kind, text)
            for (found_kind, _), (kind, text) in zip(found, readings, strict=True)
        ]
        if found == told:
            return edited
    raise ValueError("the edited text would not be read as meant: words would turn into a header, a remark or a marker")


# How the text around a criterion is laid out.


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _line_start(text: str, place: int) -> int:
    return text.rfind("\n", 0, place) + 1


def _indent(text: str, criterion: EligibilityCriterion) -> int:
    """Columns before the marker of a criterion."""
    line = text[_line_start(text, criterion.body_start) : criterion.body_start]
    return len(line.expandtabs(4)) - len(line.lstrip().expandtabs(4)) if criterion.marker else 0


def _prefix(text: str, criterion: EligibilityCriterion) -> str:
    """Indent, marker and blanks before the words of a criterion."""
    prefix = text[_line_start(text, criterion.body_start) : criterion.body_start]
    return prefix if criterion.marker else prefix[: len(prefix) - len(prefix.lstrip())]


def _shifted(line: str, columns: int) -> str:
    """A line indented by so many columns more."""
    if not line.strip():
        return line
    if columns >= 0:
        return " " * columns + line
    return line[min(-columns, len(line) - len(line.lstrip())) :]


def _gap(text: str, criteria: Sequence[EligibilityCriterion], index: int) -> str:
    """What parts a criterion from the next one of its list: a line end, or a blank line as well."""
    end = _line_end(text)
    if not criteria[index].marker:
        return end + end
    siblings = _siblings(criteria, index)
    place = siblings.index(criteria[index])
    # The gap behind it, or else the one before it.
    before = siblings[place if place + 1 < len(siblings) else max(place - 1, 0)]
    last = _family(criteria, criteria.index(before))[-1]
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


def _renumbered(text: str, behind: Sequence[EligibilityCriterion], numbers: Sequence[str | None]) -> str:
    """A text in which the criteria of a list have other numbers."""
    for held, number in reversed([*zip(behind, numbers, strict=False)]):
        if number is not None and held.number is not None:
            place = text.rindex(held.number, held.start, held.body_start)
            text = text[:place] + number + text[place + len(held.number) :]
    return text


def _counted_on(criteria: Sequence[EligibilityCriterion], index: int) -> list[EligibilityCriterion]:
    """The criteria of a list whose numbers go on with that of a criterion."""
    siblings = _siblings(criteria, index)
    number, counted = criteria[index].number, []
    for held in siblings[siblings.index(criteria[index]) + 1 :] if criteria[index].marker else []:
        if not follows(held.number, number):
            break
        counted.append(held)
        number = held.number
    return counted


def _number_behind(criteria: Sequence[EligibilityCriterion], index: int, counted: int) -> str | None:
    """The number that a list goes on with behind a criterion and those that count on from it."""
    siblings = _siblings(criteria, index)
    if not criteria[index].marker:
        return None
    last = siblings.index(criteria[index]) + counted
    return successor(siblings[last].number, siblings[last - 1].number if last else None)


# The edits themselves.


def _behind(
    text: str, criteria: list[EligibilityCriterion], index: int, body: str, texts: list[str], kind: CriterionKind
) -> str:
    """A text with one more criterion, or family of criteria, behind that at an index."""
    sibling, family = criteria[index], _family(criteria, index)
    place = family[-1].body_end
    prefix = _prefix(text, sibling)
    # Each takes the number of the next, and the last one counts on.
    counted = _counted_on(criteria, index)
    number, *numbers = [*(held.number for held in counted), _number_behind(criteria, index, len(counted))]
    if number is not None and sibling.number is not None:
        at = prefix.rfind(sibling.number)
        prefix = prefix[:at] + number + prefix[at + len(sibling.number) :]
    tail = text[place:]
    gap = _gap(text, criteria, index)
    if tail.partition("\n")[0].strip():
        tail = _line_end(text) * 2 + tail.lstrip()
    if counted:
        tail = _renumbered(text, counted, numbers)[place:]
    edited = text[:place] + gap + prefix + body + tail
    readings = [(held.kind, held.text) for held in criteria]
    at = index + len(family)
    return _checked(edited, [*readings[:at], *((kind, words) for words in texts), *readings[at:]])


def _without(text: str, criteria: list[EligibilityCriterion], index: int) -> str:
    """A text without the criterion at an index and those nested in it."""
    family, held = _family(criteria, index), criteria[index]
    counted = _counted_on(criteria, index)
    text_behind = _renumbered(text, counted, [held.number, *(behind.number for behind in counted)])
    start, end = held.start, family[-1].end
    before, behind = text[:start], text_behind[end:]
    blank = text[family[-1].body_end : end]
    if not behind:
        # What ended the text ends it still.
        before = before.rstrip() + blank if before.strip() else ""
    elif before.strip() and not before.rstrip(" \t\r").endswith("\n") and blank.count("\n"):
        before = before.rstrip(" \t") + blank
    elif blank.count("\n") > 1 and before.strip() and not before.replace("\r", "").endswith("\n\n"):
        before += blank.partition("\n")[2]
    readings = [(other.kind, other.text) for other in criteria]
    return _checked(before + behind, readings[:index] + readings[index + len(family) :])


def _in_new_place(text: str, parts: Criteria, kind: CriterionKind, body: str) -> tuple[str, int]:
    """A text with a first criterion of a section, and where it was put."""
    end = _line_end(text)
    model = next((held for held in parts.criteria if held.depth == 0 and held.marker), None)
    prefix = _prefix(text, model) if model is not None else "* "
    if model is not None and model.number is not None:
        prefix = prefix.replace(model.number, "1" if model.number.isdecimal() else model.number, 1)
    header = _last_header(parts, kind)
    if header is not None:
        place = header.start + len(header.raw.rstrip())
        return text[:place] + end * 2 + prefix + body + (text[place:] or ""), place
    if kind is CriterionKind.UNSPECIFIED:
        if any(section.kind is not kind for section in parts.sections):
            raise ValueError("the text says of all criteria what they are for: choose inclusion or exclusion")
        return (text.rstrip() + end * 2 + body if text.strip() else body), len(text)
    title = _HEADERS[kind] + end * 2 + prefix + body
    first = next((part for part in parts.parts if isinstance(part, Header)), None)
    if kind is CriterionKind.INCLUSION and first is not None and not text[: first.start].strip():
        return title + end * 2 + text.lstrip("\r\n"), -1
    return (text.rstrip() + end * 2 + title if text.strip() else title), len(text)


def _last_header(parts: Criteria, kind: CriterionKind) -> Header | None:
    """The last header of a kind."""
    headers: list[Header] = [part for part in parts.parts if isinstance(part, Header) and part.section.kind is kind]
    return headers[-1] if headers else None
