"""Classify blocks by their words and their neighbours, before they are placed."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import final

from ctmodel.model.criteria import headings, phrases
from ctmodel.model.criteria.blocks import Block
from ctmodel.model.criteria.criterion import CriterionKind


@final
class Context:
    """The blocks of a text, each seen with its neighbours."""

    def __init__(self, blocks: list[Block]) -> None:
        self.blocks = blocks
        #: The kind that each block names.
        self.kinds = [self._kind(index) for index in range(len(blocks))]
        #: The number of headers of each kind.
        self._headers = Counter(block.heading.kind for block in blocks if block.heading is not None)

    def first_kind(self) -> CriterionKind:
        """Return the kind of the criteria before the first header: inclusion if only exclusion is named."""
        lone = CriterionKind.EXCLUSION in self.kinds and CriterionKind.INCLUSION not in self.kinds
        if lone and not any(headings.is_legacy(block.words) for block in self.blocks):
            return CriterionKind.INCLUSION
        return CriterionKind.UNSPECIFIED

    def belongs_to_header(self, index: int) -> bool:
        """Whether the words after a header's colon belong to it: a cohort, or the sentence that introduces a list."""
        words = self.blocks[index].words
        if self.blocks[index].label is not None or not self._above_list(index) or phrases.is_remark(words):
            return False
        if words.startswith("(") and words.endswith(")"):
            return True
        if phrases.is_umbrella(words):
            return phrases.ends_with_colon(words) and phrases.sentence_kind(words) is not None
        return phrases.is_label(words) and not phrases.ends_with_colon(words)

    def is_subheader(self, index: int) -> bool:
        """Whether an unmarked line is a header although it does not name a kind."""
        words = self.blocks[index].words
        if phrases.is_cohort(words) or phrases.is_neutral(words):
            return True
        if phrases.ends_with_colon(words):
            if len(words) > phrases.LONGEST_SENTENCE:
                return False
            last = index + 1 == len(self.blocks) or self.blocks[index + 1].heading is not None
            return not (phrases.requires(words) and (self._in_prose[index] or last or self._is_inline(index)))
        if self._is_inline(index) or not phrases.is_label(words):
            return False
        if self._above_list(index):
            return phrases.names_people(words) or not self._in_prose[index]
        if phrases.word_count(words) > 3 or not words[0].isupper():
            return phrases.names_people(words) and self._above_repeated(index)
        return self._above_repeated(index) or self._above_colon(index)

    def labels_items(self, index: int) -> bool:
        """Whether an indented line labels the items below it, which are not indented further."""
        block = self.blocks[index]
        if not self._above_list(index) or self.blocks[index + 1].indent > block.indent:
            return False
        if not block.words[0].isupper() and block.words[0] not in "[(":
            return False
        return phrases.is_label(block.words) and phrases.word_count(block.words) <= 6

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
        below = self.blocks[index + 1]
        return below.marker is not None and below.heading is None and not phrases.is_remark(below.words)

    def _above_colon(self, index: int) -> bool:
        """Whether the next block is an unmarked line that ends with a colon and does not name a kind."""
        if index + 1 == len(self.blocks):
            return False
        below = self.blocks[index + 1]
        return below.marker is None and below.heading is None and phrases.ends_with_colon(below.words)

    def _above_repeated(self, index: int) -> bool:
        """Whether the next block is one of several headers of its kind, such as one for each cohort."""
        heading = self.blocks[index + 1].heading if index + 1 < len(self.blocks) else None
        if heading is None:
            return False
        return self._headers[heading.kind] > 1

    def _is_inline(self, index: int) -> bool:
        """Whether a block follows a header on the same line."""
        heading = self.blocks[index - 1].heading if index else None
        return heading is not None and heading.inline

    @cached_property
    def _in_prose(self) -> list[bool]:
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
