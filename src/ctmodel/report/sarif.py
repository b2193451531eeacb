"""SARIF 2.1.0, which code scanning of GitHub and many viewers read."""

import sys
from collections.abc import Iterable
from heapq import merge
from typing import Any, Final, final

from attrs import Factory, define, frozen

from ctmodel.report.documentation import address, markdown
from ctmodel.report.escaping import json_text, log_line, message_with_path, uri
from ctmodel.report.fingerprints import Unique
from ctmodel.report.format import Stream
from ctmodel.report.json_array import write_document
from ctmodel.report.run import Study
from ctmodel.report.shown import Shown
from ctmodel.report.spool import Spool
from ctmodel.report.summary import Summary
from ctmodel.rules.definition import Rule
from ctmodel.rules.documentation import prose
from ctmodel.rules.finding import Finding, Severity

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT: Final = "%SRCROOT%"
#: GitHub takes no file with more results in a run.
RESULTS: Final = 25_000
#: How deep the results are in the document.
_LEVEL: Final = 4
# What is null in a result until all are known.
_INDEX: Final = '"ruleIndex"'
_FINGERPRINTS: Final = ('"primaryLocationLineHash"', '"ctmodel/v1"')
# How sure findings of a severity are, and how GitHub calls it.
_PRECISIONS: Final = {Severity.ERROR: "very-high", Severity.WARNING: "high", Severity.NOTE: "medium"}
_PROBLEMS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "recommendation"}


@final
@frozen
class SARIF:
    """A run as SARIF."""

    def piece(self, finding: Finding) -> str:
        """Return the result of a finding, without its fingerprint and the index of its rule."""
        return json_text(_result(finding), level=_LEVEL)

    def writer(self, stream: Stream) -> "_Writer":
        """Return what writes a report to a stream."""
        return _Writer(stream)


@final
@define
class _Kept:
    """The results of a severity, as many as may be, and the position of each among all."""

    results: Spool = Factory(Spool)
    #: Ordinal among all results, and code of the rule.
    places: list[tuple[int, str]] = Factory(list)


@final
@define
class _Writer:
    """Keeps the results until it is known which are the most severe."""

    stream: Stream
    unique: Unique = Factory(Unique)
    count: int = 0
    kept: dict[Severity, _Kept] = Factory(lambda: {severity: _Kept() for severity in Severity})

    def add(self, shown: Shown, text: str) -> None:
        known_as = self.unique.of(shown.mark, shown.study.file)
        kept = self.kept[shown.severity]
        if len(kept.places) < RESULTS:
            kept.places.append((self.count, sys.intern(shown.code)))
            kept.results.add(_with(text, _FINGERPRINTS, f'"{known_as}"'))
        self.count += 1

    def add_study(self, study: Study, *, has_findings: bool) -> None:
        """Write nothing of a study."""

    def end(self, summary: Summary) -> None:
        room, kept = RESULTS, []
        for held in self.kept.values():
            kept.append(held.places[:room])
            room -= len(kept[-1])
        codes = sorted({code for places in kept for _, code in places})
        indices = {code: index for index, code in enumerate(codes)}
        # By their ordinals, which differ; a spool is read no further than its places go.
        merged = merge(*map(zip, kept, (held.results for held in self.kept.values())))
        results = (_with(text, (_INDEX,), str(indices[code])) for (_, code), text in merged)
        document = _document(summary, [_rule(summary.rules[code]) for code in codes], self.count - RESULTS + room)
        write_document(self.stream, document, "results", results)


def _with(text: str, unknown: Iterable[str], value: str) -> str:
    """Fill in what was not known when a result was rendered. Within a string, the quotes would be escaped."""
    for key in unknown:
        text = text.replace(f"{key}: null", f"{key}: {value}", 1)
    return text


def _document(summary: Summary, rules: list[dict[str, Any]], left_out: int) -> dict[str, Any]:
    run = {
        "tool": {"driver": {"name": "ctmodel", "version": summary.version, "rules": rules}},
        "invocations": [_invocation(left_out, summary.incomplete)],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder that the command was run in."}}},
        "columnKind": "unicodeCodePoints",
        "results": [],
        "properties": {"asOf": [day.isoformat() for day in sorted(summary.days)], "studies": summary.studies},
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _invocation(left_out: int, incomplete: str | None) -> dict[str, Any]:
    notifications = []
    if left_out:
        text = f"{left_out:,} findings of the least severity are left out: a run holds {RESULTS:,} results."
        notifications.append({"level": "warning", "message": {"text": text}})
    if incomplete is not None:
        text = log_line(f"The report is incomplete: {incomplete}")
        notifications.append({"level": "error", "message": {"text": text}})
    return {
        "executionSuccessful": incomplete is None,
        **({"toolExecutionNotifications": notifications} if notifications else {}),
    }


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


def _result(finding: Finding) -> dict[str, Any]:
    return {
        "ruleId": finding.code,
        "ruleIndex": None,
        "level": finding.severity.value,
        "message": {"text": _message(finding)},
        "locations": [_location(finding)],
        # Results of one rule on one line, which many payloads are, would be one by GitHub's own hash of the line.
        "partialFingerprints": {"primaryLocationLineHash": None, "ctmodel/v1": None},
        "properties": {"record": finding.record, "path": finding.path, "dataElement": finding.data_element},
    }


def _message(finding: Finding) -> str:
    """Return the message, in which nothing is a link: SARIF has ``[text](target)`` in plain text, too."""
    return log_line(message_with_path(finding)).replace("](", "]\\(")


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
