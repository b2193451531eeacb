"""Distinguish the findings of one run."""

import hashlib
from collections import OrderedDict
from typing import Final, final

from ctmodel.report.escaping import posix

#: How many findings are remembered. Equal ones are close together: they are in one file.
_REMEMBERED: Final = 50_000


@final
class Unique:
    """Fingerprints that no other finding of the run has.

    The same record in two files, or the same thing twice in one, has the same fingerprint; platforms merge those.
    Equal findings are told apart if no more than 50,000 others are between them.
    """

    def __init__(self) -> None:
        self._seen: OrderedDict[tuple[str, str], int] = OrderedDict()

    def of(self, mark: str, file: str | None) -> str:
        """Return the fingerprint of a finding that comes along, given what it has in common with its equals."""
        among = (mark, posix(file))
        ordinal = self._seen.pop(among, 0)
        self._seen[among] = ordinal + 1
        if len(self._seen) > _REMEMBERED:
            self._seen.popitem(last=False)
        parts = "\0".join((*among, str(ordinal))).encode("utf-8", "surrogatepass")
        return hashlib.sha256(parts).hexdigest()[:16]
