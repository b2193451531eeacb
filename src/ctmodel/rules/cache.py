"""Keep what was found in documents, so that a later run need not check them again.

The cache is a SQLite file. What it has of a document counts as long as its text, the rules, and all that these are run
with stay the same. It holds JSON, nothing that is executed.
"""

import inspect
import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
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

    def __init__(
        self,
        path: str | PathLike[str],
        rules: Mapping[str, Rule],
        asked: object,
        failed: Callable[[CacheError], object],
    ) -> None:
        """Open a cache, or begin one that only its owner can read: findings can hold personal data.

        Args:
            path: the file.
            rules: all rules that findings can be of, by code.
            asked: how the rules are run, as values whose ``repr`` tells them apart.
            failed: called once if the file cannot be used any more; documents are checked then.

        Raises:
            CacheError: the file is something else, or cannot be opened.
        """
        self._rules = rules
        self._key = _digest(f"{ctmodel.__version__}\0{_sources(rules.values())}\0{asked!r}".encode())
        self._path = path
        #: What is not written yet, by the digest of the text.
        self._pending: dict[bytes, str] = {}
        self._connection: sqlite3.Connection | None = None
        self._failed = failed
        self._is_usable = True
        try:
            Path(path).touch(0o600)
            self._opened().close()
        except (OSError, sqlite3.Error) as error:
            raise self._error(error) from None
        # Each process that uses it opens it for itself.
        self._connection = None

    def _error(self, error: Exception) -> CacheError:
        return CacheError(f"{self._path}: cannot be used as a cache: {error}")

    def _give_up(self, error: sqlite3.Error) -> None:
        self._pending.clear()
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if self._is_usable:
            self._is_usable = False
            self._failed(self._error(error))

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            opened = sqlite3.connect(self._path, timeout=_PATIENCE, isolation_level=None)
            try:
                self._begin(opened)
            except BaseException:
                opened.close()
                raise
            self._connection = opened
        return self._connection

    def _begin(self, opened: sqlite3.Connection) -> None:
        (application,) = opened.execute("PRAGMA application_id").fetchone()
        (tables,) = opened.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if application != _APPLICATION and tables:
            raise CacheError(f"{self._path}: is a database of something else, not a cache")
        opened.executescript(_BEGINNING)

    def get(self, data: bytes, today: date) -> Checked | None:
        """Return what was found in a document with this text; None if that is not known, or was another day's."""
        held = self._held(_digest(data))
        try:
            return None if held is None else self._read(json.loads(held), today)
        except (ValueError, LookupError, TypeError, AttributeError):  # damaged, or written by somebody else
            return None

    def _held(self, digest: bytes) -> str | bytes | None:
        held = self._pending.get(digest)
        if held is not None or not self._is_usable:
            return held
        query = "SELECT CAST(result AS BLOB) FROM found WHERE document = ? AND run = ?"
        try:
            (found,) = self._opened().execute(query, (digest, self._key)).fetchone() or (None,)
        except sqlite3.Error as error:
            self._give_up(error)
            return None
        return found if isinstance(found, bytes) else None

    def add(self, data: bytes, checked: Checked, today: date) -> None:
        """Keep what was found in a document by itself."""
        self._pending[_digest(data)] = json.dumps(_written(checked, today), separators=(",", ":"))
        if len(self._pending) >= _PENDING:
            self.write()

    def write(self) -> None:
        """Write what is kept in memory."""
        if not self._pending or not self._is_usable:
            return
        rows = [(digest, self._key, held) for digest, held in self._pending.items()]
        try:
            self._opened().execute("BEGIN IMMEDIATE")
            self._opened().executemany("INSERT OR REPLACE INTO found VALUES (?, ?, ?)", rows)
            self._opened().execute("COMMIT")
        except sqlite3.Error as error:
            self._give_up(error)
        self._pending.clear()

    def close(self) -> None:
        """Leave nothing but the file: what processes have written is moved into it."""
        self.write()
        if not self._is_usable:
            return
        try:
            self._opened().close()
        except sqlite3.Error as error:
            self._give_up(error)
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
    """Return what changes when the package changes, or the file of a rule outside it, or a module in its folder."""
    package = Path(ctmodel.__file__).parent
    files = set(package.rglob("*.py"))
    for rule in rules:
        check = rule.check if inspect.isfunction(rule.check) else vars(type(rule.check)).get("__call__")
        source = Path(check.__code__.co_filename) if inspect.isfunction(check) else None
        if source is not None and not source.is_relative_to(package):
            files.update([source], source.parent.glob("*.py"))
    states = ((path, path.stat()) for path in files if path.is_file())
    return sorted((str(path), state.st_size, state.st_mtime_ns) for path, state in states)
