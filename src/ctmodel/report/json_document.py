"""One JSON document per run, in the form that ``report.schema.json`` describes."""

from importlib.resources import files
from typing import Any, Final

from ctmodel.report.escaping import json_text, value_text
from ctmodel.report.run import Run
from ctmodel.rules.finding import Finding, Severity
from ctmodel.rules.fingerprint import fingerprint
from ctmodel.rules.records import RecordKind

#: Version of the form; its first number changes when existing readers would fail.
SCHEMA_VERSION: Final = "1.1"


def render(run: Run) -> str:
    """Return a run as one JSON document."""
    severities = run.severities
    document = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "ctmodel", "version": run.version},
        "as_of": [day.isoformat() for day in sorted(run.days)],
        "rules": sorted(run.rules),
        "counts": {
            "studies": len(run.studies),
            "skipped": run.skipped,
            "muted": run.muted,
            "assumed": {kind.value: run.assumed.get(kind, 0) for kind in RecordKind if kind is not RecordKind.WHOLE},
            "findings": severities.total(),
            "left_out": sum(run.left_out.values()),
            **{severity.value: severities[severity] for severity in Severity},
        },
        "findings": [finding_object(finding) for finding in run.findings],
    }
    return f"{json_text(document, indent=2)}\n"


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
