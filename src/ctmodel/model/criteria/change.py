"""What an edit may change of a text: the parts before and after it are compared, whatever the edit is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple, final

from attrs import frozen

from ctmodel.model.criteria.criterion import CriterionKind, EligibilityCriterion, Header, Part
from ctmodel.model.criteria.line_ends import view_of
from ctmodel.model.criteria.split_cache import split_criteria

_NOTHING: Final = range(0)


class Reading(NamedTuple):
    """What is read in a part of a text."""

    type: type[Part]
    kind: CriterionKind
    text: str
    #: How deep a criterion is nested.
    depth: int = 0


class _Kept(NamedTuple):
    """What must stay of a part that is not edited: all but its marker and the white space around it."""

    reading: Reading
    heading: str | None
    label: str | None
    #: Its characters.
    words: str


@final
@frozen(kw_only=True)
class Change:
    """The parts that an edit takes out of a text and those that it puts in; all other parts stay."""

    #: The places of the parts that are taken out.
    taken: range = _NOTHING
    #: The place of the part before which the new ones are put; the number of parts to put them at the end.
    place: int = 0
    new: Sequence[Reading] = ()

    def confirmed(self, text: str, edited: str) -> str:
        """Return an edited text in which this has changed and nothing else.

        Raises:
            ValueError: the edited text is read otherwise, or another part is not what it was.
        """
        before, after = _parts(text), _parts(edited)
        ahead = [part for place, part in enumerate(before[: self.place]) if place not in self.taken]
        behind = [part for place, part in enumerate(before[self.place :], self.place) if place not in self.taken]
        if any(reading.type is Header for reading in self.new):
            # A first header of a kind tells what the text above it is for.
            after[: len(ahead)] = map(_untold, ahead, after)
        until = len(after) - len(behind)
        new = [part.reading for part in after[len(ahead) : until]]
        if after[: len(ahead)] != ahead or new != [*self.new] or after[max(until, 0) :] != behind:
            raise ValueError(
                "the edited text would not be read as meant: words would turn into a header, a remark or a marker,"
                " or another criterion would change"
            )
        return edited


def reading_of(part: Part) -> Reading:
    """What is read in a part."""
    return Reading(
        type(part), part.section.kind, part.text, part.depth if isinstance(part, EligibilityCriterion) else 0
    )


def _parts(text: str) -> list[_Kept]:
    lines = view_of(text).text
    return [
        _Kept(
            reading_of(part),
            part.section.heading,
            part.section.label,
            text[part.body_start : part.body_end]
            if isinstance(part, EligibilityCriterion)
            else part.raw[: len(lines[part.start : part.end].rstrip())].strip(),
        )
        for part in split_criteria(text).parts
        # A text of white space is one part, and means nothing.
        if part.raw.strip()
    ]


def _untold(before: _Kept, after: _Kept) -> _Kept:
    """A part whose kind a new header tells, as it was without the header."""
    told = before.reading.kind is CriterionKind.UNSPECIFIED and after.reading.kind is CriterionKind.INCLUSION
    return after._replace(reading=after.reading._replace(kind=before.reading.kind)) if told else after
