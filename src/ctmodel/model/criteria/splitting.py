"""Turn blocks into parts: headers, criteria and remarks, and how they are nested."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import final

from attrs import define, field

from ctmodel.model.criteria import headings, phrases
from ctmodel.model.criteria.blocks import Block, blocks
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
        return _Splitting(text, view, found).criteria()
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
    section: Section = field(factory=lambda: Section(kind=CriterionKind.UNSPECIFIED))
    sections: list[Section] = field(factory=list)
    drafts: list[_Draft] = field(factory=list)
    #: The open items, outermost first.
    open: list[_Draft] = field(factory=list)
    #: The kind that each block names.
    kinds: list[CriterionKind | None] = field(factory=list)
    #: The number of headers of each kind.
    headers: Counter[CriterionKind] = field(factory=Counter)
    #: For each block, whether the criteria around it are paragraphs; computed at first use.
    prose: list[bool] = field(factory=list)

    def criteria(self) -> Criteria:
        """Place all blocks and return the parts."""
        self.kinds = [self._kind(index) for index in range(len(self.blocks))]
        self.headers = Counter(block.heading.kind for block in self.blocks if block.heading is not None)
        lone = CriterionKind.EXCLUSION in self.kinds and CriterionKind.INCLUSION not in self.kinds
        if lone and not any(headings.is_legacy(block.words) for block in self.blocks):
            self.section = Section(kind=CriterionKind.INCLUSION)
        self.sections.append(self.section)
        index = 0
        while index < len(self.blocks):
            index += self._place(index, self.kinds[index])
        if self.drafts[0].type is Header:
            del self.sections[0]
        return Criteria(parts=tuple(self._parts()), sections=tuple(self.sections))

    # What a block is, regardless of the open items.

    def _kind(self, index: int) -> CriterionKind | None:
        """The kind that a block names as a header, or None."""
        block = self.blocks[index]
        if block.heading is not None:
            return block.heading.kind
        if block.marker is not None or not self._introduces(index):
            return None
        kind = phrases.sentence_kind(block.words)
        short = phrases.word_count(block.words) <= 14
        return kind if short or phrases.is_umbrella(block.words) else None

    def _introduces(self, index: int) -> bool:
        """Whether a block introduces what is below it, with a colon or as a sentence above a list."""
        words = self.blocks[index].words
        if phrases.ends_with_colon(words):
            return len(words) <= phrases.LONGEST_SENTENCE and not phrases.is_note(words)
        return self._above_list(index) and phrases.is_umbrella(words) and phrases.sentence_kind(words) is not None

    def _above_list(self, index: int) -> bool:
        """Whether the next block is a list item."""
        if index + 1 == len(self.blocks):
            return False
        behind = self.blocks[index + 1]
        return behind.marker is not None and behind.heading is None and not phrases.is_remark(behind.words)

    def _in_prose(self, index: int) -> bool:
        """Whether the criteria around a block are paragraphs."""
        if not self.prose:
            self.prose = self._prose()
        return self.prose[index]

    def _prose(self) -> list[bool]:
        """For each block, whether the criteria between the headers around it are paragraphs."""
        kinds, prose = self.kinds, list[bool]()
        items = paragraphs = first = 0
        introduced = False
        for index in range(len(self.blocks) + 1):
            if index == len(self.blocks) or kinds[index] is not None:
                mostly = paragraphs > 0 and (items == 0 or (paragraphs > 1 and 3 * paragraphs >= items))
                prose.extend([mostly] * (index - first))
                items, paragraphs, first = 0, 0, index
            elif self.blocks[index].marker is not None:
                items += not introduced
            else:
                paragraphs += self._is_paragraph(index)
            if index < len(self.blocks) and self.blocks[index].marker is None:
                introduced = kinds[index] is None and phrases.ends_with_colon(self.blocks[index].words)
        return prose

    def _is_paragraph(self, index: int) -> bool:
        """Whether a block can only be a criterion in prose."""
        block = self.blocks[index]
        if block.marker is not None or block.heading is not None or block.indent > self.blocks[0].indent:
            return False
        words = block.words
        if phrases.ends_with_colon(words) or phrases.is_remark(words) or phrases.is_note(words):
            return False
        return not (phrases.is_label(words) and self._above_list(index))

    # What a block is in its context.

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
        if heading.inline and self._belongs_to_header(index + 1):
            rest = self.blocks[index + 1]
            block.end, used = rest.end, 2
            if not phrases.is_umbrella(rest.words):
                label = label or phrases.label_of(rest.words)
            words = plain(self.view.text[block.body : block.end])
        self._open_section(block, words, heading.kind, label)
        self.open.clear()
        return used

    def _belongs_to_header(self, index: int) -> bool:
        """Whether the words after a header's colon belong to it: a cohort, or the sentence that introduces a list."""
        words = self.blocks[index].words
        if self.blocks[index].label is not None or not self._above_list(index) or phrases.is_remark(words):
            return False
        if words.startswith("(") and words.endswith(")"):
            return True
        if phrases.is_umbrella(words):
            return phrases.ends_with_colon(words) and phrases.sentence_kind(words) is not None
        return phrases.is_label(words) and not phrases.ends_with_colon(words)

    def _place_paragraph(self, index: int, kind: CriterionKind | None) -> None:
        block = self.blocks[index]
        if kind is not None:
            self._open_section(block, block.words, kind, None)
        elif headings.is_legacy(block.words):
            self._open_section(block, block.words, CriterionKind.UNSPECIFIED, None)
        elif phrases.is_note(block.words):
            self._draft(Remark, block)
            return
        elif self._is_subheader(index):
            self._open_section(block, block.words, self.section.kind, phrases.label_of(block.words))
        else:
            self._draft(EligibilityCriterion, block)
        self.open.clear()

    def _is_subheader(self, index: int) -> bool:
        """Whether an unmarked line is a header although it does not name a kind."""
        words = self.blocks[index].words
        if phrases.is_cohort(words) or phrases.is_neutral(words):
            return True
        if phrases.ends_with_colon(words):
            if len(words) > phrases.LONGEST_SENTENCE:
                return False
            last = index + 1 == len(self.blocks) or self.blocks[index + 1].heading is not None
            return not (phrases.requires(words) and (self._in_prose(index) or last or self._is_inline(index)))
        if self._is_inline(index) or not phrases.is_label(words):
            return False
        if self._above_list(index):
            return phrases.names_people(words) or not self._in_prose(index)
        if phrases.word_count(words) > 3 or not words[0].isupper():
            return phrases.names_people(words) and self._above_repeated(index)
        return self._above_repeated(index) or self._above_colon(index)

    def _above_colon(self, index: int) -> bool:
        """Whether the next block is an unmarked line that ends with a colon and does not name a kind."""
        if index + 1 == len(self.blocks):
            return False
        behind = self.blocks[index + 1]
        return behind.marker is None and behind.heading is None and phrases.ends_with_colon(behind.words)

    def _is_inline(self, index: int) -> bool:
        """Whether a block follows a header on the same line."""
        heading = self.blocks[index - 1].heading if index else None
        return heading is not None and heading.inline

    def _above_repeated(self, index: int) -> bool:
        """Whether the next block is one of several headers of its kind, such as one for each cohort."""
        heading = self.blocks[index + 1].heading if index + 1 < len(self.blocks) else None
        if heading is None:
            return False
        return self.headers[heading.kind] > 1

    def _place_inside(self, index: int, kind: CriterionKind | None) -> None:
        """Place an unmarked block that is indented below an item."""
        block, last = self.blocks[index], self.drafts[-1]
        if phrases.is_footnote(block.words):
            self._draft(Remark, block)
        elif kind is CriterionKind.EXCLUSION and phrases.is_umbrella(block.words):
            self._open_section(block, block.words, kind, None)
            self.open.clear()
        elif self._labels_inside(index):
            self._open_section(block, block.words, self.section.kind, phrases.label_of(block.words))
        elif last.type is EligibilityCriterion:
            last.end = block.end
        else:
            self._draft_at(block, block.indent)

    def _labels_inside(self, index: int) -> bool:
        """Whether an indented line labels the items below it, which are not indented further."""
        block = self.blocks[index]
        if not self._above_list(index) or self.blocks[index + 1].indent > block.indent:
            return False
        if not block.words[0].isupper() and block.words[0] not in "[(":
            return False
        return phrases.is_label(block.words) and phrases.word_count(block.words) <= 6

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

    # Placed blocks.

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
