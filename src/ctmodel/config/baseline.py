"""The baseline: findings that were there before, so that a run tells what is new.

The file is a JSON list with one entry a line, sorted, so that a change of it can be read in a review.
"""

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable
from os import PathLike
from pathlib import Path
from typing import Any, Final, final

from attrs import evolve, frozen

from ctmodel.config.settings import SettingsError
from ctmodel.io.regular import read_regular
from ctmodel.io.replace import replace
from ctmodel.io.text import MAX_BYTES
from ctmodel.io.visible import visible
from ctmodel.report.shown import Shown
from ctmodel.rules.finding import Finding
from ctmodel.rules.fingerprint import fingerprint
from ctmodel.rules.mask import masked

_FINGERPRINT: Final = re.compile("[0-9a-f]{16}")
_KEYS: Final = {"record", "code", "fingerprint", "count"}


@final
@frozen(order=True)
class Entry:
    """Findings of one rule about one thing in a record, which a baseline knows."""

    #: The registry's number of the record; empty for a record without one.
    record: str
    #: Code of the rule.
    code: str
    #: What the findings are known by.
    fingerprint: str
    #: How many there are.
    count: int


@final
class Baseline:
    """Findings that are known, each as often as it is counted: where there are more, the last ones are new."""

    def __init__(self, known: Iterable[Entry] = ()) -> None:
        self._left: Counter[str] = Counter()
        self._named: dict[str, Entry] = {}
        for entry in known:
            self._left[entry.fingerprint] += entry.count
            self._named[entry.fingerprint] = entry
        #: How many of the findings that came along it knows.
        self.met = 0
        #: The records that it names.
        self.records = frozenset(entry.record for entry in self._named.values())

    def knows(self, finding: Finding | Shown) -> bool:
        """Whether a finding that comes along is known; it then counts as met."""
        if not self._named:
            return False
        mark = _mark(finding)
        if self._left[mark] < 1:
            return False
        self._left[mark] -= 1
        self.met += 1
        return True

    def stale(self, records: Collection[str | None], codes: Collection[str]) -> tuple[Entry, ...]:
        """Return the entries that were not found, although the record was checked with the rule."""
        checked = {shown_record(record) for record in records}
        unmet = (evolve(entry, count=self._left[mark]) for mark, entry in self._named.items() if self._left[mark])
        return tuple(sorted(entry for entry in unmet if entry.record in checked and entry.code in codes))


@final
class Ledger:
    """Counts findings as they come, and makes a baseline of them."""

    def __init__(self, findings: Iterable[Finding | Shown] = ()) -> None:
        self._counts: Counter[tuple[str, str, str]] = Counter()
        for finding in findings:
            self.add(finding)

    def add(self, finding: Finding | Shown) -> None:
        """Count a finding."""
        self._counts[shown_record(finding.record), finding.code, _mark(finding)] += 1

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The baseline, sorted."""
        return tuple(Entry(*known, count) for known, count in sorted(self._counts.items()))


def write_baseline(path: str | PathLike[str], known: Collection[Entry]) -> int:
    """Write a baseline, as a whole or not at all, and return how many findings it counts.

    Raises:
        OSError: the file cannot be written; the old one stays.
    """
    lines = ",\n".join(_line(entry) for entry in known)
    replace(Path(path), f"[\n{lines}\n]\n".encode() if known else b"[]\n")
    return sum(entry.count for entry in known)


def read_baseline(path: str | PathLike[str]) -> tuple[Entry, ...]:
    """Read a baseline.

    Raises:
        SettingsError: the file cannot be read, or is not a baseline.
    """
    try:
        held: Any = json.loads(read_regular(Path(path), MAX_BYTES))
    except OSError as error:
        raise _error(path, error.strerror or str(error)) from None
    except (ValueError, RecursionError) as error:
        raise _error(path, f"no baseline, since it is not JSON: {error}") from None
    if type(held) is not list:
        raise _error(path, "no baseline, which is a JSON list")
    return tuple(_entry(item, number, path) for number, item in enumerate(held, 1))


def _mark(finding: Finding | Shown) -> str:
    return finding.mark if isinstance(finding, Shown) else fingerprint(finding)


def shown_record(record: str | None) -> str:
    """Return the number of a record as written in the file: what is used as a number can be an address."""
    return masked(record or "", identifier=True)


def _line(entry: Entry) -> str:
    return json.dumps(
        {"record": entry.record, "code": entry.code, "fingerprint": entry.fingerprint, "count": entry.count}
    )


def _entry(item: Any, number: int, path: str | PathLike[str]) -> Entry:
    if type(item) is not dict or item.keys() != _KEYS:
        raise _error(path, f"entry {number} lacks the keys record, code, fingerprint and count")
    for key in ("record", "code", "fingerprint"):
        if type(item[key]) is not str:
            raise _error(path, f"entry {number}: {key} is not text")
    if not _FINGERPRINT.fullmatch(item["fingerprint"]):
        raise _error(path, f"entry {number}: the fingerprint is not 16 hexadecimal digits")
    if type(item["count"]) is not int or item["count"] < 1:
        raise _error(path, f"entry {number}: the count is not a whole number from 1")
    return Entry(**item)


def _error(path: str | PathLike[str], reason: str) -> SettingsError:
    return SettingsError(visible(f"baseline {path}: {reason}", one_line=True))
