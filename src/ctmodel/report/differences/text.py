"""Differences as text for people: what the notes say, by topic."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from attrs import frozen

from ctmodel.report.differences.difference import Difference, Outcome
from ctmodel.report.differences.marking import Held, Words
from ctmodel.report.differences.outline import Outline, outlines, summary
from ctmodel.report.differences.telling import Line
from ctmodel.report.differences.values import shown
from ctmodel.report.escaping import log_line
from ctmodel.report.text import BOLD, RESET, painted
from ctmodel.report.wrapping import wrapped

_COLOURS: Final = {"+": "\x1b[32m", "-": "\x1b[31m", ">": "\x1b[36m", "~": "\x1b[33m"}
_MARKS: Final = {Held.OLD: "-", Held.NEW: "+"}
#: The most characters of a piece of text.
_LONGEST: Final = 240
_INDENT: Final = 2
_STEP: Final = 4


def render(
    differences: Iterable[Difference], *, everything: bool = False, color: bool = False, width: int | None = None
) -> Iterator[str]:
    """Yield each study with what changed in it, and a summary if there are several studies.

    Args:
        differences: the studies.
        everything: whether to list each change, and each note on administrative and derived data.
        color: whether to write for a terminal that shows colours.
        width: how many columns the terminal has: longer lines are wrapped between words. None wraps nothing.
    """
    counts = Counter[Outcome]()
    writer = _Writer(color, width)
    above: Outline | None = None
    for outline in outlines(differences, counts, everything=everything):
        # Studies that came or went have one line each.
        gap = above is not None and (above.sections or outline.sections)
        yield "".join(f"{line}\n" for line in [*([""] if gap else []), *writer.study(outline)])
        above = outline
    if said := summary(counts):
        yield f"\n{said}\n" if above else f"{said}\n"


@frozen
class _Writer:
    color: bool
    width: int | None

    def study(self, outline: Outline) -> Iterator[str]:
        header = log_line("  ".join(filter(None, (outline.number, outline.title))))
        if not outline.sections:
            yield f"{painted(header, BOLD, self.color)}: {outline.outcome}"
            return
        yield painted(header, BOLD, self.color)
        for remark in outline.remarks:
            yield from wrapped(log_line(remark), self.width)
        for section in outline.sections:
            yield ""
            yield painted(section.title, BOLD, self.color)
            for line in section.lines:
                yield from self._line(line, _INDENT)

    def _line(self, line: Line, indent: int) -> Iterator[str]:
        values = shown(line)
        text = ": ".join([line.what, *map(_short, values.beside)])
        margin, sign = " " * indent, line.sign and f"{line.sign} "
        text = log_line(f"{text} ({line.by})" if line.by else text)
        said = wrapped(text, self.width, at=indent + len(sign))
        yield f"{margin}{painted(sign, _COLOURS.get(line.sign, ''), self.color)}{next(said)}"
        yield from said
        indent += _STEP
        for words in values.under:
            yield from self._passage(words, indent)
        if values.more:
            yield f"{' ' * indent}… and {values.more:,} more passages"
        for detail in line.shown_details:
            yield from self._line(detail, indent)
        if line.hidden_details:
            yield f"{' ' * indent}… and {line.hidden_details:,} more"

    def _passage(self, passage: Iterable[Words], indent: int) -> Iterator[str]:
        said = " ".join(
            f"[{mark}{_short(text)}{mark}]" if (mark := _MARKS.get(held)) else _short(text) for held, text in passage
        )
        lines = wrapped(said, self.width, at=indent)
        yield f"{' ' * indent}{self._marked(next(lines))}"
        yield from map(self._marked, lines)

    def _marked(self, line: str) -> str:
        """Return a line in which what is marked has colours, which continue on the next line."""
        if self.color:
            for mark in _MARKS.values():
                line = line.replace(f"[{mark}", f"{_COLOURS[mark]}[{mark}").replace(f"{mark}]", f"{mark}]{RESET}")
        return line


def _short(text: str) -> str:
    said = log_line(" ".join(text.split()))
    return f"{said[:_LONGEST].rstrip()}…" if len(said) > _LONGEST else said
