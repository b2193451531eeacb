"""Write a report that consists of its findings, each as soon as it is found."""

from typing import final

from attrs import frozen

from ctmodel.report.format import Stream
from ctmodel.report.run import Study
from ctmodel.report.shown import Shown
from ctmodel.report.summary import Summary


@final
@frozen
class LineWriter:
    """Writes the lines of findings, and nothing else: that a run was incomplete is told by its exit code."""

    stream: Stream

    def add(self, shown: Shown, text: str) -> None:  # noqa: ARG002
        """Write a finding."""
        self.stream.write(text)

    def add_study(self, study: Study, *, has_findings: bool) -> None:
        """Write nothing of a study."""

    def end(self, summary: Summary) -> None:
        """Write nothing more."""
