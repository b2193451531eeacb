"""Note what becomes of the leaves of a record while it is read."""

from collections.abc import Sequence
from typing import final

from ctmodel.formats.format import Left, Refused
from ctmodel.formats.records import Leaf
from ctmodel.formats.rows import name_of, plain


@final
class Accounting:
    """What becomes of the leaves of a record, by place."""

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self.leaves = leaves
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

    def is_done(self, leaf: Leaf) -> bool:
        """Whether it is known what becomes of a leaf."""
        place = leaf.place
        return place in self.carried or place in self.left or place in self.silent

    def last(self, name: str | None) -> str | None:
        """Return the text of the last leaf with a name."""
        texts = [leaf.text.strip() for leaf in self.leaves if name_of(leaf.names) == name and not self.is_done(leaf)]
        return texts[-1] if texts else None

    def around(self, name: str, inside: Leaf, depth: int) -> Leaf | None:
        """Return the leaf with a name that applies to an element, given by a leaf inside and its depth."""
        steps = name.split("/")
        common = 0
        while common < depth and common < len(steps) and plain(inside.names[common]) == steps[common]:
            common += 1
        key = name, common
        if key not in self._around:
            named = (leaf for leaf in self.leaves if name_of(leaf.names) == name)
            self._around[key] = {leaf.indexes[:common]: leaf for leaf in named}
        return self._around[key].get(inside.indexes[:common])
