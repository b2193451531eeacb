"""One JSON document per run, in the form that ``report.schema.json`` describes."""

from importlib.resources import files
from typing import Any, Final, final

from attrs import field, frozen

from ctmodel.report.escaping import json_text, value_text
from ctmodel.report.format import Stream
from ctmodel.report.json_array import write_document
from ctmodel.report.run import Study
from ctmodel.report.shown import Shown
from ctmodel.report.spool import Spool
from ctmodel.report.summary import Summary
from ctmodel.rules.finding import Finding, Severity
from ctmodel.rules.fingerprint import fingerprint
from ctmodel.rules.records import RecordKind

#: Version of the form; its first number changes when existing readers would fail.
SCHEMA_VERSION: Final = "1.2"
#: How deep the findings are in the document.
_LEVEL: Final = 2


@final
@frozen
class JSONDocument:
    """A run as one JSON document."""

    def piece(self, finding: Finding) -> str:
        """Return the object of a finding, with the indentation that it has in the document."""
        return json_text(finding_object(finding), level=_LEVEL)

    def writer(self, stream: Stream) -> "_Writer":
        """Return what writes a report to a stream."""
        return _Writer(stream)


@final
@frozen
class _Writer:
    """Keeps the findings until the counts are known, which come first."""

    stream: Stream
    findings: Spool = field(factory=Spool)

    def add(self, shown: Shown, text: str) -> None:  # noqa: ARG002
        self.findings.add(text)

    def add_study(self, study: Study, *, has_findings: bool) -> None:
        """Write nothing of a study."""

    def end(self, summary: Summary) -> None:
        write_document(self.stream, _document(summary), "findings", self.findings)


def _document(summary: Summary) -> dict[str, Any]:
    severities = summary.severities
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "ctmodel", "version": summary.version},
        "complete": summary.complete,
        "as_of": [day.isoformat() for day in sorted(summary.days)],
        "rules": sorted(summary.rules),
        "counts": {
            "studies": summary.studies,
            "skipped": summary.skipped,
            "muted": summary.muted,
            "assumed": {
                kind.value: summary.assumed.get(kind, 0) for kind in RecordKind if kind is not RecordKind.WHOLE
            },
            "findings": severities.total(),
            "left_out": summary.left_out,
            **{severity.value: severities[severity] for severity in Severity},
        },
        "findings": [],
    }


def finding_object(finding: Finding) -> dict[str, Any]:
    """Return a finding as a JSON object; absent values are null."""
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": finding.message,
        "file": finding.file,
        "record": finding.record,
        "path": finding.path,
        "data_element": finding.data_element,
        "pointer": finding.pointer,
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.end_line,
        "end_column": finding.end_column,
        "value": value_text(finding.value),
        "source": finding.source,
        "fingerprint": fingerprint(finding),
    }


def schema() -> str:
    """Return the JSON Schema of the document."""
    return (files("ctmodel.report") / "report.schema.json").read_text(encoding="utf-8")
