"""What a report format consists of: the text of a finding, and a writer that puts the texts together."""

from typing import Protocol

from ctmodel.report.run import Study
from ctmodel.report.shown import Shown
from ctmodel.report.summary import Summary
from ctmodel.rules.finding import Finding


class Stream(Protocol):
    """What a report is written to."""

    def write(self, text: str, /) -> object:
        """Write a text."""
        ...


class ReportWriter(Protocol):
    """Writes a report while findings come, and holds no more of them than the report needs."""

    def add(self, shown: Shown, text: str) -> None:
        """Add a finding, in the order of the files.

        Args:
            shown: the finding.
            text: what the format wrote of it.
        """
        ...

    def add_study(self, study: Study, *, has_findings: bool) -> None:
        """Add a study as reports show it, after the findings in it."""
        ...

    def end(self, summary: Summary) -> None:
        """Write the rest of the report."""
        ...


class ReportFormat(Protocol):
    """A format with its options; it can be sent from one process to another."""

    def piece(self, finding: Finding) -> str:
        """Return what the report says of a finding, which has no personal data."""
        ...

    def writer(self, stream: Stream) -> ReportWriter:
        """Return what writes a report to a stream."""
        ...
