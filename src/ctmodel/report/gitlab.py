"""The code quality report of GitLab, which merge requests show."""

from typing import Final, final

from attrs import field, frozen

from ctmodel.report.escaping import file_of, json_text, log_line, message_with_path
from ctmodel.report.fingerprints import Unique
from ctmodel.report.format import Stream
from ctmodel.report.json_array import write_array
from ctmodel.report.run import Study
from ctmodel.report.shown import Shown
from ctmodel.report.spool import Spool
from ctmodel.report.summary import Summary
from ctmodel.rules.finding import Finding, Severity

_LEVELS: Final = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.NOTE: "info"}
#: What is filled in by the writer. Within a string, the quotes would be escaped.
_UNKNOWN: Final = '"fingerprint": ""'


@final
@frozen
class GitLab:
    """The findings of a run as an array of issues; there is no place in it that says whether the run was complete."""

    def piece(self, finding: Finding) -> str:
        """Return the issue of a finding, without the fingerprint."""
        issue = {
            "description": log_line(message_with_path(finding)),
            "check_name": finding.code,
            "fingerprint": "",
            "severity": _LEVELS[finding.severity],
            "location": {"path": file_of(finding), "lines": {"begin": finding.line or 1}},
        }
        return json_text(issue, level=1)

    def writer(self, stream: Stream) -> "_Writer":
        """Return what writes a report to a stream."""
        return _Writer(stream)


@final
@frozen
class _Writer:
    """Keeps the issues until the run ends: an array that does not end is not JSON."""

    stream: Stream
    issues: Spool = field(factory=Spool)
    unique: Unique = field(factory=Unique)

    def add(self, shown: Shown, text: str) -> None:
        self.issues.add(text.replace(_UNKNOWN, f'"fingerprint": "{self.unique.of(shown.mark, shown.study.file)}"', 1))

    def add_study(self, study: Study, *, has_findings: bool) -> None:
        """Write nothing of a study."""

    def end(self, summary: Summary) -> None:  # noqa: ARG002
        write_array(self.stream, self.issues)
        self.stream.write("\n")
