"""Differences as one HTML document: the old and the new version side by side."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from ctmodel.pages.html.environment import environment
from ctmodel.pages.html.standalone import POLICY, stylesheet
from ctmodel.report.differences.difference import Difference, Outcome
from ctmodel.report.differences.marking import Held, Words, marked, passages
from ctmodel.report.differences.outline import outlines, summary
from ctmodel.report.differences.telling import Line

#: The most characters of two texts that are shown whole; of longer ones, the places where they differ.
_LONGEST: Final = 800
_SIDES: Final = ({Held.BOTH, Held.OLD, Held.LEFT_OUT}, {Held.BOTH, Held.NEW, Held.LEFT_OUT})
Sides = tuple[list[Words], list[Words]]


def render(differences: Iterable[Difference], *, everything: bool = False) -> Iterator[str]:
    """Yield the document study by study; it needs no other file, no script and no network.

    Args:
        differences: the studies.
        everything: whether to list each change, and each note on administrative and derived data.

    Raises:
        ModuleNotFoundError: the extra ``html`` is not installed.
    """
    counts = Counter[Outcome]()
    templates = environment("ctmodel.report.differences")
    yield templates.get_template("begin.html").render(policy=POLICY, style=stylesheet())
    study = templates.get_template("study.html")
    for number, outline in enumerate(outlines(differences, counts, everything=everything)):
        yield study.render(outline=outline, number=number, sides=sides)
    yield templates.get_template("end.html").render(summary=summary(counts))


def sides(line: Line) -> list[Sides]:
    """Return the words of the old and of the new version that a line shows; for long texts, place by place."""
    old, new = line.old, line.new
    if old is None or new is None:
        # A name without values is what came, or what went.
        name = [Words(Held.BOTH, line.name)] if line.name else []
        is_gone = line.sign == "-"
        return [(_whole(old, Held.OLD) or name * is_gone, _whole(new, Held.NEW) or name * (not is_gone))]
    words = marked(old, new)
    return [_sides(found) for found in ([words] if len(old) + len(new) <= _LONGEST else passages(words))]


def _sides(passage: list[Words]) -> Sides:
    old, new = ([words for words in passage if words.held in held] for held in _SIDES)
    return old, new


def _whole(text: str | None, held: Held) -> list[Words]:
    return [] if text is None else [Words(held, text)]
