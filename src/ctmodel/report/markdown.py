"""Markdown for the summary of a job: the number of findings by rule, and the findings."""

from collections import Counter
from collections.abc import Iterator
from typing import Final, final

from attrs import Factory, frozen

from ctmodel.report import text
from ctmodel.report.escaping import markdown_text, message_with_path, place_of
from ctmodel.report.format import Stream
from ctmodel.report.run import Study
from ctmodel.report.shown import Shown
from ctmodel.report.spool import Spool
from ctmodel.report.summary import Summary
from ctmodel.rules.finding import Finding, Severity

#: The most bytes: GitHub drops a summary of more than a mebibyte.
_BYTES: Final = 1_000_000


@final
@frozen
class Markdown:
    """A run as Markdown: the summary, a table of rules, and a table of findings, errors first."""

    def piece(self, finding: Finding) -> str:
        """Return the row of a finding."""
        where = (finding.record or "-", place_of(finding), message_with_path(finding))
        return _row(finding.severity, finding.code, *where)

    def writer(self, stream: Stream) -> "_Writer":
        """Return what writes a report to a stream."""
        return _Writer(stream)


@final
@frozen
class _Writer:
    """Counts the findings of each rule, and keeps as many rows as there is room for."""

    stream: Stream
    counts: Counter[tuple[Severity, str]] = Factory(Counter)
    rows: dict[Severity, Spool] = Factory(lambda: {severity: Spool() for severity in Severity})

    def add(self, shown: Shown, text: str) -> None:
        self.counts[shown.severity, shown.code] += 1
        if self.rows[shown.severity].bytes < _BYTES:
            self.rows[shown.severity].add(text)

    def add_study(self, study: Study, *, has_findings: bool) -> None:
        """Write nothing of a study."""

    def end(self, summary: Summary) -> None:
        parts = ["# ctmodel\n", *(f"\n{line}\n" for line in text.summary_lines(summary))]
        if self.counts:
            parts += ["\n", *self._rules(summary)]
            parts += ["\n", *self._findings(_BYTES - sum(len(part.encode()) for part in parts))]
        self.stream.write("".join(parts))

    def _rules(self, summary: Summary) -> Iterator[str]:
        yield "| Severity | Rule | Findings | What is wrong |\n"
        yield "| --- | --- | ---: | --- |\n"
        for severity in Severity:
            for code in sorted(code for held, code in self.counts if held is severity):
                rule = summary.rules[code]
                yield _row(severity, code, f"{self.counts[severity, code]:,}", rule.summary or rule.name)

    def _findings(self, room: int) -> Iterator[str]:
        yield "| Severity | Rule | Study | Place | Message |\n"
        yield "| --- | --- | --- | --- | --- |\n"
        rest = self.counts.total()
        for row in (row for severity in Severity for row in self.rows[severity]):
            # Room for the headings of the table, and for the line that says how many there are.
            room -= len(row.encode())
            if room < 1_000:
                yield f"\n{rest:,} more are not shown here.\n"
                return
            rest -= 1
            yield row


def _row(*cells: str) -> str:
    return f"| {' | '.join(map(markdown_text, cells))} |\n"
