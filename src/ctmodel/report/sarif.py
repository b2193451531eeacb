"""SARIF 2.1.0, which code scanning of GitHub and many viewers read."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from ctmodel.io.visible import visible
from ctmodel.report.documentation import address, markdown
from ctmodel.report.escaping import json_text, message_with_path, uri
from ctmodel.report.fingerprints import unique
from ctmodel.report.run import Run
from ctmodel.rules.definition import Rule
from ctmodel.rules.documentation import prose
from ctmodel.rules.finding import Finding, Severity

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT: Final = "%SRCROOT%"
#: GitHub takes no file with more results in a run.
RESULTS: Final = 25_000
# How sure findings of a severity are, and how GitHub calls it.
_PRECISIONS: Final = {Severity.ERROR: "very-high", Severity.WARNING: "high", Severity.NOTE: "medium"}
_PROBLEMS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "recommendation"}


def render(run: Run) -> str:
    """Return a run as SARIF."""
    found = list(zip(run.findings, unique(run.findings), strict=True))
    kept = _most_severe(found)
    codes = sorted({finding.code for finding, _ in kept})
    indices = {code: index for index, code in enumerate(codes)}
    document = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "ctmodel",
                        "version": run.version,
                        "rules": [_rule(run.rules[code]) for code in codes],
                    }
                },
                "invocations": [_invocation(len(found) - len(kept))],
                "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder that the command was run in."}}},
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding, indices, known_as) for finding, known_as in kept],
                "properties": {"asOf": [day.isoformat() for day in sorted(run.days)], "studies": len(run.studies)},
            }
        ],
    }
    return f"{json_text(document, indent=2)}\n"


def _most_severe(found: Sequence[tuple[Finding, str]]) -> Sequence[tuple[Finding, str]]:
    """Return as many findings as may be, in their order; the least severe are left out first."""
    if len(found) <= RESULTS:
        return found
    severities = list(Severity)
    ranked = sorted(range(len(found)), key=lambda index: severities.index(found[index][0].severity))
    return [found[index] for index in sorted(ranked[:RESULTS])]


def _invocation(left_out: int) -> dict[str, Any]:
    invocation: dict[str, Any] = {"executionSuccessful": True}
    if left_out:
        text = f"{left_out:,} findings of the least severity are left out: a run holds {RESULTS:,} results."
        invocation["toolExecutionNotifications"] = [{"level": "warning", "message": {"text": text}}]
    return invocation


def _rule(rule: Rule) -> dict[str, Any]:
    page = address(rule)
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary or rule.name},
        "fullDescription": {"text": " ".join(filter(None, (rule.summary, prose(rule, "Why")))) or rule.name},
        "help": {"text": f"{rule.documentation.rstrip()}\n\nSource: {rule.source}", "markdown": markdown(rule)},
        **({} if page is None else {"helpUri": page}),
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {
            "tags": ["clinical-trials", rule.code.rstrip("0123456789")],
            "precision": _PRECISIONS[rule.severity],
            "problem.severity": _PROBLEMS[rule.severity],
        },
    }


def _result(finding: Finding, indices: Mapping[str, int], known_as: str) -> dict[str, Any]:
    return {
        "ruleId": finding.code,
        "ruleIndex": indices[finding.code],
        "level": finding.severity.value,
        "message": {"text": _message(finding)},
        "locations": [_location(finding)],
        # Results of one rule on one line, which many payloads are, would be one by GitHub's own hash of the line.
        "partialFingerprints": {"primaryLocationLineHash": known_as, "ctmodel/v1": known_as},
        "properties": {"record": finding.record, "path": finding.path, "dataElement": finding.data_element},
    }


def _message(finding: Finding) -> str:
    """Return the message, in which nothing is a link: SARIF has ``[text](target)`` in plain text, too."""
    return visible(message_with_path(finding), one_line=True).replace("](", "]\\(")


def _location(finding: Finding) -> dict[str, Any]:
    location: dict[str, Any] = {}
    if finding.file:
        artifact = {"uri": uri(finding.file)}
        if not artifact["uri"].startswith("file:"):
            artifact["uriBaseId"] = _ROOT
        location["physicalLocation"] = {"artifactLocation": artifact, "region": _region(finding)}
    if finding.pointer:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.pointer}]
    return location


def _region(finding: Finding) -> dict[str, int]:
    places = {
        "startLine": finding.line or 1,
        "startColumn": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
    }
    return {name: place for name, place in places.items() if place is not None}
