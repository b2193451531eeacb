"""Filter findings: those that are ignored, those in the baseline, and those that are too many to show."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import final

from attrs import frozen

from ctmodel.config.baseline import Baseline, Entry
from ctmodel.config.choice import weighed
from ctmodel.config.patterns import covers
from ctmodel.config.settings import Settings
from ctmodel.io.visible import visible
from ctmodel.report.run import Study
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


@final
@frozen(kw_only=True)
class Filtered:
    """The findings to report, and an account of the others."""

    #: The findings to report, in order.
    findings: tuple[Finding, ...]
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

    @property
    def left_out(self) -> Counter[Severity]:
        """The number of findings of each severity that are not shown."""
        return self.severities - Counter(finding.severity for finding in self.findings)


@final
class FindingFilter:
    """Filters findings one by one: keeps those to show, and counts the others."""

    def __init__(
        self, settings: Settings, baseline: Iterable[Entry] = (), *, also: Callable[[Finding], object] | None = None
    ) -> None:
        """Make a filter for one run.

        Args:
            settings: the settings of the run.
            baseline: the entries of the baseline.
            also: called with each finding that is neither ignored nor in the baseline, shown or not.
        """
        self._settings = settings
        self._ignores = tuple(ignores(settings))
        self._baseline = Baseline(baseline)
        self._also = also
        self._shown: list[Finding] = []
        self._severities: Counter[Severity] = Counter()
        self._codes: Counter[str] = Counter()
        self._ignored: Counter[Ignore] = Counter()
        self._used: set[Ignore] = set()

    def add(self, finding: Finding) -> None:
        """Filter a finding; findings are added in the order of the files."""
        if self._is_ignored(finding.code, finding.file, finding.record) or self._baseline.knows(finding):
            return
        finding = weighed(self._settings, finding)
        self._severities[finding.severity] += 1
        self._codes[finding.code] += 1
        if self._codes[finding.code] <= self._settings.max_per_rule:
            self._shown.append(finding)
        if self._also is not None:
            self._also(finding)

    def add_left_out(self, code: str, severity: Severity, file: str, count: int) -> None:
        """Count findings of a rule in a file that were not kept."""
        if not self._is_ignored(code, file, None, count):
            self._severities[self._settings.severity.get(code, severity)] += count
            self._codes[code] += count

    def filtered(self, studies: Collection[Study], codes: Collection[str]) -> Filtered:
        """Return the findings to report, and an account of the others.

        Args:
            studies: what was checked; an ignore of what was not is never stale.
            codes: the codes of the rules that were run; an ignore of another one is never stale.
        """
        shown = Counter(finding.code for finding in self._shown)
        return Filtered(
            findings=tuple(self._shown),
            severities=self._severities,
            ignored=self._ignored,
            stale=tuple(
                ignore
                for ignore in self._ignores
                if ignore not in self._used and _was_due(self._settings, ignore, studies, codes)
            ),
            known=self._baseline.met,
            mended=self._baseline.stale({study.record for study in studies}, codes),
            cut=self._codes - shown,
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


def _was_due(settings: Settings, ignore: Ignore, studies: Collection[Study], codes: Collection[str]) -> bool:
    asked = any(code.startswith(ignore.code) for code in codes)
    return asked and any(_is_for(settings, ignore, study.file, study.record) for study in studies)


def _named(ignore: Ignore) -> str:
    return f"{ignore.code} in {ignore.where}"
