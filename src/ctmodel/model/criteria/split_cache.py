"""The eligibility texts that were split last, with their parts: many rules ask for those of a record."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Final, final

from ctmodel.model.criteria.criterion import Criteria
from ctmodel.model.criteria.splitting import split_text

#: Bytes that the kept texts and their parts may take, as far as they can be told without counting: some hundred
#: records of common length. The last text is kept whatever its length, so that it is split once.
MOST_KEPT: Final = 8_000_000
_BYTES_OF_PART: Final = 400
_BYTES_OF_CHARACTER: Final = 2


@final
class SplitCache:
    """Split texts, the last ones kept up to a number of bytes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[str, tuple[Criteria, int]] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def split(self, text: str) -> Criteria:
        """Split a text, or say again what it was split into."""
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

    The parts are slices of the text: joined in order, they are any text.
    """
    return _CACHE.split(text)
