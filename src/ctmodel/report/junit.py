"""JUnit XML: findings as test results."""

from collections.abc import Collection, Iterator
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ctmodel.report.escaping import message_with_path, place_of, posix, xml_text
from ctmodel.report.run import Run
from ctmodel.rules.finding import Finding, Severity

_ERRORS: Final = frozenset({Severity.ERROR})


def render(run: Run, *, failing: Collection[str] = _ERRORS) -> str:
    """Return a run as test suites, one per file, with a test case for each finding and each study without findings.

    Args:
        run: the run.
        failing: the severities of findings that are failures; the others are output of tests that passed.
    """
    root = Element("testsuites", name="ctmodel")
    for file, cases in _suites(run, failing):
        suite = SubElement(root, "testsuite", name=file)
        suite.extend(cases)
    for element in (root, *root):
        _count(element)
    indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def _suites(run: Run, failing: Collection[str]) -> Iterator[tuple[str, list[Element]]]:
    suites: dict[str | None, list[Element]] = {study.file: [] for study in run.studies}
    found = {(finding.file, finding.record) for finding in run.findings}
    for finding in run.findings:
        suites.setdefault(finding.file, []).append(_finding(finding, failing))
    for study in run.studies:
        # Without it, a report on studies without findings would have no tests, which many readers take for a mistake.
        if (study.file, study.record) not in found:
            suites[study.file].append(_case(study.record, "nothing found"))
    for file, cases in suites.items():
        yield xml_text(posix(file)), cases


def _finding(finding: Finding, failing: Collection[str]) -> Element:
    case = _case(finding.record, " ".join(filter(None, (finding.code, finding.path or finding.pointer))))
    text = xml_text(f"{place_of(finding)}: {finding.severity} {finding.code} {message_with_path(finding)}")
    if finding.severity in failing:
        # The attributes of a failure that all readers know; place and all stand in the text.
        failure = SubElement(case, "failure", type=finding.severity.value, message=xml_text(finding.message))
        failure.text = text
    else:
        SubElement(case, "system-out").text = text
    return case


def _case(record: str | None, name: str) -> Element:
    return Element("testcase", classname=xml_text(record or "-"), name=xml_text(name), time="0")


def _count(element: Element) -> None:
    cases = list(element.iter("testcase"))
    element.set("tests", str(len(cases)))
    element.set("failures", str(sum(case.find("failure") is not None for case in cases)))
    for name in ("errors", "skipped", "time"):
        element.set(name, "0")
