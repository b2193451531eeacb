"""Render findings as reports show them, without personal data, where they were found."""

from collections.abc import Sequence

from ctmodel.report.format import ReportFormat
from ctmodel.report.persons import named_from, shown_name, without_persons
from ctmodel.report.run import Study
from ctmodel.report.shown import Shown
from ctmodel.rules.finding import Finding
from ctmodel.rules.fingerprint import fingerprint


def shown(finding: Finding, formats: Sequence[ReportFormat], folder: str | None = None) -> Shown:
    """Render a finding for each format.

    Args:
        finding: the finding.
        formats: the formats.
        folder: the absolute path of a folder; the files in it are named from there. None to name them as they are.
    """
    mark = fingerprint(finding)
    file = shown_name(named_from(finding.file, folder))
    record = shown_name(finding.record)
    held = without_persons(finding, file=file, record=record, mark=mark) if formats else finding
    texts = tuple(format.piece(held) for format in formats)
    return Shown(finding.code, finding.severity, finding.file, finding.record, mark, Study(file, record), texts)


def shown_study(file: str | None, record: str | None, folder: str | None = None) -> Study:
    """Return a study as reports show it; ``folder`` is as for :func:`shown`."""
    return Study(shown_name(named_from(file, folder)), shown_name(record))
