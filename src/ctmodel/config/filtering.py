"""Filter findings: those that are ignored, those in the baseline, and those that are too many to show."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from enum import Enum, auto
from typing import final

from attrs import frozen

from ctmodel.config.baseline import Baseline, Entry, shown_record
from ctmodel.config.patterns import covers
from ctmodel.config.settings import Settings
from ctmodel.io.visible import visible
from ctmodel.report.shown import Shown
from ctmodel.report.text import counted
from ctmodel.rules.finding import Finding, Severity


@final
@frozen
class Ignore:
    """An ignore in the settings: a code or prefix, for files or for a record."""

    #: ``per-file-ignores`` or ``per-record-ignores``.
    key: str
    #: Pattern of files, or the number of a record.
    where: str
    #: Code or prefix.
    code: str
    #: Why; empty where no reason was given.
    reason: str


class Verdict(Enum):
    """What becomes of a finding."""

    #: The settings ignore it.
    IGNORED = auto()
    #: The baseline knows it.
    KNOWN = auto()
    #: It counts, but there are too many of its rule.
    LEFT_OUT = auto()
    #: It is reported.
    REPORTED = auto()

    @property
    def counts(self) -> bool:
        """Whether the finding is neither ignored nor in the baseline."""
        return self in (Verdict.LEFT_OUT, Verdict.REPORTED)


@final
@frozen(kw_only=True)
class Filtered:
    """An account of what became of the findings."""

    #: The number of findings of each severity, including those that are too many to show; it decides the exit code.
    severities: Counter[Severity]
    #: The number of ignored findings, by the ignore.
    ignored: Counter[Ignore]
    #: Ignores that ignored nothing, although their files or records were checked.
    stale: tuple[Ignore, ...] = ()
    #: The number of findings in the baseline.
    known: int = 0
    #: Entries of the baseline that were not found, although their records were checked.
    mended: tuple[Entry, ...] = ()
    #: The number of findings that are not shown because there are too many, by code.
    cut: Counter[str]


@final
class FindingFilter:
    """Decides about findings while they come; holds none, and of the studies what ignores and baseline name."""

    def __init__(self, settings: Settings, baseline: Iterable[Entry] = ()) -> None:
        """Make a filter for one run.

        Args:
            settings: the settings of the run.
            baseline: the entries of the baseline.
        """
        self._settings = settings
        self._ignores = tuple(ignores(settings))
        self._baseline = Baseline(baseline)
        #: Ignores whose files or records were checked.
        self._met: set[Ignore] = set()
        #: Records of the baseline that were checked.
        self._records: set[str] = set()
        self._severities: Counter[Severity] = Counter()
        self._codes: Counter[str] = Counter()
        self._cut: Counter[str] = Counter()
        self._ignored: Counter[Ignore] = Counter()
        self._used: set[Ignore] = set()

    def add(self, found: Finding | Shown) -> Verdict:
        """Decide about a finding that has the severity of the settings; findings come in the order of the files."""
        if self._is_ignored(found.code, found.file, found.record):
            return Verdict.IGNORED
        if self._baseline.knows(found):
            return Verdict.KNOWN
        self._severities[found.severity] += 1
        self._codes[found.code] += 1
        if self._codes[found.code] <= self._settings.max_per_rule:
            return Verdict.REPORTED
        self._cut[found.code] += 1
        return Verdict.LEFT_OUT

    def add_left_out(self, code: str, severity: Severity, file: str, count: int) -> None:
        """Count findings of a rule in a file that were not kept."""
        if not self._is_ignored(code, file, None, count):
            self._severities[self._settings.severity.get(code, severity)] += count
            self._codes[code] += count
            self._cut[code] += count

    def add_study(self, file: str, record: str | None) -> None:
        """Note that a study was checked: an ignore of what was not is never stale."""
        for ignore in self._ignores:
            if ignore not in self._met and _is_for(self._settings, ignore, file, record):
                self._met.add(ignore)
        if self._baseline.records:
            self._records |= {shown_record(record)} & self._baseline.records

    def filtered(self, codes: Collection[str]) -> Filtered:
        """Return an account of what became of the findings.

        Args:
            codes: the codes of the rules that were run; an ignore of another one is never stale.
        """
        return Filtered(
            severities=self._severities,
            ignored=self._ignored,
            stale=tuple(
                ignore
                for ignore in self._ignores
                if ignore in self._met - self._used and any(code.startswith(ignore.code) for code in codes)
            ),
            known=self._baseline.met,
            mended=self._baseline.stale(self._records, codes),
            cut=self._cut,
        )

    def _is_ignored(self, code: str, file: str | None, record: str | None, count: int = 1) -> bool:
        fitting = [
            ignore
            for ignore in self._ignores
            if code.startswith(ignore.code) and _is_for(self._settings, ignore, file, record)
        ]
        self._used.update(fitting)
        if fitting:
            self._ignored[fitting[0]] += count
        return bool(fitting)


def ignores(settings: Settings) -> Iterator[Ignore]:
    """Yield the ignores in the settings."""
    for key, held in (
        ("per-file-ignores", settings.per_file_ignores),
        ("per-record-ignores", settings.per_record_ignores),
    ):
        for where, reasons in held.items():
            for code, reason in reasons.items():
                yield Ignore(key, where, code, reason)


def remarks(filtered: Filtered) -> Iterator[str]:
    """Yield the lines that say what is not reported, and which settings can be removed."""
    for ignore, count in filtered.ignored.items():
        yield visible(
            f"Ignored {counted(count)} of {_named(ignore)}: {ignore.reason or 'no reason given'}", one_line=True
        )
    for ignore in filtered.stale:
        yield visible(f"Unused ignore: {ignore.key} of {_named(ignore)}", one_line=True)
    if filtered.known:
        yield f"Left out {counted(filtered.known)} in the baseline"
    for entry in filtered.mended:
        where = entry.record or "a record without a number"
        message = f"No longer found: {entry.code} in {where}, {entry.count} in the baseline ({entry.fingerprint})"
        yield visible(message, one_line=True)
    for code, count in sorted(filtered.cut.items()):
        yield visible(f"Not shown: {counted(count)} more of {code}", one_line=True)


def _is_for(settings: Settings, ignore: Ignore, file: str | None, record: str | None) -> bool:
    if ignore.key == "per-record-ignores":
        return record == ignore.where
    return file is not None and covers(ignore.where, file, settings.root)


def _named(ignore: Ignore) -> str:
    return f"{ignore.code} in {ignore.where}"
