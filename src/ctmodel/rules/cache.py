"""Keep what was found in documents, so that a later run need not check them again.

The cache is a SQLite file. What it has of a document counts as long as its text, the rules, and all that these are run
with stay the same. It holds JSON, nothing that is executed.
"""

import inspect
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import blake2b
from os import PathLike
from pathlib import Path
from typing import Any, Final, final

import ctmodel
from ctmodel.rules.checked import Checked
from ctmodel.rules.definition import Rule
from ctmodel.rules.finding import Finding, Severity
from ctmodel.rules.records import RecordKind

#: Marks a file as a cache, in its header: "ctmd".
_APPLICATION: Final = 0x63746D64
#: How many results are kept in memory until they are written.
_PENDING: Final = 64
#: Seconds to wait for another process that writes.
_PATIENCE: Final = 60.0
#: What is kept of a finding; the rest is that of its rule and its document.
_KEPT: Final = (
    *("message", "path", "pointer", "value", "record", "format", "anchor", "mark"),
    *("line", "column", "end_line", "end_column"),
)


_BEGINNING: Final = f"""
PRAGMA application_id = {_APPLICATION};
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
CREATE TABLE IF NOT EXISTS found (document BLOB PRIMARY KEY, run BLOB, result TEXT) WITHOUT ROWID;
"""


class CacheError(ValueError):
    """A file that cannot be used as a cache."""


@final
class Cache:
    """What was found in documents, by their text."""

    def __init__(self, path: str | PathLike[str], rules: Mapping[str, Rule], asked: object) -> None:
        """Open a cache, or begin one.

        Args:
            path: the file.
            rules: all rules that findings can be of, by code.
            asked: how the rules are run, as values whose ``repr`` tells them apart.

        Raises:
            CacheError: the file is something else, or cannot be opened.
        """
        self._rules = rules
        self._key = _digest(f"{ctmodel.__version__}\0{_sources(rules.values())}\0{asked!r}".encode())
        self._path = path
        #: What is not written yet, by the digest of the text.
        self._pending: dict[bytes, str] = {}
        self._connection: sqlite3.Connection | None = None
        try:
            self._opened().close()
        except sqlite3.Error as error:
            raise CacheError(f"{path}: cannot be used as a cache: {error}") from None
        # Each process that uses it opens it for itself.
        self._connection = None

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            opened = sqlite3.connect(self._path, timeout=_PATIENCE, isolation_level=None)
            (application,) = opened.execute("PRAGMA application_id").fetchone()
            (tables,) = opened.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if application != _APPLICATION and tables:
                raise CacheError(f"{self._path}: is a database of something else, not a cache")
            opened.executescript(_BEGINNING)
            self._connection = opened
        return self._connection

    def get(self, data: bytes, today: date) -> Checked | None:
        """Return what was found in a document with this text; None if that is not known, or was another day's."""
        digest = _digest(data)
        held = self._pending.get(digest)
        if held is None:
            query = "SELECT result FROM found WHERE document = ? AND run = ?"
            (held,) = self._opened().execute(query, (digest, self._key)).fetchone() or (None,)
        return None if held is None else self._read(json.loads(held), today)

    def add(self, data: bytes, checked: Checked, today: date) -> None:
        """Keep what was found in a document by itself."""
        self._pending[_digest(data)] = json.dumps(_written(checked, today), separators=(",", ":"))
        if len(self._pending) >= _PENDING:
            self.write()

    def write(self) -> None:
        """Write what is kept in memory."""
        if self._pending:
            self._opened().execute("BEGIN IMMEDIATE")
            rows = [(digest, self._key, held) for digest, held in self._pending.items()]
            self._opened().executemany("INSERT OR REPLACE INTO found VALUES (?, ?, ?)", rows)
            self._opened().execute("COMMIT")
            self._pending.clear()

    def close(self) -> None:
        """Leave nothing but the file: what processes have written is moved into it."""
        self.write()
        self._opened().close()
        self._connection = None

    def _read(self, held: dict[str, Any], today: date) -> Checked | None:
        if held["today"] not in (None, today.isoformat()):
            return None
        findings = []
        for code, severity, *values in held["findings"]:
            rule = self._rules[code]
            kept = dict(zip(_KEPT, values, strict=True))
            findings.append(
                Finding(code=code, name=rule.name, severity=Severity(severity), source=rule.source, file="", **kept)
            )
        return Checked(
            "",
            tuple(held["records"]),
            findings,
            muted=held["muted"],
            assumed=tuple(map(RecordKind, held["assumed"])),
            as_of=frozenset(map(date.fromisoformat, held["as_of"])),
            left_out=Counter(held["left_out"]),
            is_empty=held["is_empty"],
        )


def _written(checked: Checked, today: date) -> dict[str, Any]:
    return {
        # What depends on the day counts on that day only.
        "today": today.isoformat() if today in checked.as_of else None,
        "records": checked.records,
        "findings": [
            [found.code, found.severity, *(getattr(found, name) for name in _KEPT)] for found in checked.findings
        ],
        "muted": checked.muted,
        "assumed": checked.assumed,
        "as_of": [day.isoformat() for day in sorted(checked.as_of)],
        "left_out": checked.left_out,
        "is_empty": checked.is_empty,
    }


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()


def _sources(rules: Iterable[Rule]) -> list[tuple[str, int, int]]:
    """Return what changes when the package changes, or the file of a rule that is not part of it."""
    files = set(Path(ctmodel.__file__).parent.rglob("*.py"))
    for rule in rules:
        if inspect.isfunction(rule.check):
            files.add(Path(rule.check.__code__.co_filename))
    states = ((path, path.stat()) for path in files if path.is_file())
    return sorted((str(path), state.st_size, state.st_mtime_ns) for path, state in states)
