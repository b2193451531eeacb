"""Workflow commands of GitHub Actions, which become annotations of a pull request."""

from collections.abc import Iterator
from typing import Final

from ctmodel.io.visible import visible
from ctmodel.report.escaping import file_of, message_with_path
from ctmodel.report.run import Run
from ctmodel.report.text import counted
from ctmodel.rules.finding import Finding, Severity

_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
#: How many annotations of a level GitHub shows for a step; it silently drops the others.
_SHOWN: Final = 10


def render(run: Run) -> str:
    """Return the commands for the findings, errors first, and a notice with the number of those over the limit."""
    return "".join(f"{command}\n" for command in _commands(run))


def _commands(run: Run) -> Iterator[str]:
    dropped = any(count > _SHOWN for count in run.severities.values())
    rest = run.severities.total()
    for severity, level in _LEVELS.items():
        # The notice that counts the rest is one of the ten.
        shown = _SHOWN - 1 if dropped and severity is Severity.NOTE else _SHOWN
        for finding in [found for found in run.findings if found.severity is severity][:shown]:
            rest -= 1
            yield _command(level, finding)
    if rest:
        yield f"::notice title=ctmodel::{counted(rest, 'more finding')}: see the summary or the log"


def _command(level: str, finding: Finding) -> str:
    place = {"file": file_of(finding), **_extent(finding)} if finding.file else {}
    properties = {**place, "title": f"ctmodel {finding.code}"}
    written = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{level} {written}::{_data(message_with_path(finding))}"


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
    return visible(text, one_line=True).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
