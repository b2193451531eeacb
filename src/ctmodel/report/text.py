"""Findings as text for people."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Final, final

from attrs import Factory, define, frozen

from ctmodel.report.escaping import log_line, message_with_path, value_text
from ctmodel.report.format import Stream
from ctmodel.report.run import Study
from ctmodel.report.shown import Shown
from ctmodel.report.summary import Summary
from ctmodel.report.wrapping import columns, wrapped
from ctmodel.rules.finding import Finding, Severity
from ctmodel.rules.records import RecordKind

_ASSUMED: Final = {
    RecordKind.SELECTION: ("selection of fields", "selections of fields"),
    RecordKind.DRAFT: ("draft", "drafts"),
}
_SEVERITIES: Final = tuple(Severity)
#: The column of a value that the message does not name.
_VALUE: Final = 12
RESET: Final = "\x1b[0m"
BOLD: Final = "\x1b[1m"
_FAINT: Final = "\x1b[2m"
_COLOURS: Final = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[33m", Severity.NOTE: "\x1b[36m"}


@final
@frozen
class Text:
    """The findings of a run, grouped by file and study, and the summary."""

    #: Whether to write for a terminal that shows colours.
    color: bool = False
    #: Whether to count the findings of each rule instead of showing them.
    statistics: bool = False
    #: The least severity that is shown. The summary counts all findings, and those that are hidden.
    level: Severity = Severity.NOTE
    #: How many columns the terminal has: longer lines are wrapped between words, except the names of files.
    #: None wraps nothing.
    width: int | None = None

    def hides(self, severity: Severity) -> bool:
        """Whether findings of a severity are not shown."""
        return _SEVERITIES.index(severity) > _SEVERITIES.index(self.level)

    def piece(self, finding: Finding) -> str:
        """Return the lines that show a finding.

        A value that the message does not name follows on a line of its own, cut short.
        """
        if self.statistics or self.hides(finding.severity):
            return ""
        lines = [*_finding(finding, self.color, self.width)]
        # Objects and arrays may hold contacts, and what is missing stands at an object.
        if isinstance(finding.value, str | int | float) and str(finding.value) not in finding.message:
            value = wrapped(log_line(value_text(finding.value) or ""), self.width, at=_VALUE)
            lines += _joined(" " * _VALUE, (painted(line, _FAINT, self.color) for line in value))
        return "".join(f"{line}\n" for line in lines)

    def writer(self, stream: Stream) -> "_Writer":
        """Return what writes a report to a stream."""
        return _Writer(self, stream)


@final
@define
class _Writer:
    """Writes each finding at once, below a heading for its file and study; or counts findings by rule."""

    format: Text
    stream: Stream
    above: Study | None = None
    hidden: int = 0
    counts: Counter[str] = Factory(Counter)

    def add(self, shown: Shown, text: str) -> None:
        if self.format.hides(shown.severity):
            self.hidden += 1
        elif self.format.statistics:
            self.counts[shown.code] += 1
        else:
            if shown.study != self.above:
                self.above = shown.study
                self.stream.write(f"{_heading(shown.study, self.format.color)}\n")
            self.stream.write(text)

    def add_study(self, study: Study, *, has_findings: bool) -> None:
        """Write nothing of a study."""

    def end(self, summary: Summary) -> None:
        lines = [*self._counts(summary)]
        hidden = f"{counted(self.hidden)} below {self.format.level}" if self.hidden else ""
        for line in summary_lines(summary, hidden=hidden):
            lines += wrapped(line, self.format.width)
        self.stream.write("".join(f"{line}\n" for line in lines))

    def _counts(self, summary: Summary) -> Iterator[str]:
        """Yield a line for each rule that found something, the most frequent first."""
        for code, count in self.counts.most_common():
            rule = summary.rules[code]
            start = f"{count:>9,}  {rule.code}  "
            yield from _joined(start, wrapped(rule.summary, self.format.width, at=len(start)))


def _heading(study: Study, color: bool) -> str:
    """Return the line that names a file, and the study in it."""
    return painted(log_line("  ".join(filter(None, (study.file, study.record))) or "-"), BOLD, color)


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


def summary_lines(summary: Summary, *, hidden: str = "") -> Iterator[str]:
    """Yield the last lines of a report: how much was checked, as of which day, and the number of findings.

    Args:
        summary: the totals.
        hidden: the number of findings below the severity that is shown, in words.
    """
    severities = summary.severities
    found = ", ".join(counted(severities[severity], severity) for severity in Severity if severities[severity])
    others = f" ({counted(summary.skipped, 'other file')} skipped)" if summary.skipped else ""
    if summary.muted:
        yield f"{counted(summary.muted, 'rule')} could not check everything: some values do not fit."
    if hidden:
        yield f"Hidden: {hidden} (see --show)."
    if summary.left_out:
        yield f"{counted(summary.left_out, 'finding')} not shown: too many of the same rule (see --max-per-rule)."
    assumed = [counted(count, *_ASSUMED[kind]) for kind, count in sorted(summary.assumed.items()) if count]
    if assumed:
        yield f"Treated as {' and '.join(assumed)}: missing data was not reported (see --records)."
    checked = f"Checked {counted(summary.studies, 'study', 'studies')}{others}" if summary.is_whole else "Findings"
    nothing = "nothing found" if summary.is_whole else "none"
    yield f"{checked}{_as_of(summary.days)}: {found or nothing}."
    if summary.incomplete is not None:
        yield log_line(f"Incomplete: {summary.incomplete}.")


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
