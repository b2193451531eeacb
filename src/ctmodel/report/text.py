"""Findings as text for people."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from ctmodel.report.escaping import log_line, message_with_path, value_text
from ctmodel.report.run import Run
from ctmodel.report.wrapping import columns, wrapped
from ctmodel.rules.definition import Rule
from ctmodel.rules.finding import Finding, Severity
from ctmodel.rules.records import RecordKind

_ASSUMED: Final = {
    RecordKind.SELECTION: ("selection of fields", "selections of fields"),
    RecordKind.DRAFT: ("draft", "drafts"),
}
#: The column of a value that the message does not name.
_VALUE: Final = 12
RESET: Final = "\x1b[0m"
BOLD: Final = "\x1b[1m"
_FAINT: Final = "\x1b[2m"
_COLOURS: Final = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[33m", Severity.NOTE: "\x1b[36m"}


def render(
    run: Run,
    *,
    color: bool = False,
    statistics: bool = False,
    level: Severity = Severity.NOTE,
    width: int | None = None,
) -> str:
    """Return the findings of a run, grouped by file and study, and the summary.

    Args:
        run: the run.
        color: whether to write for a terminal that shows colours.
        statistics: whether to count the findings of each rule instead of showing them.
        level: the least severity that is shown. The summary counts all findings, and those that are hidden.
        width: how many columns the terminal has: longer lines are wrapped between words, except the names of files.
            None wraps nothing.
    """
    findings = [finding for finding in run.findings if not _is_below(finding.severity, level)]
    hidden = len(run.findings) - len(findings)
    shown = [*(_counts(findings, run.rules, width) if statistics else lines(findings, color=color, width=width))]
    for line in summary(run, hidden=f"{counted(hidden)} below {level}" if hidden else ""):
        shown += wrapped(line, width)
    return "".join(f"{line}\n" for line in shown)


def _is_below(severity: Severity, level: Severity) -> bool:
    severities = list(Severity)
    return severities.index(severity) > severities.index(level)


def _counts(findings: Iterable[Finding], rules: Mapping[str, Rule], width: int | None) -> Iterator[str]:
    """Yield a line for each rule that found something, the most frequent first."""
    for code, count in Counter(finding.code for finding in findings).most_common():
        start = f"{count:>9,}  {rules[code].code}  "
        yield from _joined(start, wrapped(rules[code].summary, width, at=len(start)))


def lines(findings: Iterable[Finding], *, color: bool = False, width: int | None = None) -> Iterator[str]:
    """Yield the lines that show findings: a heading for each file and study, then a line a finding.

    A value that the message does not name follows on a line of its own, cut short.
    """
    above: tuple[str | None, str | None] | None = None
    for finding in findings:
        if (finding.file, finding.record) != above:
            above = finding.file, finding.record
            yield _heading(finding, color)
        yield from _finding(finding, color, width)
        # Objects and arrays may hold contacts, and what is missing stands at an object.
        if isinstance(finding.value, str | int | float) and str(finding.value) not in finding.message:
            value = wrapped(log_line(value_text(finding.value) or ""), width, at=_VALUE)
            yield from _joined(" " * _VALUE, (painted(line, _FAINT, color) for line in value))


def _heading(finding: Finding, color: bool) -> str:
    """Return the line that names the file of a finding, and the study."""
    return painted(log_line("  ".join(filter(None, (finding.file, finding.record))) or "-"), BOLD, color)


def _finding(finding: Finding, color: bool, width: int | None) -> Iterator[str]:
    """Yield the lines that show a finding: place, severity, code, message, and the path in the model."""
    place = f"{finding.line}:{finding.column or 1}" if finding.line is not None else "-"
    before, code = f"  {place:<9} ", log_line(finding.code)
    severity = f"{finding.severity:<7}"
    start = f"{before}{painted(severity, _COLOURS[finding.severity], color)} {painted(code, BOLD, color)}  "
    message = log_line(message_with_path(finding))
    yield from _joined(start, wrapped(message, width, at=columns(f"{before}{severity} {code}  ")))


def _joined(start: str, texts: Iterable[str]) -> Iterator[str]:
    """Yield lines, the first one with a start."""
    for text in texts:
        yield f"{start}{text}"
        start = ""


def summary(run: Run, *, hidden: str = "") -> Iterator[str]:
    """Yield the last lines of a report: how much was checked, as of which day, and the number of findings.

    Args:
        run: the run.
        hidden: the number of findings below the severity that is shown, in words.
    """
    severities = run.severities
    found = ", ".join(counted(severities[severity], severity) for severity in Severity if severities[severity])
    others = f" ({counted(run.skipped, 'other file')} skipped)" if run.skipped else ""
    if run.muted:
        yield f"{counted(run.muted, 'rule')} could not check everything: some values do not fit."
    if hidden:
        yield f"Hidden: {hidden} (see --show)."
    left_out = sum(run.left_out.values())
    if left_out:
        yield f"{counted(left_out, 'finding')} not shown: too many of the same rule (see --max-per-rule)."
    assumed = [counted(count, *_ASSUMED[kind]) for kind, count in sorted(run.assumed.items()) if count]
    if assumed:
        yield f"Treated as {' and '.join(assumed)}: missing data was not reported (see --records)."
    checked = f"Checked {counted(len(run.studies), 'study', 'studies')}{others}" if run.is_whole else "Findings"
    yield f"{checked}{_as_of(run.days)}: {found or ('nothing found' if run.is_whole else 'none')}."


def painted(text: str, colour: str, color: bool) -> str:
    """Return a text in a colour, if the terminal shows colours."""
    return f"{colour}{text}{RESET}" if color and text else text


def _as_of(days: Collection[date]) -> str:
    if not days:
        return ""
    first, last = min(days), max(days)
    return f", as of {first}" if first == last else f", each as of its data ({first} to {last})"


def counted(count: int, one: str = "finding", many: str | None = None) -> str:
    """Return a number of things in words; ``many`` is an irregular plural."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"
