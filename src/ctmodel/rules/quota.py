"""Limit the number of findings that are kept of one document; the others are only counted."""

from collections import Counter
from typing import Final, final

#: How many findings of one rule are kept of a document; no known record has a tenth of that.
MOST: Final = 10_000


@final
class Quota:
    """Counts the findings of one document and limits those of each rule, so that no document fills the memory."""

    def __init__(self, most: float = float("inf")) -> None:
        self._most = most
        self._held: Counter[str] = Counter()
        #: How many findings were not kept, by code.
        self.left_out: Counter[str] = Counter()

    def has_room(self, code: str) -> bool:
        """Count a finding of a rule, and return whether to keep it; if not, it need not be made."""
        self._held[code] += 1
        if self._held[code] <= self._most:
            return True
        self.left_out[code] += 1
        return False
