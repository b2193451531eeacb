"""Sets of numbers from 0 that are joined over time."""

from array import array
from typing import final


@final
class Sets:
    """Disjoint sets of the numbers below a size; the smallest number of a set represents it."""

    def __init__(self, size: int) -> None:
        self._parents = array("q", range(size))

    def find(self, number: int) -> int:
        """Return the smallest number in the set of a number."""
        parents = self._parents
        while (parent := parents[number]) != number:
            parents[number] = parents[parent]
            number = parent
        return number

    def join(self, a: int, b: int) -> None:
        """Join the sets of two numbers."""
        a, b = self.find(a), self.find(b)
        self._parents[max(a, b)] = min(a, b)

    def copy(self) -> "Sets":
        """Return independent sets with the same numbers."""
        copied = Sets(0)
        copied._parents = self._parents[:]
        return copied
