"""Lines that fit a terminal: broken between words, and nowhere else."""

import re
from collections.abc import Iterator
from typing import Final
from unicodedata import combining, east_asian_width

from ctmodel.report.escaping import log_line

#: A word and the spaces after it.
_WORD: Final = re.compile(r"[^ ]+ *| +")
#: The fewest columns that are worth filling: what begins further right is continued further left.
_FEWEST: Final = 30
#: How far a continuation is indented where there is no room for more.
_LEAST_INDENT: Final = 4


def wrapped(text: str, width: int | None, *, at: int = 0) -> Iterator[str]:
    """Yield the lines of a text of one line, without what is before it on the first line.

    A word that is wider than a line has a line of its own, and is not broken: it may be a path or an address.
    A word that moves to the start of a line does not become a command to a CI runner.

    Args:
        text: the text.
        width: how many columns there are; None for as many as it takes.
        at: the column where the text begins. The lines that follow are indented to it, if that leaves enough room.
    """
    if width is None:
        yield text
        return
    indent = at if width - at >= _FEWEST else min(at, _LEAST_INDENT)
    line, used = "", at
    for word in _WORD.findall(text):
        if line.strip() and used + columns(word.rstrip()) > width:
            yield log_line(line.rstrip())
            line, used = " " * indent, indent
        line += word
        used += columns(word)
    yield log_line(line)


def columns(text: str) -> int:
    """Return how many columns of a terminal a text takes: two for wide characters, none for combining ones."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(letter) else 2 if east_asian_width(letter) in "WF" else 1 for letter in text)
