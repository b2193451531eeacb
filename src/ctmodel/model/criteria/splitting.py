"""Turn blocks into parts: headers, criteria and remarks, and how they are nested."""

from __future__ import annotations

from itertools import pairwise
from typing import final

from attrs import define, field

from ctmodel.model.criteria import headings, phrases
from ctmodel.model.criteria.blocks import Block, blocks
from ctmodel.model.criteria.context import Context
from ctmodel.model.criteria.criterion import (
    Criteria,
    CriterionKind,
    EligibilityCriterion,
    Header,
    Part,
    Remark,
    Section,
)
from ctmodel.model.criteria.line_ends import View, view_of
from ctmodel.model.criteria.lists import split_lists
from ctmodel.model.criteria.markdown import plain
from ctmodel.model.criteria.markers import follows, last_number, running_on

# An author's number is searched for in this many lists, innermost first, ...
_LISTS_LOOKED_AT = 8
# ... and inside items that are no longer than this, in characters.
_LONGEST_ITEM = 8_000


def split_text(text: str) -> Criteria:
    """Split a text in the fastest way that it allows."""
    view = view_of(text)
    # Texts with other line ends need a closer look.
    return (split_lists(text) if view.text is text else None) or split_blocks(text, view)


def split_blocks(text: str, view: View | None = None) -> Criteria:
    """Split any text, block by block."""
    view = view or view_of(text)
    found = blocks(view.text)
    if found:
        context = Context(found)
        return _Splitting(text, view, found, context, Section(kind=context.first_kind())).criteria()
    section = Section(kind=CriterionKind.UNSPECIFIED)
    blank = Remark(text="", raw=text, start=0, end=len(text), section=section)
    return Criteria(parts=(blank,), sections=(section,)) if text else Criteria()


@final
@define(eq=False)
class _Draft:
    """A part whose end is not known yet."""

    type: type[Header | EligibilityCriterion | Remark]
    block: Block
    section: Section
    #: End of the words, including continuation.
    end: int
    depth: int = 0
    indent: int = 0
    parent: _Draft | None = None
    made: EligibilityCriterion | None = None
    #: The author's last number in the words, and how far the words were read for it.
    number: str | None = None
    read: int = 0


@final
@define(eq=False)
class _Splitting:
    """One pass over the blocks of a text."""

    text: str
    view: View
    blocks: list[Block]
    context: Context
    section: Section
    sections: list[Section] = field(factory=list)
    drafts: list[_Draft] = field(factory=list)
    #: The open items, outermost first.
    open: list[_Draft] = field(factory=list)

    def criteria(self) -> Criteria:
        """Place all blocks and return the parts."""
        self.sections.append(self.section)
        index = 0
        while index < len(self.blocks):
            index += self._place(index, self.context.kinds[index])
        if self.drafts[0].type is Header:
            del self.sections[0]
        return Criteria(parts=tuple(self._parts()), sections=tuple(self.sections))

    # Place blocks.

    def _place(self, index: int, kind: CriterionKind | None) -> int:
        """Place a block, and return how many blocks were used."""
        block = self.blocks[index]
        if block.heading is not None:
            return self._open_kind(index, block.heading)
        if phrases.is_remark(block.words):
            self._draft(Remark, block)
        elif block.marker is not None:
            self._place_item(index)
        elif self.open and block.indent > self.open[0].indent:
            self._place_inside(index, kind)
        else:
            self._place_paragraph(index, kind)
        return 1

    def _open_kind(self, index: int, heading: headings.Heading) -> int:
        block = self.blocks[index]
        words, label, used = block.words, heading.label, 1
        if heading.inline and self.context.belongs_to_header(index + 1):
            rest = self.blocks[index + 1]
            block.end, used = rest.end, 2
            if not phrases.is_umbrella(rest.words):
                label = label or phrases.label_of(rest.words)
            words = plain(self.view.text[block.body : block.end])
        self._open_section(block, words, heading.kind, label)
        self.open.clear()
        return used

    def _place_paragraph(self, index: int, kind: CriterionKind | None) -> None:
        block = self.blocks[index]
        if kind is not None:
            self._open_section(block, block.words, kind, None)
        elif headings.is_legacy(block.words):
            self._open_section(block, block.words, CriterionKind.UNSPECIFIED, None)
        elif phrases.is_note(block.words):
            self._draft(Remark, block)
            return
        elif self.context.is_subheader(index):
            self._open_section(block, block.words, self.section.kind, phrases.label_of(block.words))
        else:
            self._draft(EligibilityCriterion, block)
        self.open.clear()

    def _place_inside(self, index: int, kind: CriterionKind | None) -> None:
        """Place an unmarked block that is indented below an item."""
        block, last = self.blocks[index], self.drafts[-1]
        if phrases.is_footnote(block.words):
            self._draft(Remark, block)
        elif kind is CriterionKind.EXCLUSION and phrases.is_umbrella(block.words):
            self._open_section(block, block.words, kind, None)
            self.open.clear()
        elif self.context.labels_items(index):
            self._open_section(block, block.words, self.section.kind, phrases.label_of(block.words))
        elif last.type is EligibilityCriterion:
            last.end = block.end
        else:
            self._draft_at(block, block.indent)

    def _place_item(self, index: int) -> None:
        block, last = self.blocks[index], self.drafts[-1] if self.drafts else None
        if phrases.is_cohort(block.words):
            self._open_section(block, block.words, self.section.kind, phrases.label_of(block.words))
            self._close(block.indent)
            self.open.append(self.drafts[-1])
            return
        if self.open and block.apart and block.indent > self.open[0].indent:
            beside = self._beside(block)
            if beside is not None:
                block.indent = beside.indent
            elif last is not None and last.type is EligibilityCriterion and self._is_continuation(block, last):
                last.end = block.end
                return
        draft = self._draft_at(block, block.indent)
        draft.number = block.number
        self.open.append(draft)

    def _beside(self, block: Block) -> _Draft | None:
        """The open item whose numbers an indented item continues."""
        marker = block.marker
        if marker is None or marker.number is None:
            return None
        if marker.loose:
            return next((item for item in reversed(self.open) if follows(marker.number, item.number)), None)
        return self._continued_by(block.indent, marker.number)

    def _continued_by(self, indent: int, number: str) -> _Draft | None:
        """The open item whose numbers an indented number continues, even if some of them are inside a line."""
        last = self.drafts[-1]
        for item in reversed(self.open[-_LISTS_LOOKED_AT:]):
            if item.number is None:
                continue
            if item.indent == indent:
                return None
            item.number = running_on(item.number, self.view.text, item.read or item.block.body, item.end)
            item.read = item.end
            if follows(number, item.number):
                return item
        if last.end - last.block.body > _LONGEST_ITEM:
            return None
        inside = last_number(self.view.text, last.block.body, last.end)
        return self.open[0] if follows(number, inside) else None

    def _is_continuation(self, block: Block, last: _Draft) -> bool:
        """Whether an indented block with a marker is text: lettered by the author, or with a number other than 1."""
        if block.marker is None or block.indent <= last.indent:
            return False
        number = block.marker.number or ""
        return block.marker.loose or (number.isdecimal() and number != "1")

    # Keep what is placed, and make parts of it.

    def _open_section(self, block: Block, words: str, kind: CriterionKind, label: str | None) -> None:
        if label is None and self.drafts and self.drafts[-1].type is Header:
            # "Cohort A:" above "Inclusion Criteria:", or a sentence below "Inclusion Criteria for Cohort A:".
            label = self.section.label if kind is self.section.kind or self.drafts[-1].block.heading is None else None
        self.section = Section(kind=kind, heading=words, label=label)
        self.sections.append(self.section)
        self._draft(Header, block)

    def _draft(self, type: type[Header | EligibilityCriterion | Remark], block: Block) -> _Draft:
        draft = _Draft(type, block, self.section, block.end, indent=block.indent)
        self.drafts.append(draft)
        return draft

    def _draft_at(self, block: Block, indent: int) -> _Draft:
        """Draft a criterion, nested in the open item that is less indented."""
        self._close(indent)
        draft = self._draft(EligibilityCriterion, block)
        draft.depth, draft.indent = len(self.open), indent
        draft.parent = self.open[-1] if self.open else None
        return draft

    def _close(self, indent: int) -> None:
        """Close the open items with at least this indentation."""
        while self.open and self.open[-1].indent >= indent:
            self.open.pop()

    def _parts(self) -> list[Part]:
        starts = [draft.block.start for draft in self.drafts[1:]]
        starts = [0, *(self.view.starts.get(start, start) for start in starts), len(self.text)]
        return [self._part(draft, *ends) for draft, ends in zip(self.drafts, pairwise(starts), strict=True)]

    def _part(self, draft: _Draft, start: int, end: int) -> Part:
        block, raw = draft.block, self.text[start:end]
        if draft.type is Header:
            return Header(text=draft.section.heading or "", raw=raw, start=start, end=end, section=draft.section)
        if draft.type is Remark:
            return Remark(text=block.words, raw=raw, start=start, end=end, section=draft.section)
        body = block.body
        draft.made = EligibilityCriterion(
            kind=draft.section.kind,
            text=block.words if draft.end == block.end else plain(self.view.text[body : draft.end]),
            raw=raw,
            start=start,
            end=end,
            depth=draft.depth,
            marker=self._marker(block),
            number=block.number,
            section=draft.section,
            parent=draft.parent.made if draft.parent else None,
            body_start=body,
            body_end=draft.end,
        )
        return draft.made

    def _marker(self, block: Block) -> str:
        """The marker as written; a star directly after a word is a bullet in the view."""
        if block.marker is None:
            return ""
        start = self.view.starts.get(block.start, block.start)
        return "*" if self.text.startswith("*", start) else block.marker.text
