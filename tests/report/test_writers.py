"""Reports that are written while findings come: in pieces that other processes make, and in bounded memory."""

import io
import json
import pickle
import tracemalloc
from collections import Counter
from xml.etree import ElementTree

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from ctmodel.report import FORMATS, Run, Study, spool
from ctmodel.report.escaping import json_text
from ctmodel.report.rendering import report_format
from ctmodel.report.showing import shown
from ctmodel.report.shown import Shown
from ctmodel.report.spool import Spool
from ctmodel.report.summary import Summary
from ctmodel.rules.finding import Severity
from tests.report.runs import CLEAN, FINDINGS, HOSTILE, NOTHING, RULES, RUNS, TEXTS, finding, many

OPTIONS = {"text": {"color": True, "width": 60, "level": Severity.WARNING}, "junit": {"failing": {"note"}}}
REASON = "a worker process was killed ::error::x <b> | ]]>\n"


class Nowhere:
    """A stream that keeps nothing but how much was written to it."""

    def __init__(self) -> None:
        self.size = 0

    def write(self, text: str, /) -> None:
        self.size += len(text)


class TestPieces:
    @pytest.mark.parametrize("name", FORMATS)
    def test_they_can_be_made_elsewhere(self, name: str) -> None:
        options = OPTIONS.get(name, {})
        format = pickle.loads(pickle.dumps(report_format(name, **options)))
        pieces = [pickle.loads(pickle.dumps(shown(found, (format,)))) for found in HOSTILE.findings]
        assert pieces == [shown(found, (report_format(name, **options),)) for found in HOSTILE.findings]

    def test_all_formats_at_once(self) -> None:
        formats = [report_format(name) for name in FORMATS]
        for found in HOSTILE.findings:
            each = tuple(shown(found, (format,)).texts[0] for format in formats)
            assert shown(found, formats).texts == each

    def test_what_a_piece_says_of_its_finding(self) -> None:
        found = finding("TST002", "wrong", file="/abs/zqx@zqx.org.json", record="NCT00000001", pointer="/a")
        piece = shown(found, (), "/abs")
        assert (piece.code, piece.severity, piece.file, piece.record) == (
            "TST002",
            Severity.WARNING,
            "/abs/zqx@zqx.org.json",
            "NCT00000001",
        )
        assert piece.study == Study("[e-mail address]", "NCT00000001")
        assert piece.texts == ()

    @given(FINDINGS)
    def test_nothing_else_is_needed_of_a_finding(self, found: object) -> None:
        assert isinstance(found, type(HOSTILE.findings[0]))
        piece = shown(found, (report_format("json"), report_format("jsonl")))
        assert json.loads(piece.texts[0]) == json.loads(piece.texts[1])


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | TEXTS,
        lambda held: st.lists(held, max_size=3) | st.dictionaries(TEXTS, held, max_size=3),
        max_leaves=8,
    ),
    st.integers(0, 3),
)
def test_json_of_a_level(document: object, level: int) -> None:
    whole = json_text(document, indent=2).replace("\n", "\n" + "  " * level)
    assert json_text(document, level=level) == whole


class TestSpool:
    def test_texts_come_back_in_order(self, monkeypatch: pytest.MonkeyPatch) -> None:
        texts = ["", "a\n", "\r\n", "5\n", "é\u2028", "x" * 100, "\ud800"]
        for most in (1, 1 << 20):
            monkeypatch.setattr(spool, "_IN_MEMORY", most)
            held = Spool()
            for text in texts:
                held.add(text)
            assert [*held] == texts == [*held]
            assert held.bytes == sum(len(text.encode("utf-8", "surrogatepass")) for text in texts)
            held.clear()
            assert ([*held], held.bytes) == ([], 0)
            held.add("b")
            other = Spool()
            other.take(held)
            held.add("c")
            other.take(held)
            assert ([*other], other.bytes, [*held], held.bytes) == (["b", "c"], 2, [], 0)


class TestWritingAtOnce:
    @pytest.mark.parametrize("name", ["text", "concise", "jsonl"])
    def test_a_finding_is_written_when_it_is_added(self, name: str) -> None:
        stream = io.StringIO()
        format = report_format(name)
        writer = format.writer(stream)
        for found in HOSTILE.findings:
            before = stream.getvalue()
            piece = shown(found, (format,))
            writer.add(piece, *piece.texts)
            assert stream.getvalue().startswith(before)
            assert stream.getvalue().endswith(piece.texts[0])
        writer.end(HOSTILE.summary)
        assert stream.getvalue() == FORMATS[name](HOSTILE)

    @pytest.mark.parametrize("name", ["json", "sarif", "github", "gitlab", "junit", "markdown"])
    def test_nothing_is_written_before_the_totals(self, name: str) -> None:
        stream = io.StringIO()
        format = report_format(name)
        writer = format.writer(stream)
        for found in HOSTILE.findings:
            piece = shown(found, (format,))
            writer.add(piece, *piece.texts)
        assert stream.getvalue() == ""
        writer.end(HOSTILE.summary)
        assert stream.getvalue()


class TestTestSuites:
    def test_a_suite_is_a_file(self) -> None:
        """Findings before studies without any, files without studies at the end, as they come."""
        stream = io.StringIO()
        format = report_format("junit")
        writer = format.writer(stream)
        for file, code, record in (
            ("broken.json", "TST001", None),
            ("a.json", None, "NCT00000001"),
            ("a.json", "TST001", "NCT00000002"),
            ("b.json", None, "NCT00000003"),
            ("a.json", None, "NCT00000004"),
        ):
            if code is None:
                writer.add_study(Study(file, record), has_findings=False)
            else:
                piece = shown(finding(code, "wrong", file=file, record=record), (format,))
                writer.add(piece, *piece.texts)
        writer.add_study(Study("c.json", None), has_findings=True)
        writer.end(Summary(rules=RULES))
        root = ElementTree.XML(stream.getvalue())
        said = [(suite.get("name"), [case.get("name") for case in suite]) for suite in root]
        assert said == [
            ("a.json", ["TST001", "nothing found"]),
            ("b.json", ["nothing found"]),
            ("a.json", ["nothing found"]),
            ("broken.json", ["TST001"]),
        ]
        assert (root.get("tests"), root.get("failures")) == ("5", "2")


def incomplete(name: str, run: Run) -> str:
    return FORMATS[name](evolve(run, incomplete=REASON))


class TestIncomplete:
    @pytest.mark.parametrize("name", ["concise", "jsonl", "gitlab"])
    def test_formats_that_have_no_place_for_it(self, name: str) -> None:
        for run in (HOSTILE, CLEAN, NOTHING):
            assert incomplete(name, run) == FORMATS[name](run)

    def test_text_and_markdown(self) -> None:
        for run in (HOSTILE, CLEAN, NOTHING):
            whole, broken = FORMATS["text"](run), incomplete("text", run)
            assert broken.startswith(whole)
            assert broken.removeprefix(whole) == ("Incomplete: a worker process was killed ::error::x <b> | ]]>\\n.\n")
            assert "\nIncomplete: a worker process was killed " in incomplete("markdown", run)
            assert incomplete("markdown", run).count("Incomplete") == 1

    def test_json(self) -> None:
        for run in (HOSTILE, CLEAN, NOTHING):
            assert json.loads(FORMATS["json"](run))["complete"] is True
            assert incomplete("json", run) == FORMATS["json"](run).replace('"complete": true', '"complete": false', 1)

    def test_sarif(self) -> None:
        for run, broken in ((HOSTILE, False), (HOSTILE, True), (NOTHING, True)):
            written = json.loads(incomplete("sarif", run) if broken else FORMATS["sarif"](run))
            (invocation,) = written["runs"][0]["invocations"]
            said = [held["message"]["text"] for held in invocation.get("toolExecutionNotifications", ())]
            assert invocation["executionSuccessful"] is not broken
            assert said == ["The report is incomplete: a worker process was killed ::error::x <b> | ]]>\\n"] * broken

    def test_junit(self) -> None:
        for run in (HOSTILE, CLEAN, NOTHING):
            whole, root = (ElementTree.XML(text) for text in (FORMATS["junit"](run), incomplete("junit", run)))
            assert [suite.attrib for suite in root][:-1] == [suite.attrib for suite in whole]
            ((case,),) = root[-1:]
            (error,) = case
            assert (error.tag, error.get("message")) == ("error", REASON.replace("\n", "\\n"))
            assert int(root.get("tests", "")) == int(whole.get("tests", "")) + 1
            assert (root.get("errors"), root[-1].get("errors"), root[-1].get("tests")) == ("1", "1", "1")

    @pytest.mark.parametrize(("errors", "others"), [(3, 0), (9, 0), (10, 1)])
    def test_github(self, errors: int, others: int) -> None:
        lines = incomplete("github", many({Severity.ERROR: errors})).splitlines()
        assert lines[0] == (
            "::error title=ctmodel::The report is incomplete: a worker process was killed ::error::x <b> | ]]>\\n"
        )
        assert len([line for line in lines if line.startswith("::error ")]) == min(errors + 1, 10)
        assert sum("more finding" in line for line in lines) == others


#: How many findings there are in a file.
IN_A_FILE = 20


def peak(name: str, count: int) -> int:
    """The most memory that a writer takes for so many findings."""
    format = report_format(name)
    found = finding("TST001", "wrong", file="a.json", record="NCT00000001")
    texts = {severity: shown(evolve(found, severity=severity), (format,)).texts for severity in Severity}
    writer = format.writer(Nowhere())
    tracemalloc.start()
    for number in range(count // IN_A_FILE):
        # Few names: Python remembers parts of paths.
        study = Study(f"studies/{number % 100}.json", "NCT00000001")
        for severity in (*Severity, *[Severity.NOTE] * (IN_A_FILE - len(Severity))):
            piece = Shown("TST001", severity, study.file, study.record, "0" * 16, study, texts[severity])
            writer.add(piece, *piece.texts)
        writer.add_study(study, has_findings=True)
        writer.add_study(Study(study.file, "NCT00000002"), has_findings=False)
    writer.end(Summary(rules=RULES, severities=Counter({Severity.ERROR: count})))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


@pytest.mark.parametrize("name", ["text", "concise", "jsonl", "github", "junit"])
def test_memory_does_not_grow(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "_IN_MEMORY", 1 << 16)
    peak(name, 2_000)  # imports, and what is remembered
    # Tables of Python itself grow at times: the findings would take 20 MiB.
    assert peak(name, 200_000) < 1.2 * peak(name, 20_000) + (4 << 20)


@pytest.mark.parametrize("name", ["json", "gitlab", "sarif", "markdown"])
def test_what_waits_for_the_totals_waits_in_a_file(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "_IN_MEMORY", 1 << 16)
    monkeypatch.setattr("ctmodel.report.fingerprints._REMEMBERED", 100)
    monkeypatch.setattr("ctmodel.report.sarif.RESULTS", 500)
    monkeypatch.setattr("ctmodel.report.markdown._BYTES", 10_000)
    peak(name, 2_000)
    # Tables of Python itself grow at times: the texts would take 20 MiB.
    assert peak(name, 60_000) < 1.2 * peak(name, 4_000) + (5 << 20)


@given(RUNS)
def test_studies_come_with_their_files(run: Run) -> None:
    """In whatever order findings and studies are: a test suite a file, and as many tests as findings and clean studies."""
    root = ElementTree.XML(FORMATS["junit"](run))
    shown_files = {piece.study.file for piece in (shown(found, ()) for found in run.findings)}
    files = shown_files | {shown(finding("TST001", "m", file=study.file), ()).study.file for study in run.studies}
    assert len(root) == len(files)
