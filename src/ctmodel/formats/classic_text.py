"""Convert texts in the classic layout of ClinicalTrials.gov to the Markdown of its API v2.

The layout wraps and indents lines, and marks items of lists with ``-`` or a number. The registry's XML and the exports
of the WHO have it.
"""

import re
from collections.abc import Iterator
from typing import Final

from attrs import frozen

#: A dash with one space after it is an ordinary dash.
_BULLET: Final = re.compile(r"-\s\s+(?=\S)")
_NUMBER: Final = re.compile(r"([0-9]{1,9})\.\s+(?=\S)")
#: Characters that Markdown gives a meaning, always escaped by the registry.
_SPECIAL: Final = re.compile(r"[\\&*<>\[\]^~_]")
#: What would begin a list in Markdown.
_LIKE_MARKER: Final = re.compile(r"([0-9]{1,9})([.)])(?=\s|$)|([-+])(?=\s|$)")
#: Between a list with bullets and one with numbers, so that Markdown keeps them apart.
_BETWEEN: Final = "<!-- -->"


def plain_text(text: str) -> str:
    """Return a text on one line, without Markdown, as for titles and names."""
    return " ".join(text.split())


def wrapped_text(text: str) -> str:
    """Return the Markdown for a text in wrapped and indented lines: a line end is a space, a blank line a new block."""
    return _markdown(re.split(r"\n[ \t\r]*\n", text.replace("\r", "")))


def written_text(text: str) -> str:
    """Return the Markdown for a text whose line ends are those of its author: each begins a new block."""
    return _markdown(text.replace("\r", "").split("\n"))


@frozen
class _Block:
    """A paragraph or an item of a list."""

    #: The number of spaces before it, its marker in Markdown (empty for a paragraph), and its words.
    indent: int
    marker: str
    words: str


def _markdown(blocks: list[str]) -> str:
    return "\n".join(_lines(_block(block) for block in blocks if block.strip())).strip()


def _block(text: str) -> _Block:
    lines = text.strip("\n")
    indent = len(lines) - len(lines.lstrip())
    text = lines.strip()
    if bullet := _BULLET.match(text):
        return _Block(indent, "* ", _escaped(text[bullet.end() :]))
    if number := _NUMBER.match(text):
        return _Block(indent, f"{number[1]}. ", _escaped(text[number.end() :]))
    return _Block(indent, "", _escaped(text))


def _escaped(text: str) -> str:
    words = " ".join(text.split())
    words = _SPECIAL.sub(lambda match: f"\\{match[0]}", words)
    return _LIKE_MARKER.sub(_escaped_marker, words, count=1) if _LIKE_MARKER.match(words) else words


def _escaped_marker(match: re.Match[str]) -> str:
    return f"{match[1]}\\{match[2]}" if match[1] else f"\\{match[3]}"


def _lines(blocks: Iterator[_Block]) -> Iterator[str]:
    """Yield lines of Markdown: items of a list follow each other, everything else is set off by an empty line."""
    #: The open lists, from the outermost: the indent of their items, and the width of their markers.
    lists: list[tuple[int, str]] = []
    for block in blocks:
        if not block.marker:
            lists = []
            yield from ("", block.words)
            continue
        while lists and lists[-1][0] > block.indent:
            lists.pop()
        if not lists or lists[-1][0] < block.indent:
            yield ""
            lists.append((block.indent, block.marker))
        elif _kind(lists[-1][1]) != _kind(block.marker):
            yield from ("", _BETWEEN, "")
            lists[-1] = block.indent, block.marker
        lists[-1] = block.indent, block.marker
        yield " " * sum(len(marker) for _, marker in lists[:-1]) + block.marker + block.words


def _kind(marker: str) -> bool:
    return marker == "* "
