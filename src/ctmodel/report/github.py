"""Workflow commands of GitHub Actions, which become annotations of a pull request."""

from collections.abc import Iterator
from typing import Final, final

from attrs import field, frozen

from ctmodel.report.escaping import file_of, log_line, message_with_path
from ctmodel.report.format import Stream
from ctmodel.report.run import Study
from ctmodel.report.shown import Shown
from ctmodel.report.summary import Summary
from ctmodel.report.text import counted
from ctmodel.rules.finding import Finding, Severity

_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
#: How many annotations of a level GitHub shows for a step; it silently drops the others.
_SHOWN: Final = 10


@final
@frozen
class GitHub:
    """Commands for the findings, errors first, and a notice with the number of those over the limit."""

    def piece(self, finding: Finding) -> str:
        """Return the command for a finding."""
        place = {"file": file_of(finding), **_extent(finding)} if finding.file else {}
        properties = {**place, "title": f"ctmodel {finding.code}"}
        written = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
        return f"::{_LEVELS[finding.severity]} {written}::{_data(message_with_path(finding))}\n"

    def writer(self, stream: Stream) -> "_Writer":
        """Return what writes a report to a stream."""
        return _Writer(stream)


@final
@frozen
class _Writer:
    """Keeps as many commands of each level as are shown."""

    stream: Stream
    kept: dict[Severity, list[str]] = field(factory=lambda: {severity: [] for severity in _LEVELS})

    def add(self, shown: Shown, text: str) -> None:
        if len(self.kept[shown.severity]) < _SHOWN:
            self.kept[shown.severity].append(text)

    def add_study(self, study: Study, *, has_findings: bool) -> None:
        """Write nothing of a study."""

    def end(self, summary: Summary) -> None:
        for command in self._commands(summary):
            self.stream.write(command)

    def _commands(self, summary: Summary) -> Iterator[str]:
        if summary.incomplete is not None:
            yield f"::error title=ctmodel::The report is incomplete: {_data(summary.incomplete)}\n"
        dropped = any(count > _SHOWN for count in summary.severities.values())
        rest = summary.severities.total()
        for severity, commands in self.kept.items():
            # The notices of what is incomplete and of the rest are among the ten.
            notices = (severity is Severity.NOTE and dropped) + (severity is Severity.ERROR and not summary.complete)
            for command in commands[: _SHOWN - notices]:
                rest -= 1
                yield command
        if rest:
            yield f"::notice title=ctmodel::{counted(rest, 'more finding')}: see the summary or the log\n"


def _extent(finding: Finding) -> dict[str, int]:
    """The extent of a finding. GitHub accepts columns only within one line."""
    if finding.line is None:
        return {"line": 1}
    if finding.column is None or finding.end_line not in (None, finding.line):
        return {"line": finding.line, "endLine": finding.end_line or finding.line}
    extent = {"line": finding.line, "col": finding.column}
    if finding.end_line is not None and finding.end_column is not None:
        extent |= {"endLine": finding.end_line, "endColumn": finding.end_column}
    return extent


def _data(text: str) -> str:
    # Line breaks are shown as escapes before, so that ``%0A`` is never needed.
    return log_line(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
