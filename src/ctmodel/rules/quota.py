"""How many findings of one document are held; the rest is counted."""

from collections import Counter
from typing import Final, final

#: How many findings of one rule are held for a document: no record known has a tenth of it.
MOST: Final = 10_000


@final
class Quota:
    """Counts the findings of one document: of each rule so many are held, so that no document fills the memory."""

    def __init__(self, most: float = float("inf")) -> None:
        self._most = most
        self._held: Counter[str] = Counter()
        #: How many findings are not held, by code.
        self.left_out: Counter[str] = Counter()

    def has_room(self, code: str) -> bool:
        """Count a finding of a rule, and tell whether it is held: only then it needs to be made."""
        self._held[code] += 1
        if self._held[code] <= self._most:
            return True
        self.left_out[code] += 1
        return False
