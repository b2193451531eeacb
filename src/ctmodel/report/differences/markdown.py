"""Differences as Markdown, for comments and summaries."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from ctmodel.report.differences.difference import Difference, Outcome
from ctmodel.report.differences.marking import Held, Words
from ctmodel.report.differences.outline import Outline, outlines, summary
from ctmodel.report.differences.telling import Line
from ctmodel.report.differences.values import shown
from ctmodel.report.escaping import markdown_text

_MARKS: Final = {Held.OLD: "~~", Held.NEW: "**"}


def render(differences: Iterable[Difference], *, everything: bool = False) -> Iterator[str]:
    """Yield each study with what changed in it, and a summary if there are several studies.

    Args:
        differences: the studies.
        everything: whether to list each change, and each note on administrative and derived data.
    """
    counts = Counter[Outcome]()
    for outline in outlines(differences, counts, everything=everything):
        yield "".join(f"{line}\n" for line in _study(outline))
    if said := summary(counts):
        yield f"{said}\n"


def _study(outline: Outline) -> Iterator[str]:
    yield f"## {markdown_text(' '.join(filter(None, (outline.number, outline.title))))}"
    yield ""
    if not outline.sections:
        yield f"The study was {outline.outcome}."
        yield ""
        return
    for remark in outline.remarks:
        yield markdown_text(remark)
        yield ""
    for section in outline.sections:
        yield f"### {markdown_text(section.title)}"
        yield ""
        for line in section.lines:
            yield from _lines(line, "")
        yield ""


def _lines(line: Line, indent: str) -> Iterator[str]:
    values = shown(line)
    said = ": ".join(map(_text, (line.what, *values.beside)))
    by = f" ({markdown_text(line.by)})" if line.by else ""
    sign = f"`{line.sign}` " if line.sign else ""
    yield f"{indent}- {sign}{said}{by}"
    for words in values.under:
        yield f"{indent}  - {_passage(words)}"
    if values.more:
        yield f"{indent}  - … and {values.more:,} more passages"
    for detail in line.shown_details:
        yield from _lines(detail, f"{indent}  ")
    if line.hidden_details:
        yield f"{indent}  - … and {line.hidden_details:,} more"


def _passage(passage: Iterable[Words]) -> str:
    said = []
    for held, text in passage:
        mark = _MARKS.get(held, "")
        said.append(f"{mark}{_text(text)}{mark}")
    return " ".join(said)


def _text(text: str) -> str:
    return markdown_text(" ".join(text.split()))
