"""Suppress findings that depend on values that do not fit."""

import re
from collections.abc import Iterator
from typing import Any, Final, final

from ctmodel.codec.anomalies import Anomaly, AnomalyKind
from ctmodel.codec.schema import PlainObject
from ctmodel.formats.format import Refused
from ctmodel.rules.definition import Rule
from ctmodel.rules.texts import TEXTUAL

_MUTING: Final = (AnomalyKind.MISFIT, AnomalyKind.BLANK)
_STEP: Final = re.compile(r"[^.\[\]]+")
#: What rules read that check each text of a record separately.
_EACH_TEXT: Final = frozenset(TEXTUAL.split())
#: How many values are distinguished; in a record with more, whole attributes are muted.
_MOST: Final = 10_000

#: Where values do not fit, as nested steps of model paths: attributes and indices. Where a path ends, ``_END`` is.
_Tree = dict[str, Any]
_END: Final = ""
#: The index of an item that does not fit, and so is not in the attribute.
_NO_INDEX: Final = "-"


@final
class Muting:
    """Decides which findings to keep in a record with values that do not fit.

    To a rule, a value that does not fit is absent. Its finding is kept if it is about something else: another item
    of the same list or, if the rule checks each text separately, another text.
    """

    def __init__(self) -> None:
        self._tree: _Tree = {}
        self._count = 0
        #: Whether there are values that do not fit, not only terms that no attribute can hold.
        self.has_misfits = False

    def add(self, anomaly: Anomaly, *, misspelt: bool) -> None:
        """Record a value that the tables do not expect, or a misspelt term, which rules treat as absent."""
        if misspelt or (anomaly.kind in _MUTING and anomaly.unheld):
            self.has_misfits = True
            for path in _paths(anomaly):
                self._count += 1
                self._spoil(path if self._count <= _MOST else path[:1])

    def add_refused(self, refused: Refused) -> None:
        """Record a leaf that could not be converted: its attributes are unknown, not missing."""
        self.has_misfits |= refused.expected is not None
        for path in refused.paths:
            self._spoil(tuple(_STEP.findall(path)))

    def _spoil(self, path: tuple[str, ...]) -> None:
        here = self._tree
        for step in path:
            here = here.setdefault(step, {})
        here[_END] = {}

    @property
    def is_empty(self) -> bool:
        """Whether everything fits, as in nearly every record."""
        return not self._tree

    def touches(self, rule: Rule) -> bool:
        """Whether a rule reads anything that does not fit."""
        return not rule.reads.isdisjoint(self._tree)

    def mutes(self, rule: Rule) -> bool:
        """Whether nothing that a rule could say would be kept."""
        spoiled = [self._tree[attribute] for attribute in rule.reads & self._tree.keys()]
        return rule.reads != _EACH_TEXT and not all(map(_is_in_lists, spoiled))

    def keeps(self, rule: Rule, path: str) -> bool:
        """Whether what a rule says of a path is about something else than what does not fit."""
        tree = {attribute: self._tree[attribute] for attribute in rule.reads & self._tree.keys()}
        steps = _STEP.findall(path)
        return not tree or (_is_outside(tree, steps) if rule.reads == _EACH_TEXT else _is_beside(tree, steps))


def _paths(anomaly: Anomaly) -> Iterator[tuple[str, ...]]:
    if isinstance(anomaly.expected, PlainObject) and not anomaly.path:
        yield from ((name,) for name in _attributes_in(anomaly.expected))
    else:
        path = _STEP.findall(anomaly.path)
        lost = anomaly.unheld and anomaly.pointer.rpartition("/")[2].isdecimal()
        yield (*path, _NO_INDEX) if lost else tuple(path)


def _attributes_in(node: PlainObject) -> Iterator[str]:
    yield from (row.attribute for _, row in node.rows())
    for _, inner in node.plain_objects():
        yield from _attributes_in(inner)


def _is_index(step: str) -> bool:
    return step == _NO_INDEX or step.isdecimal()


def _is_in_lists(tree: _Tree) -> bool:
    """Whether all that does not fit is in items of lists."""
    return all(step != _END and (_is_index(step) or _is_in_lists(below)) for step, below in tree.items())


def _is_beside(tree: _Tree, steps: list[str]) -> bool:
    """Whether a path leads to another item of a list than all that does not fit."""
    for step in steps:
        if _is_index(step) and step not in tree:
            return _END not in tree
        if step not in tree or not (_is_index(step) or len(tree) == 1):
            return False
        tree = tree[step]
    return False


def _is_outside(tree: _Tree, steps: list[str]) -> bool:
    """Whether a path leads to nothing that does not fit, nor into it."""
    for step in steps:
        if step not in tree:
            return _END not in tree
        tree = tree[step]
    return _END not in tree
