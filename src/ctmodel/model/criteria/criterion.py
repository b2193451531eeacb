"""What a split eligibility text is made of: headers, criteria, remarks, and the sections that they form."""

from __future__ import annotations

from enum import StrEnum
from typing import final

from attrs import field, frozen


@final
class CriterionKind(StrEnum):
    """Whether a criterion lets people in or keeps them out."""

    INCLUSION = "inclusion"
    EXCLUSION = "exclusion"
    #: The text has no header that says it.
    UNSPECIFIED = "unspecified"


@final
@frozen(kw_only=True)
class Section:
    """A run of criteria under one header."""

    #: What the criteria of the section are for.
    kind: CriterionKind
    #: The header as it reads, such as ``Key Inclusion Criteria:``; None before the first header.
    heading: str | None = None
    #: Whom or what the section is about, such as ``Cohort A``; None where it is about everybody.
    label: str | None = None


@final
@frozen(kw_only=True)
class Header:
    """A line, or the part of a line, that opens a section."""

    #: The header as it reads: marker gone, escapes resolved.
    text: str
    #: The exact slice of the eligibility text, with the blank lines that follow.
    raw: str = field(repr=False)
    #: Where the slice begins.
    start: int
    #: Where the slice ends.
    end: int
    #: The section that it opens.
    section: Section = field(repr=False)


@final
@frozen(kw_only=True)
class Remark:
    """Neither header nor criterion: ``None``, ``Other criteria may apply``, a footnote, an empty marker."""

    #: The remark as it reads: marker gone, escapes resolved.
    text: str
    #: The exact slice of the eligibility text, with the blank lines that follow.
    raw: str = field(repr=False)
    #: Where the slice begins.
    start: int
    #: Where the slice ends.
    end: int
    #: Its section.
    section: Section = field(repr=False)


@final
@frozen(kw_only=True)
class EligibilityCriterion:
    """One criterion of an eligibility text: a list item or a paragraph, as laid out.

    A criterion is a view of its text and never changes; edit it through the ``Eligibility`` that it came from.
    """

    #: Inclusion, exclusion, or unspecified, by the header above.
    kind: CriterionKind
    #: The criterion as it reads: marker gone, Markdown escapes resolved, lines joined by a space.
    text: str
    #: The exact slice of the eligibility text, with marker, line ends, and the blank lines that follow.
    raw: str = field(repr=False)
    #: Where the slice begins.
    start: int
    #: Where the slice ends.
    end: int
    #: How deep it is nested: 0 at the top of its section.
    depth: int = 0
    #: The marker as written, such as ``*`` or ``1.``; ``*`` for an item of HTML; empty for a paragraph.
    marker: str = ""
    #: The number or letter as written, such as ``1`` or ``a``.
    number: str | None = None
    #: Its section.
    section: Section = field(repr=False)
    #: The criterion that this one is nested in, its lead-in.
    parent: EligibilityCriterion | None = field(default=None, eq=False, repr=False)
    #: Where the criterion's own words begin, after the marker.
    body_start: int = field(repr=False)
    #: Where the criterion's own words end, before the line end.
    body_end: int = field(repr=False)

    @property
    def with_lead_in(self) -> str:
        """The text together with that of the lead-ins: ``One of the following: fever``."""
        texts = [self.text]
        above = self.parent
        while above is not None:
            texts.append(above.text)
            above = above.parent
        return " ".join(reversed(texts))


#: A slice of an eligibility text. Joined in order, all of them are the text.
Part = Header | EligibilityCriterion | Remark


@final
@frozen(kw_only=True)
class Criteria:
    """An eligibility text as its parts.

    The raw slices of :attr:`parts`, joined in order, are the text.
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
