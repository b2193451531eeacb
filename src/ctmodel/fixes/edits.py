"""Replacements of pieces of a text."""

from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from attrs import frozen


@frozen
class Edit:
    """A replacement: the first character, the one after the last, and the new text."""

    start: int
    end: int
    new: str


def edited(written: Sequence[str], edits: Iterable[Edit]) -> Iterator[Sequence[str]]:
    """Yield the pieces of the edited text; edits must not overlap."""
    at = 0
    for edit in sorted(edits, key=attrgetter("start")):
        yield written[at : edit.start]
        yield edit.new
        at = edit.end
    yield written[at:]
