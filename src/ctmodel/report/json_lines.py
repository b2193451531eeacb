"""One finding per line as JSON: a finding can be written as soon as it is found."""

from typing import final

from attrs import frozen

from ctmodel.report.escaping import json_text
from ctmodel.report.format import Stream
from ctmodel.report.json_document import finding_object
from ctmodel.report.lines import LineWriter
from ctmodel.rules.finding import Finding


@final
@frozen
class JSONLines:
    """The findings of a run as JSON Lines."""

    def piece(self, finding: Finding) -> str:
        """Return the line of a finding: the same object as in the JSON document."""
        return json_text(finding_object(finding)) + "\n"

    def writer(self, stream: Stream) -> LineWriter:
        """Return what writes a report to a stream."""
        return LineWriter(stream)
