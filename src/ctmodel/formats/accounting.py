"""Note what becomes of the leaves of a record while it is read."""

from collections.abc import Sequence
from typing import final

from ctmodel.formats.format import Left, Refused
from ctmodel.formats.records import Leaf
from ctmodel.formats.rows import LONGEST_NAME, name_of, plain


@final
class Accounting:
    """What becomes of the leaves of a record, by place."""

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self.leaves = leaves
        #: The leaves with their names, in the order of the text, and by name.
        self.named: list[tuple[str, Leaf]] = []
        self.by_name: dict[str, list[Leaf]] = {}
        #: Whether the name of any leaf is too long to be cached.
        self.has_long_names = False
        self._name(leaves)
        self.carried: dict[str, tuple[str, ...]] = {}
        self.left: dict[str, Left] = {}
        self.silent = {leaf.place: "empty" for leaf in leaves if not leaf.text or leaf.text.isspace()}
        self.refused: dict[str, Refused] = {}
        #: The leaf that filled each attribute, by the path of the attribute.
        self.filled_by: dict[str, Leaf] = {}
        #: The registry of the record.
        self.registry: str | None = None
        #: Leaves that apply to what is around them, by name and how much of it they share with their elements.
        self._around: dict[tuple[str, int], dict[tuple[int, ...], Leaf]] = {}

    def _name(self, leaves: Sequence[Leaf]) -> None:
        known: dict[tuple[str, ...], str] = {}
        for leaf in leaves:
            name = known.get(leaf.names)
            if name is None:
                name = known[leaf.names] = name_of(leaf.names)
                self.has_long_names |= sum(map(len, leaf.names)) > LONGEST_NAME
            self.named.append((name, leaf))
            self.by_name.setdefault(name, []).append(leaf)

    def is_done(self, leaf: Leaf) -> bool:
        """Whether it is known what becomes of a leaf."""
        place = leaf.place
        return place in self.carried or place in self.left or place in self.silent

    def last(self, name: str | None) -> str | None:
        """Return the text of the last leaf with a name."""
        named = self.by_name.get(name, []) if name is not None else []
        return next((leaf.text.strip() for leaf in reversed(named) if not self.is_done(leaf)), None)

    def around(self, name: str, inside: Leaf, depth: int) -> Leaf | None:
        """Return the leaf with a name that applies to an element, given by a leaf inside and its depth."""
        steps = name.split("/")
        common = 0
        while common < depth and common < len(steps) and plain(inside.names[common]) == steps[common]:
            common += 1
        key = name, common
        if key not in self._around:
            self._around[key] = {leaf.indexes[:common]: leaf for leaf in self.by_name.get(name, ())}
        return self._around[key].get(inside.indexes[:common])
