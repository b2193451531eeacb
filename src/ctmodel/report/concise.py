"""One line per finding, as editors and problem matchers read them: ``path:line:column: CODE message [path]``."""

from typing import final

from attrs import frozen

from ctmodel.report.escaping import log_line, message_with_path, place_of
from ctmodel.report.format import Stream
from ctmodel.report.lines import LineWriter
from ctmodel.rules.finding import Finding


@final
@frozen
class Concise:
    """The findings of a run, one per line; nothing else, which a reader could mistake for a finding."""

    def piece(self, finding: Finding) -> str:
        """Return the line that shows a finding."""
        return log_line(f"{place_of(finding)}: {finding.code} {message_with_path(finding)}") + "\n"

    def writer(self, stream: Stream) -> LineWriter:
        """Return what writes a report to a stream."""
        return LineWriter(stream)
