"""The code quality report of GitLab, which merge requests show."""

from typing import Final

from ctmodel.io.visible import visible
from ctmodel.report.escaping import file_of, json_text, message_with_path
from ctmodel.report.fingerprints import unique
from ctmodel.report.run import Run
from ctmodel.rules.finding import Severity

_LEVELS: Final = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.NOTE: "info"}


def render(run: Run) -> str:
    """Return the findings of a run as an array of issues."""
    issues = [
        {
            "description": visible(message_with_path(finding), one_line=True),
            "check_name": finding.code,
            "fingerprint": known_as,
            "severity": _LEVELS[finding.severity],
            "location": {"path": file_of(finding), "lines": {"begin": finding.line or 1}},
        }
        for finding, known_as in zip(run.findings, unique(run.findings), strict=True)
    ]
    return f"{json_text(issues, indent=2)}\n"
