"""Findings as text for people."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from ctmodel.io.visible import visible
from ctmodel.rules.finding import Finding, Severity


def lines(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield the lines that show findings: a heading for each file, then one line a finding."""
    file = None
    for finding in findings:
        if finding.file != file:
            file = finding.file
            yield heading(finding)
        yield line(finding)


def heading(finding: Finding) -> str:
    """Return the line that names the file of a finding, and the study."""
    return visible("  ".join(filter(None, (finding.file, finding.record))), one_line=True)


def line(finding: Finding) -> str:
    """Return the line that shows a finding: place, severity, code, message, and the path in the model."""
    place = f"{finding.line}:{finding.column}" if finding.line is not None else "-"
    path = f"  [{finding.path}]" if finding.path else ""
    return visible(f"  {place:<9} {finding.severity:<7} {finding.code}  {finding.message}{path}", one_line=True)


def summary(
    studies: int, skipped: int, severities: Counter[Severity], muted: int, days: Collection[date]
) -> Iterator[str]:
    """Yield the lines that end a report: how much was checked, as of when, and how many findings there are."""
    found = ", ".join(_counted(severities[severity], severity) for severity in Severity if severities[severity])
    others = f" ({_counted(skipped, 'other file')} skipped)" if skipped else ""
    if muted:
        yield f"{_counted(muted, 'rule')} not asked: what they read holds values that do not fit."
    yield f"Checked {_counted(studies, 'study', 'studies')}{others}{_as_of(days)}: {found or 'nothing found'}."


def _as_of(days: Collection[date]) -> str:
    if not days:
        return ""
    first, last = min(days), max(days)
    return f", as of {first}" if first == last else f", each as of its data ({first} to {last})"


def _counted(count: int, one: str, many: str | None = None) -> str:
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"
