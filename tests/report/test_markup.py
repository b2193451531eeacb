"""JUnit XML and Markdown."""

import re
from html import unescape
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given

from ctmodel.io.visible import visible
from ctmodel.report import FORMATS, Run, Study, markdown
from ctmodel.rules.finding import Severity
from tests.report.runs import CLEAN, HOSTILE, NOTHING, RUNS, many, masked


class TestJUnit:
    @given(RUNS)
    def test_it_is_xml_and_counts(self, run: Run) -> None:
        root = ElementTree.XML(FORMATS["junit"](run))
        assert root.tag == "testsuites"
        cases = list(root.iter("testcase"))
        assert len([case for case in cases if len(case)]) == len(run.findings)
        assert len(list(root.iter("failure"))) == run.severities[Severity.ERROR]
        for element in (root, *root):
            assert element.get("tests") == str(len(list(element.iter("testcase"))))
            assert element.get("failures") == str(len(list(element.iter("failure"))))
            assert [element.get(name) for name in ("errors", "skipped", "time")] == ["0", "0", "0"]
        for case in cases:
            assert set(case.attrib) == {"classname", "name", "time"}
            for outcome in case:
                assert len((outcome.text or "").splitlines()) == 1

    @pytest.mark.parametrize("run", [HOSTILE, CLEAN])
    def test_another_reader_reads_it(self, run: Run) -> None:
        junitparser = pytest.importorskip("junitparser")
        read: Any = junitparser.JUnitXml.fromroot(ElementTree.XML(FORMATS["junit"](run)))
        assert (read.tests, read.failures) == (len(run.findings) + len(run.studies) - 2, 3) or run is CLEAN
        for suite in read:
            assert suite.tests == len(list(suite))

    def test_a_study_without_findings_is_a_test_that_passed(self) -> None:
        root = ElementTree.XML(FORMATS["junit"](CLEAN))
        [case] = root.iter("testcase")
        assert (case.get("classname"), case.get("name"), len(case)) == ("NCT00000005", "nothing found", 0)

    def test_what_fails(self) -> None:
        run = many({Severity.ERROR: 1, Severity.WARNING: 2, Severity.NOTE: 3})
        written = FORMATS["junit"](run, failing={"error", "warning"})
        assert (written.count("<failure"), written.count("<system-out")) == (3, 3)
        assert 'classname="NCT00000001" name="TST001"' in written

    def test_files_come_in_order(self) -> None:
        run = Run(findings=many({Severity.NOTE: 1}).findings, rules={}, studies=(Study("b.json", None),))
        assert re.findall('testsuite name="(.*?)"', FORMATS["junit"](run)) == ["b.json", "a.json"]


class TestMarkdown:
    @given(RUNS)
    def test_rows_stay_rows_and_nothing_is_markup(self, run: Run) -> None:
        parser = pytest.importorskip("markdown_it").MarkdownIt("commonmark").enable("table")
        written = FORMATS["markdown"](run)
        assert len(written.splitlines()) == written.count("\n")
        rendered = parser.render(written)
        assert not re.search("<(?!/?(h1|p|table|thead|tbody|tr|th|td)[ >])", rendered)
        rows = [re.findall("<td.*?>(.*?)</td>", row) for row in re.findall("<tr>(.*?)</tr>", rendered, re.DOTALL)]
        findings = [row for row in rows if len(row) == 5]
        assert len(findings) == len(run.findings)
        said = {shown(f"{found.message} [{found.path}]" if found.path else found.message) for found in masked(run)}
        # Blanks at the ends of a cell are not shown.
        assert {unescape(row[-1]).strip() for row in findings} == {text.strip() for text in said}

    def test_links_and_mentions_of_github(self) -> None:
        written = FORMATS["markdown"](HOSTILE)
        for mark in ("https://", "www.", "@someone", "#1,", ":tada:", "*now*", "<script"):
            assert mark not in written
        assert "of no file" in written

    def test_errors_come_first(self) -> None:
        lines = FORMATS["markdown"](many({Severity.ERROR: 1, Severity.WARNING: 1, Severity.NOTE: 1})).splitlines()
        assert [line.split()[1] for line in lines[-3:]] == ["error", "warning", "note"]
        assert "| error | TST001 | 1 | A thing is wrong. |" in lines

    def test_no_more_than_github_takes(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(markdown, "_BYTES", 3_000)
        written = FORMATS["markdown"](many({Severity.ERROR: 1_500}))
        assert len(written.encode()) < 3_000
        rows = written.count("a.json")
        assert 0 < rows < 50
        assert written.endswith(f"\n{1_500 - rows:,} more are not shown here.\n")

    def test_nothing_found(self) -> None:
        assert FORMATS["markdown"](NOTHING) == "# ctmodel\n\nChecked 0 studies: nothing found.\n"


def shown(text: str) -> str:
    return visible(text, one_line=True).strip(" ")
