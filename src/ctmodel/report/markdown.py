"""Markdown for the summary of a job: the number of findings by rule, and the findings."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from ctmodel.report import text
from ctmodel.report.escaping import markdown_text, message_with_path, place_of
from ctmodel.report.run import Run
from ctmodel.rules.finding import Finding, Severity

#: The most bytes: GitHub drops a summary of more than a mebibyte.
_BYTES: Final = 1_000_000


def render(run: Run) -> str:
    """Return a run as Markdown: the summary, a table of rules, and a table of findings, errors first."""
    parts = ["# ctmodel\n", *(f"\n{line}\n" for line in text.summary(run))]
    if run.findings:
        parts += ["\n", *_rules(run)]
        parts += ["\n", *_findings(run, _BYTES - sum(len(part.encode()) for part in parts))]
    return "".join(parts)


def _rules(run: Run) -> Iterator[str]:
    yield "| Severity | Rule | Findings | What is wrong |\n"
    yield "| --- | --- | ---: | --- |\n"
    counts = Counter((finding.severity, finding.code) for finding in run.findings)
    for severity in Severity:
        for code in sorted(code for held, code in counts if held is severity):
            yield _row(severity, code, f"{counts[severity, code]:,}", run.rules[code].summary or run.rules[code].name)


def _findings(run: Run, room: int) -> Iterator[str]:
    yield "| Severity | Rule | Study | Place | Message |\n"
    yield "| --- | --- | --- | --- | --- |\n"
    ordered = [found for severity in Severity for found in run.findings if found.severity is severity]
    for shown, finding in enumerate(ordered):
        row = _finding(finding)
        # Room for the headings of the table, and for the line that says how many there are.
        room -= len(row.encode())
        if room < 1_000:
            yield f"\n{len(ordered) - shown:,} more are not shown here.\n"
            return
        yield row


def _finding(finding: Finding) -> str:
    return _row(finding.severity, finding.code, finding.record or "-", place_of(finding), message_with_path(finding))


def _row(*cells: str) -> str:
    return f"| {' | '.join(map(markdown_text, cells))} |\n"
