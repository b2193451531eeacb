"""Findings as text for people."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from ctmodel.report.escaping import log_line, message_with_path, value_text
from ctmodel.report.run import Run
from ctmodel.rules.definition import Rule
from ctmodel.rules.finding import Finding, Severity
from ctmodel.rules.records import RecordKind

_ASSUMED: Final = {
    RecordKind.SELECTION: ("selection of fields", "selections of fields"),
    RecordKind.DRAFT: ("draft", "drafts"),
}
_RESET: Final = "\x1b[0m"
_BOLD: Final = "\x1b[1m"
_FAINT: Final = "\x1b[2m"
_COLOURS: Final = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[33m", Severity.NOTE: "\x1b[36m"}


def render(run: Run, *, color: bool = False, statistics: bool = False, level: Severity = Severity.NOTE) -> str:
    """Return the findings of a run, grouped by file and study, and the summary.

    Args:
        run: the run.
        color: whether to write for a terminal that shows colours.
        statistics: whether to count the findings of each rule instead of showing them.
        level: the least severity that is shown. The summary counts all findings, and those that are hidden.
    """
    findings = [finding for finding in run.findings if not _is_below(finding.severity, level)]
    hidden = len(run.findings) - len(findings)
    shown = [*(counts(findings, run.rules) if statistics else lines(findings, color=color))]
    shown += summary(run, hidden=f"{counted(hidden)} below {level}" if hidden else "")
    return "".join(f"{line}\n" for line in shown)


def _is_below(severity: Severity, level: Severity) -> bool:
    severities = list(Severity)
    return severities.index(severity) > severities.index(level)


def counts(findings: Iterable[Finding], rules: Mapping[str, Rule]) -> Iterator[str]:
    """Yield a line for each rule that found something, the most frequent first."""
    for code, count in Counter(finding.code for finding in findings).most_common():
        yield f"{count:>9,}  {rules[code].code}  {rules[code].summary}"


def lines(findings: Iterable[Finding], *, color: bool = False) -> Iterator[str]:
    """Yield the lines that show findings: a heading for each file and study, then a line a finding.

    A value that the message does not name follows on a line of its own, cut short.
    """
    above: tuple[str | None, str | None] | None = None
    for finding in findings:
        if (finding.file, finding.record) != above:
            above = finding.file, finding.record
            yield heading(finding, color=color)
        yield line(finding, color=color)
        # Objects and arrays may hold contacts, and what is missing stands at an object.
        if isinstance(finding.value, str | int | float) and str(finding.value) not in finding.message:
            yield f"{' ' * 12}{_painted(log_line(value_text(finding.value) or ''), _FAINT, color)}"


def heading(finding: Finding, *, color: bool = False) -> str:
    """Return the line that names the file of a finding, and the study."""
    return _painted(log_line("  ".join(filter(None, (finding.file, finding.record))) or "-"), _BOLD, color)


def line(finding: Finding, *, color: bool = False) -> str:
    """Return the line that shows a finding: place, severity, code, message, and the path in the model."""
    place = f"{finding.line}:{finding.column or 1}" if finding.line is not None else "-"
    severity = _painted(f"{finding.severity:<7}", _COLOURS[finding.severity], color)
    code = _painted(log_line(finding.code), _BOLD, color)
    return f"  {place:<9} {severity} {code}  {log_line(message_with_path(finding))}"


def summary(run: Run, *, hidden: str = "") -> Iterator[str]:
    """Yield the lines that end a report: how much was checked, as of when, and how many findings there are.

    Args:
        run: the run.
        hidden: how many findings the report does not show since they are not severe enough, in words.
    """
    severities = run.severities
    found = ", ".join(counted(severities[severity], severity) for severity in Severity if severities[severity])
    others = f" ({counted(run.skipped, 'other file')} skipped)" if run.skipped else ""
    if run.muted:
        yield f"{counted(run.muted, 'rule')} could not judge everything: what they read holds values that do not fit."
    if hidden:
        yield f"Hidden: {hidden} (see --show)."
    left_out = sum(run.left_out.values())
    if left_out:
        yield f"{counted(left_out, 'finding')} not shown: there are too many of the same rule (see --max-per-rule)."
    assumed = [counted(count, *_ASSUMED[kind]) for kind, count in sorted(run.assumed.items()) if count]
    if assumed:
        yield f"Taken for {' and '.join(assumed)}: what is missing was not reported (see --records)."
    studies = counted(len(run.studies), "study", "studies")
    yield f"Checked {studies}{others}{_as_of(run.days)}: {found or 'nothing found'}."


def _painted(text: str, colour: str, color: bool) -> str:
    return f"{colour}{text}{_RESET}" if color and text else text


def _as_of(days: Collection[date]) -> str:
    if not days:
        return ""
    first, last = min(days), max(days)
    return f", as of {first}" if first == last else f", each as of its data ({first} to {last})"


def counted(count: int, one: str = "finding", many: str | None = None) -> str:
    """Return a number of things in words; ``many`` is for what takes no ``s``."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"
