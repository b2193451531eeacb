"""A cache of split eligibility texts: many rules need the criteria of the same record."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Final, final

from ctmodel.model.criteria.criterion import Criteria
from ctmodel.model.criteria.splitting import split_text

#: Approximate size of the cache in bytes, enough for some hundred records of common length. The last text is kept
#: whatever its length, so that it is split only once.
MOST_KEPT: Final = 8_000_000
_BYTES_OF_PART: Final = 400
_BYTES_OF_CHARACTER: Final = 2


@final
class SplitCache:
    """Splits texts, and keeps the most recently used results up to a number of bytes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[str, tuple[Criteria, int]] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()
        #: The last text and its criteria: the rules about a record ask for them one after the other.
        self._last: tuple[str | None, Criteria] = None, Criteria()

    def split(self, text: str) -> Criteria:
        """Split a text, or return the result that was kept."""
        last_text, last_criteria = self._last
        if text is last_text:
            return last_criteria
        criteria = self._kept_or_split(text)
        self._last = text, criteria
        return criteria

    def _kept_or_split(self, text: str) -> Criteria:
        with self._lock:
            kept = self._kept.get(text)
            if kept is not None:
                self._kept.move_to_end(text)
                return kept[0]
        criteria = split_text(text)
        size = _BYTES_OF_CHARACTER * len(text) + _BYTES_OF_PART * (1 + len(criteria.parts))
        with self._lock:
            if text not in self._kept:
                self._kept[text] = criteria, size
                self._bytes += size
            while self._bytes > self._most and len(self._kept) > 1:
                self._bytes -= self._kept.popitem(last=False)[1][1]
        return criteria


_CACHE: Final = SplitCache(MOST_KEPT)


def split_criteria(text: str) -> Criteria:
    """Split an eligibility text into headers, criteria and remarks.

    The parts are slices of the text. Joined, they are the text, whatever it is. Results are cached.
    """
    return _CACHE.split(text)
