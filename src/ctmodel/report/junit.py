"""JUnit XML: findings as test results."""

from collections.abc import Iterable
from typing import Final, final
from xml.sax.saxutils import escape

from attrs import Factory, define, field, frozen

from ctmodel.report.escaping import message_with_path, place_of, posix, xml_text
from ctmodel.report.format import Stream
from ctmodel.report.run import Study
from ctmodel.report.shown import Shown
from ctmodel.report.spool import Spool
from ctmodel.report.summary import Summary
from ctmodel.rules.finding import Finding, Severity

_ERRORS: Final = frozenset({Severity.ERROR})
_INCOMPLETE: Final = "the run is complete"
_SUITE_END: Final = "  </testsuite>\n"


@final
@frozen
class JUnit:
    """A run as test suites, one per file, with a test case for each finding and each study without findings."""

    #: The severities of findings that are failures; the others are output of tests that passed.
    failing: frozenset[str] = field(default=_ERRORS, converter=frozenset)

    def piece(self, finding: Finding) -> str:
        """Return the test case of a finding."""
        name = " ".join(filter(None, (finding.code, finding.path or finding.pointer)))
        text = escape(xml_text(f"{place_of(finding)}: {finding.severity} {finding.code} {message_with_path(finding)}"))
        if finding.severity in self.failing:
            # The attributes of a failure that all readers know; place and all stand in the text.
            outcome = f"<failure type={_quoted(finding.severity)} message={_quoted(finding.message)}>{text}</failure>"
        else:
            outcome = f"<system-out>{text}</system-out>"
        return _case(finding.record, name, outcome)

    def writer(self, stream: Stream) -> "_Writer":
        """Return what writes a report to a stream."""
        return _Writer(stream, self.failing)


@final
@define
class _Counts:
    """What an element says of the cases in it, before them."""

    tests: int = 0
    failures: int = 0
    errors: int = 0

    def attributes(self) -> str:
        return f'tests="{self.tests}" failures="{self.failures}" errors="{self.errors}" skipped="0" time="0"'


@final
@define
class _Suite:
    """The suite of a file, until the file ends."""

    file: str | None = None
    is_begun: bool = False
    has_studies: bool = False
    counts: _Counts = Factory(_Counts)
    found: Spool = Factory(Spool)
    clean: Spool = Factory(Spool)


@final
@define
class _Writer:
    """Keeps a suite until its file ends, and the suites until the run ends: both begin with counts."""

    stream: Stream
    failing: frozenset[str]
    total: _Counts = Factory(_Counts)
    suite: _Suite = Factory(_Suite)
    suites: Spool = Factory(Spool)
    #: The suites of files that hold no study, which come last.
    others: Spool = Factory(Spool)

    def add(self, shown: Shown, text: str) -> None:
        self._begin(shown.study.file)
        self.suite.counts.tests += 1
        self.suite.counts.failures += shown.severity in self.failing
        self.suite.found.add(text)

    def add_study(self, study: Study, *, has_findings: bool) -> None:
        self._begin(study.file)
        self.suite.has_studies = True
        if not has_findings:
            # Without it, a report on clean studies would have no tests, which many readers take for a mistake.
            self.suite.counts.tests += 1
            self.suite.clean.add(_case(study.record, "nothing found"))

    def end(self, summary: Summary) -> None:
        self._end_suite()
        if summary.incomplete is not None:
            self.total.tests += 1
            self.total.errors += 1
        self.stream.write('<?xml version="1.0" encoding="utf-8"?>\n')
        begin = f'<testsuites name="ctmodel" {self.total.attributes()}'
        if not self.total.tests:
            self.stream.write(f"{begin} />\n")
            return
        self.stream.write(f"{begin}>\n")
        for suite in (self.suites, self.others):
            _copy(suite, self.stream)
        if summary.incomplete is not None:
            self.stream.write(_incomplete(summary.incomplete))
        self.stream.write("</testsuites>\n")

    def _begin(self, file: str | None) -> None:
        if self.suite.is_begun and self.suite.file == file:
            return
        self._end_suite()
        self.suite.file, self.suite.is_begun = file, True

    def _end_suite(self) -> None:
        suite = self.suite
        if suite.counts.tests:
            to = self.suites if suite.has_studies else self.others
            to.add(_suite_begin(posix(suite.file), suite.counts))
            to.take(suite.found)
            to.take(suite.clean)
            to.add(_SUITE_END)
        self.total.tests += suite.counts.tests
        self.total.failures += suite.counts.failures
        suite.counts, suite.has_studies, suite.is_begun = _Counts(), False, False


def _suite_begin(name: str, counts: _Counts) -> str:
    return f"  <testsuite name={_quoted(name)} {counts.attributes()}>\n"


def _case(record: str | None, name: str, outcome: str = "") -> str:
    begin = f'    <testcase classname={_quoted(record or "-")} name={_quoted(name)} time="0"'
    return f"{begin}>\n      {outcome}\n    </testcase>\n" if outcome else f"{begin} />\n"


def _incomplete(reason: str) -> str:
    error = f'<error type="incomplete" message={_quoted(reason)}>{escape(xml_text(reason))}</error>'
    return f"{_suite_begin('ctmodel', _Counts(tests=1, errors=1))}{_case(None, _INCOMPLETE, error)}{_SUITE_END}"


def _quoted(text: str) -> str:
    """Return a text as the value of an attribute."""
    return f'"{escape(xml_text(text), {chr(34): "&quot;"})}"'


def _copy(texts: Iterable[str], stream: Stream) -> None:
    for text in texts:
        stream.write(text)
