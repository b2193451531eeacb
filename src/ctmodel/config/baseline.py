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
from ctmodel.io.replace import replace
from ctmodel.io.visible import visible
from ctmodel.rules.finding import Finding
from ctmodel.rules.fingerprint import fingerprint
from ctmodel.rules.mask import masked

_FINGERPRINT: Final = re.compile("[0-9a-f]{16}")
_KEYS: Final = {"record", "code", "fingerprint", "count"}


@final
@frozen(order=True)
class Entry:
    """Findings of one rule about one thing in a record, which a baseline knows."""

    #: NCT number; empty for a record without one.
    record: str
    #: Code of the rule.
    code: str
    #: What the findings are known by.
    fingerprint: str
    #: How many there are.
    count: int


@final
@frozen
class Compared:
    """Findings beside a baseline."""

    #: Findings that the baseline does not know, in their order.
    new: tuple[Finding, ...]
    #: How many findings the baseline knows.
    known: int
    #: What the baseline knows and was not found, with the count that is too much.
    unmet: tuple[Entry, ...]

    def stale(self, records: Collection[str | None], codes: Collection[str]) -> tuple[Entry, ...]:
        """Return what was mended: what was not found, though the record was checked and the rule asked."""
        checked = {_shown(record) for record in records}
        return tuple(entry for entry in self.unmet if entry.record in checked and entry.code in codes)


def entries(findings: Iterable[Finding]) -> tuple[Entry, ...]:
    """Return the baseline of findings."""
    counts = Counter((_shown(finding.record), finding.code, fingerprint(finding)) for finding in findings)
    return tuple(Entry(*known, count) for known, count in sorted(counts.items()))


def compare(findings: Iterable[Finding], baseline: Iterable[Entry]) -> Compared:
    """Tell findings that are new from those that a baseline knows, each as often as it counts it.

    Where there are more than it counts, the last ones are new.
    """
    left: Counter[str] = Counter()
    named = {}
    for entry in baseline:
        left[entry.fingerprint] += entry.count
        named[entry.fingerprint] = entry
    new = []
    met = 0
    for finding in findings:
        mark = fingerprint(finding)
        if left[mark] > 0:
            left[mark] -= 1
            met += 1
        else:
            new.append(finding)
    unmet = tuple(sorted(evolve(entry, count=left[mark]) for mark, entry in named.items() if left[mark]))
    return Compared(tuple(new), met, unmet)


def write_baseline(path: str | PathLike[str], findings: Iterable[Finding]) -> int:
    """Write the baseline of findings, as a whole or not at all, and return how many findings it counts.

    Raises:
        OSError: the file cannot be written; the old one stays.
    """
    known = entries(findings)
    lines = ",\n".join(_line(entry) for entry in known)
    replace(Path(path), f"[\n{lines}\n]\n".encode() if known else b"[]\n")
    return sum(entry.count for entry in known)


def read_baseline(path: str | PathLike[str]) -> tuple[Entry, ...]:
    """Read a baseline.

    Raises:
        SettingsError: the file cannot be read, or is no baseline.
    """
    try:
        held: Any = json.loads(Path(path).read_bytes())
    except OSError as error:
        raise _error(path, error.strerror or str(error)) from None
    except (ValueError, RecursionError) as error:
        raise _error(path, f"no baseline, since it is not JSON: {error}") from None
    if type(held) is not list:
        raise _error(path, "no baseline, which is a JSON list")
    return tuple(_entry(item, number, path) for number, item in enumerate(held, 1))


def _shown(record: str | None) -> str:
    """Return the number of a record as the file has it: what stands in its place can be an address."""
    return masked(record or "", identifier=True)


def _line(entry: Entry) -> str:
    return json.dumps(
        {"record": entry.record, "code": entry.code, "fingerprint": entry.fingerprint, "count": entry.count}
    )


def _entry(item: Any, number: int, path: str | PathLike[str]) -> Entry:
    if type(item) is not dict or item.keys() != _KEYS:
        raise _error(path, f"entry {number} has not the keys record, code, fingerprint and count")
    for key in ("record", "code", "fingerprint"):
        if type(item[key]) is not str:
            raise _error(path, f"entry {number}: {key} is no text")
    if not _FINGERPRINT.fullmatch(item["fingerprint"]):
        raise _error(path, f"entry {number}: the fingerprint is not 16 hexadecimal digits")
    if type(item["count"]) is not int or item["count"] < 1:
        raise _error(path, f"entry {number}: the count is no whole number from 1")
    return Entry(**item)


def _error(path: str | PathLike[str], reason: str) -> SettingsError:
    return SettingsError(visible(f"baseline {path}: {reason}", one_line=True))
