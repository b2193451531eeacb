"""The parts of an eligibility text: headers, criteria and remarks, and the sections that they form."""

from __future__ import annotations

from enum import StrEnum
from typing import final

from attrs import field, frozen


@final
class CriterionKind(StrEnum):
    """Whether a criterion includes or excludes people."""

    INCLUSION = "inclusion"
    EXCLUSION = "exclusion"
    #: No header of the text says which.
    UNSPECIFIED = "unspecified"


@final
@frozen(kw_only=True)
class Section:
    """The criteria under one header."""

    #: The kind of the section's criteria.
    kind: CriterionKind
    #: The text of the header, such as ``Key Inclusion Criteria:``; None before the first header.
    heading: str | None = None
    #: Whom or what the section is about, such as ``Cohort A``; None if it is about all participants.
    label: str | None = None


@final
@frozen(kw_only=True)
class Header:
    """A line, or the part of a line, that opens a section."""

    #: The header without its marker, escapes resolved.
    text: str
    #: The exact slice of the eligibility text, including the blank lines after it.
    raw: str = field(repr=False)
    #: Start of the slice.
    start: int
    #: End of the slice.
    end: int
    #: The section that it opens.
    section: Section = field(repr=False)


@final
@frozen(kw_only=True)
class Remark:
    """A part that is neither header nor criterion: ``None``, ``Other criteria may apply``, a footnote, a marker."""

    #: The remark without its marker, escapes resolved.
    text: str
    #: The exact slice of the eligibility text, including the blank lines after it.
    raw: str = field(repr=False)
    #: Start of the slice.
    start: int
    #: End of the slice.
    end: int
    #: The section that it is in.
    section: Section = field(repr=False)


@final
@frozen(kw_only=True)
class EligibilityCriterion:
    """One criterion of an eligibility text: a list item or a paragraph.

    A criterion is a read-only view of the text. To change it, call the methods of the ``Eligibility`` it came from.
    """

    #: Inclusion, exclusion or unspecified, from the header above.
    kind: CriterionKind
    #: The criterion without its marker, Markdown escapes resolved, lines joined by a space.
    text: str
    #: The exact slice of the eligibility text, including the marker, line ends and the blank lines after it.
    raw: str = field(repr=False)
    #: Start of the slice.
    start: int
    #: End of the slice.
    end: int
    #: Nesting depth: 0 at the top level of its section.
    depth: int = 0
    #: The marker as written, such as ``*`` or ``1.``; ``*`` for an HTML list item; empty for a paragraph.
    marker: str = ""
    #: The number or letter of the marker, such as ``1`` or ``a``; None for a bullet or a paragraph.
    number: str | None = None
    #: The section that it is in.
    section: Section = field(repr=False)
    #: The criterion in which this one is nested: its lead-in.
    parent: EligibilityCriterion | None = field(default=None, eq=False, repr=False)
    #: Start of the words in the eligibility text, after the marker.
    body_start: int = field(repr=False)
    #: End of the words in the eligibility text, before the line end.
    body_end: int = field(repr=False)

    @property
    def with_lead_in(self) -> str:
        """The text, preceded by that of its lead-ins: ``One of the following: fever``."""
        texts = [self.text]
        above = self.parent
        while above is not None:
            texts.append(above.text)
            above = above.parent
        return " ".join(reversed(texts))


#: A slice of an eligibility text: a header, a criterion or a remark.
Part = Header | EligibilityCriterion | Remark


@final
@frozen(kw_only=True)
class Criteria:
    """An eligibility text, split into parts.

    The raw slices of :attr:`parts`, joined, are the text.
    """

    _parts: tuple[Part, ...] = field(default=(), alias="parts")
    _sections: tuple[Section, ...] = field(default=(), alias="sections")

    @property
    def parts(self) -> list[Part]:
        """Headers, criteria and remarks, in the order of the text."""
        return list(self._parts)

    @property
    def sections(self) -> list[Section]:
        """The sections, in the order of the text."""
        return list(self._sections)

    @property
    def criteria(self) -> list[EligibilityCriterion]:
        """The criteria, in the order of the text."""
        return [part for part in self._parts if isinstance(part, EligibilityCriterion)]

    @property
    def inclusion(self) -> list[EligibilityCriterion]:
        """The inclusion criteria of all sections, in the order of the text."""
        return self._of(CriterionKind.INCLUSION)

    @property
    def exclusion(self) -> list[EligibilityCriterion]:
        """The exclusion criteria of all sections, in the order of the text."""
        return self._of(CriterionKind.EXCLUSION)

    def _of(self, kind: CriterionKind) -> list[EligibilityCriterion]:
        return [criterion for criterion in self.criteria if criterion.kind is kind]
