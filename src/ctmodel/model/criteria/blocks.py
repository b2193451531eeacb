"""Cut a text into blocks: a line with its marker, and the lines that continue it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import final

from attrs import define

from ctmodel.model.criteria.headings import Heading, heading_at, mid_headings, names_kind
from ctmodel.model.criteria.markdown import FILLER, plain
from ctmodel.model.criteria.markers import Marker, follows, marker_at
from ctmodel.model.criteria.phrases import LONGEST_SENTENCE
from ctmodel.model.criteria.wordings import COLONS


@final
@define(eq=False)
class Block:
    """A line and the lines that continue it, not yet classified."""

    #: Start of its line, or of the part of a line that it is.
    start: int
    #: Number of columns before the first character.
    indent: int
    #: Position of the first character that is not white space.
    first: int
    #: End of the words.
    end: int
    #: Whether it is the first block, or comes after a blank line.
    apart: bool
    marker: Marker | None = None
    #: A second marker, written by the author.
    label: Marker | None = None
    heading: Heading | None = None
    #: Whether it is certainly not a header, however many lines continue it.
    is_text: bool = False
    #: The words, without markers.
    words: str = ""

    @property
    def body(self) -> int:
        """Start of the words."""
        return self.first + (self.marker.width if self.marker else 0) + (self.label.width if self.label else 0)

    @property
    def number(self) -> str | None:
        """The number or letter of its marker or label."""
        if self.marker is not None and self.marker.number is not None:
            return self.marker.number
        return self.label.number if self.label is not None else None


def blocks(text: str) -> list[Block]:
    """Cut a text into blocks."""
    merged = list(_merged(text))
    _settle_letters(merged)
    found: list[Block] = []
    for block in merged:
        words = text[block.body : block.end]
        if names_kind(words):
            for piece in _pieces(text, block):
                piece.words = plain(text[piece.body : piece.end])
                found.append(piece)
        else:
            block.words = plain(words)
            found.append(block)
    return found


def _merged(text: str) -> Iterator[Block]:
    """Yield lines, joined with the lines that directly continue them."""
    current: Block | None = None
    place = 0
    apart = True
    for line in text.split("\n"):
        start, place = place, place + len(line) + 1
        words = line.strip()
        if not words:
            apart = True
            continue
        at = len(line) - len(line.lstrip())
        indent = len(line[:at].replace(FILLER, "").expandtabs(4)) if at else 0
        marker = marker_at(line, at)
        end = start + at + len(words)
        if current is not None and not apart and _continues(text, current, words, indent, marker):
            current.end = end
            continue
        if current is not None:
            yield current
        label = marker_at(line, at + marker.width) if marker is not None else None
        current = Block(start, indent, start + at, end, apart, marker, label)
        apart = False
    if current is not None:
        yield current


def _continues(text: str, block: Block, words: str, indent: int, marker: Marker | None) -> bool:
    """Whether the line directly below a block belongs to it."""
    if marker is not None:
        # A wrapped line that happens to begin with a number starts in the column of the words above it.
        wrapped = block.marker is not None and indent == block.indent + block.marker.width
        return wrapped and marker.number is not None and marker.number not in ("1", "a", "A", "i", "I")
    if _is_heading(words, 0, len(words)):
        return False
    if block.marker is None:
        opens = text[block.end - 1] in COLONS and indent <= block.indent
        if opens or (not block.is_text and _is_heading(text, block.body, block.end)):
            return False
        block.is_text = block.end - block.body > LONGEST_SENTENCE
        return True
    return not (words[-1] in COLONS and len(words) < 60 and indent <= block.indent)


def _is_heading(text: str, start: int, end: int) -> bool:
    """Whether words begin with a header. Only the length of the longest sentence is read."""
    words = text[start : min(end, start + LONGEST_SENTENCE)]
    return names_kind(words) and heading_at(text, start, end, marked=False) is not None


def _pieces(text: str, block: Block) -> Iterator[Block]:
    """Yield a block, split where a header ends or begins inside it."""
    end = block.end
    heading = heading_at(text, block.body, end, marked=block.marker is not None)
    starts = mid_headings(text, heading.end if heading else block.body, end)
    if not starts:
        yield from _headed(text, block, heading)
        return
    for start in [*starts, end]:
        block.end = block.body + len(text[block.body : start].rstrip())
        yield from _headed(text, block, heading_at(text, block.body, block.end, marked=block.marker is not None))
        block = Block(start, block.indent, start, end, apart=True)


def _headed(text: str, block: Block, heading: Heading | None) -> Iterator[Block]:
    """Yield a block that begins with a header, split after the header."""
    block.heading = heading
    if heading is None or not heading.inline:
        yield block
        return
    cut, end = heading.end, block.end
    block.end = cut
    yield block
    first = end - len(text[cut:end].lstrip())
    label = marker_at(text[first : first + 12], 0)
    yield Block(cut, block.indent, first, end, True, label=None if label and label.doubtful else label)


def _settle_letters(found: list[Block]) -> None:
    """Keep a letter with a dot as a marker only if the marker before or after it has the neighbouring letter."""
    for attribute in ("marker", "label"):
        markers: list[Marker] = [held for block in found if (held := getattr(block, attribute)) is not None]
        numbers = [marker.number for marker in markers if marker.number]
        index = -1
        for block in found:
            marker: Marker | None = getattr(block, attribute)
            if marker is None or not marker.number:
                continue
            index += 1
            beside = index > 0 and follows(marker.number, numbers[index - 1])
            beside = beside or (index + 1 < len(numbers) and follows(numbers[index + 1], marker.number))
            if marker.doubtful and not beside:
                setattr(block, attribute, None)
                if attribute == "marker":
                    block.label = None
