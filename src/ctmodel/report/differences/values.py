"""How the values of a line are shown: on it, or under it with marks on the words that differ."""

from typing import Final

from attrs import frozen

from ctmodel.report.differences.marking import Held, Words, are_alike, marked, passages
from ctmodel.report.differences.telling import MOST_DETAILS, Line

#: The most characters of a value that is shown on its line.
SHORT: Final = 64


@frozen
class Shown:
    """The values of a line."""

    #: What follows on the line: the name, and short values.
    beside: tuple[str, ...] = ()
    #: What follows under it: places where two texts differ, or texts that only one version has.
    under: tuple[tuple[Words, ...], ...] = ()
    #: How many more places there are.
    more: int = 0


def shown(line: Line) -> Shown:
    """Return how the values of a line are shown."""
    names = (line.name,) if line.name else ()
    old, new = line.old, line.new
    if old is None or new is None:
        held = old or new
        if held is None:
            return Shown(names)
        return Shown((*names, held)) if len(held) <= SHORT else Shown(names, (_one(held),))
    if old == new:
        # What differs is masked.
        return Shown(names, (_one(new),))
    # An item with another name: with both names, it needs no third one.
    is_name = line.name == new
    if not is_name and max(len(old), len(new)) <= SHORT:
        return Shown((*names, f"{old} → {new}"))
    words = marked(old, new)
    if not are_alike(words, old, new):
        return Shown(() if is_name else names, _both(old, new))
    if is_name:
        return Shown((), (tuple(words),))
    found = passages(words)
    return Shown(names, tuple(map(tuple, found[:MOST_DETAILS])), max(len(found) - MOST_DETAILS, 0))


def _one(text: str) -> tuple[Words, ...]:
    return (Words(Held.BOTH, text),)


def _both(old: str, new: str) -> tuple[tuple[Words, ...], ...]:
    return (Words(Held.OLD, old),), (Words(Held.NEW, new),)
