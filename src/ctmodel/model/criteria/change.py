"""Check that an edit changes only what it declares, by comparing the parts of the text before and after."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple, final

from attrs import frozen

from ctmodel.model.criteria.criterion import CriterionKind, EligibilityCriterion, Header, Part
from ctmodel.model.criteria.line_ends import view_of
from ctmodel.model.criteria.split_cache import split_criteria

_NOTHING: Final = range(0)


class Reading(NamedTuple):
    """How a part of a text is read."""

    type: type[Part]
    kind: CriterionKind
    text: str
    #: Nesting depth of a criterion.
    depth: int = 0


class _Kept(NamedTuple):
    """What must not change in a part that is not edited: all but its marker and the white space around it."""

    reading: Reading
    heading: str | None
    label: str | None
    #: Its characters.
    words: str


@final
@frozen(kw_only=True)
class Change:
    """The parts that an edit removes from a text and those that it inserts; all other parts stay."""

    #: Indices of the parts to remove.
    taken: range = _NOTHING
    #: Index of the part before which the new ones are inserted; the number of parts to append them.
    place: int = 0
    new: Sequence[Reading] = ()

    def confirmed(self, text: str, edited: str) -> str:
        """Return the edited text if this is all that has changed.

        Raises:
            ValueError: the edited text is read differently, or another part has changed.
        """
        before, after = _parts(text), _parts(edited)
        above = [part for place, part in enumerate(before[: self.place]) if place not in self.taken]
        below = [part for place, part in enumerate(before[self.place :], self.place) if place not in self.taken]
        if any(reading.type is Header for reading in self.new):
            # The first header of a kind can also change the kind of the text above it.
            after[: len(above)] = map(_untold, above, after)
        until = len(after) - len(below)
        new = [part.reading for part in after[len(above) : until]]
        if after[: len(above)] != above or new != [*self.new] or after[max(until, 0) :] != below:
            raise ValueError(
                "the edited text would be misread: words would become a header, a remark or a marker, or another"
                " criterion would change"
            )
        return edited


def reading_of(part: Part) -> Reading:
    """Return how a part is read."""
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
        # A text of white space is one part, which does not count.
        if part.raw.strip()
    ]


def _untold(before: _Kept, after: _Kept) -> _Kept:
    """A part as it was before a new header changed its kind."""
    told = before.reading.kind is CriterionKind.UNSPECIFIED and after.reading.kind is CriterionKind.INCLUSION
    return after._replace(reading=after.reading._replace(kind=before.reading.kind)) if told else after
