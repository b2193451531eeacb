"""Which findings rest on values that do not fit, and are not reported."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, final

from ctmodel.codec.oddities import Oddity, Trouble
from ctmodel.codec.table import Hop
from ctmodel.rules.definition import Rule
from ctmodel.rules.texts import TEXTUAL

_MUTING: Final = (Trouble.MISFIT, Trouble.NULL, Trouble.BLANK)
_STEP: Final = re.compile(r"[^.\[\]]+")
#: What rules read that judge each text of a record by itself.
_EACH_TEXT: Final = frozenset(TEXTUAL.split())

#: The steps of a model path: names of attributes and indices.
_Path = tuple[str, ...]


@final
class Muting:
    """What rules say of values that are there as if they fitted, and of nothing else.

    A value that does not fit is no value to a rule. What the rule says is then kept where it speaks of something
    beside the value: another item of the same list, or, if it judges each text by itself, another text.
    """

    def __init__(self, found: Iterable[Oddity]) -> None:
        #: Paths of values that do not fit, by the attribute of the trial that they are at or under.
        self._spoiled: dict[str, list[_Path]] = {}
        for oddity in found:
            if oddity.trouble in _MUTING and oddity.unheld:
                for path in _paths(oddity):
                    self._spoiled.setdefault(path[0], []).append(path)

    def touches(self, rule: Rule) -> bool:
        """Whether a rule reads anything that does not fit."""
        return not rule.reads.isdisjoint(self._spoiled)

    def mutes(self, rule: Rule) -> bool:
        """Whether nothing that a rule can say would be kept."""
        return rule.reads != _EACH_TEXT and any(
            not _in_list(path) for attribute in rule.reads for path in self._spoiled.get(attribute, ())
        )

    def keeps(self, rule: Rule, path: str) -> bool:
        """Whether what a rule says of a path is about something else than what does not fit."""
        steps = tuple(_STEP.findall(path))
        each_text = rule.reads == _EACH_TEXT
        return all(
            _is_beside(steps, spoiled) or (each_text and steps[: len(spoiled)] != spoiled)
            for attribute in rule.reads
            for spoiled in self._spoiled.get(attribute, ())
        )


def _paths(oddity: Oddity) -> Iterator[_Path]:
    if isinstance(oddity.expected, Hop) and not oddity.path:
        yield from ((name,) for name in _attributes_in(oddity.expected))
    else:
        path = tuple(_STEP.findall(oddity.path))
        # An item that does not fit is not in the attribute: it has no index there.
        yield (*path, "-") if _is_item(oddity) else path


def _is_item(oddity: Oddity) -> bool:
    return oddity.pointer.rpartition("/")[2].isdecimal()


def _attributes_in(hop: Hop) -> Iterator[str]:
    yield from (row.attribute for _, row in hop.rows())
    for _, inner in hop.hops():
        yield from _attributes_in(inner)


def _in_list(path: _Path) -> bool:
    return any(step == "-" or step.isdecimal() for step in path)


def _is_beside(path: _Path, spoiled: _Path) -> bool:
    """Whether a path leads to another item of a list than what is spoiled."""
    for step, other in zip(path, spoiled, strict=False):
        if step != other:
            return step.isdecimal() and (other.isdecimal() or other == "-")
    return False
