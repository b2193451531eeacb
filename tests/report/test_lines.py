"""The formats of lines: text, concise, JSON Lines, workflow commands."""

import re
from datetime import date

import msgspec
from attrs import evolve
from hypothesis import given

from ctmodel.io.visible import visible
from ctmodel.report import FORMATS, Run
from ctmodel.report.concise import Concise
from ctmodel.report.escaping import log_line
from ctmodel.report.text import Text
from ctmodel.rules.finding import Severity
from tests.report.runs import HOSTILE, RULES, RUNS, TEXTS, finding, many, masked

CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ud800-\udfff]")
COMMAND = re.compile(
    r"::(?P<level>error|warning|notice) (?:file=(?P<file>[^:,]*),line=\d+(?:,col=\d+)?"
    r"(?:,endLine=\d+)?(?:,endColumn=\d+)?,)?title=ctmodel [A-Z]+\d+::(?P<message>.*)"
)


def is_one_line(line: str) -> bool:
    return len(line.splitlines()) == 1 and not CONTROL.search(line)


class TestALineOfALog:
    @given(TEXTS)
    def test_is_no_command(self, written: str) -> None:
        line = log_line(f"##[error]{written}")
        assert is_one_line(line)
        assert not log_line(written).lstrip().startswith("::")
        assert not re.search(r"##(\w*)\[", line)

    def test_is_otherwise_as_it_was(self) -> None:
        assert log_line("a::b ## Heading [x] #[1] é") == "a::b ## Heading [x] #[1] é"
        assert log_line("  ::error::x") == r"  \x3a:error::x"
        assert log_line("###[group]") == r"#\x23#[group]"


class TestText:
    @given(RUNS)
    def test_lines_stay_lines(self, run: Run) -> None:
        written = FORMATS["text"](run)
        assert all(map(is_one_line, written.splitlines()))
        assert written.count("\n") <= 3 * len(run.findings) + 1
        assert len(written.splitlines()) == written.count("\n")

    def test_a_value_that_the_message_does_not_name_is_shown(self) -> None:
        found = finding("TST001", "wrong", file="a.json", line=1, column=2)
        for value, shown in (("v", ['"v"']), (7, ["7"]), ("e" * 500, [f'"{"e" * 78}…']), ("wrong", [])):
            assert Text().piece(evolve(found, value=value)).splitlines()[1:] == [f"{' ' * 12}{line}" for line in shown]
        for value in (None, {}, ["v"]):
            assert len(Text().piece(evolve(found, value=value)).splitlines()) == 1

    def test_statistics(self) -> None:
        written = FORMATS["text"](HOSTILE, statistics=True).splitlines()
        assert sum(int(line.split()[0]) for line in written if re.match(r" +\d+  [A-Z]+\d+  ", line)) == len(
            HOSTILE.findings
        )
        assert written[-1] == FORMATS["text"](HOSTILE).splitlines()[-1]

    def test_colour_changes_no_text(self) -> None:
        coloured = FORMATS["text"](HOSTILE, color=True)
        assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == FORMATS["text"](HOSTILE)
        assert coloured != FORMATS["text"](HOSTILE)

    def test_the_summary(self) -> None:
        run = Run(findings=(), rules=RULES, days=frozenset({date(2024, 1, 2)}))
        assert FORMATS["text"](run) == "Checked 0 studies, as of 2024-01-02: nothing found.\n"
        assert FORMATS["text"](Run(findings=(), rules=RULES)) == "Checked 0 studies: nothing found.\n"


class TestConcise:
    @given(RUNS)
    def test_a_finding_is_a_line(self, run: Run) -> None:
        lines = FORMATS["concise"](run).splitlines()
        assert len(lines) == len(run.findings)
        assert all(map(is_one_line, lines))

    def test_the_form(self) -> None:
        found = finding("TST001", "wrong", path="a[0]", file="x.json", line=3, column=4)
        assert Concise().piece(found) == "x.json:3:4: TST001 wrong [a[0]]\n"
        assert Concise().piece(finding("TST001", "wrong")) == "-:1:1: TST001 wrong\n"


class TestJSONLines:
    @given(RUNS)
    def test_a_finding_is_a_line(self, run: Run) -> None:
        written = FORMATS["jsonl"](run)
        lines = written.splitlines()
        assert len(lines) == len(run.findings)
        assert written.isascii()
        assert all(map(is_one_line, lines))
        for line, found in zip(lines, masked(run), strict=True):
            read = msgspec.json.decode(line)
            assert read["message"] == re.sub("[\ud800-\udfff]", "\ufffd", found.message)


class TestWorkflowCommands:
    @given(RUNS)
    def test_nothing_breaks_out(self, run: Run) -> None:
        lines = FORMATS["github"](run).splitlines()
        assert all(map(is_one_line, lines))
        commands = [found for found in map(COMMAND.fullmatch, lines) if found]
        assert len(lines) - len(commands) in (0, 1)
        said = {visible(f.message + (f" [{f.path}]" if f.path else ""), one_line=True) for f in masked(run)}
        for command in commands:
            assert "%" not in command["message"].replace("%25", "")
            assert command["message"].replace("%25", "%") in said

    def test_no_more_than_are_shown(self) -> None:
        lines = FORMATS["github"](many({Severity.ERROR: 12, Severity.WARNING: 10, Severity.NOTE: 1_200})).splitlines()
        levels = [line.split()[0] for line in lines]
        assert levels == ["::error"] * 10 + ["::warning"] * 10 + ["::notice"] * 10
        assert lines[0].startswith("::error file=a.json,line=1,col=1,title=ctmodel TST001::wrong")
        assert lines[-1] == "::notice title=ctmodel::1,193 more findings: see the summary or the log"

    def test_one_more(self) -> None:
        lines = FORMATS["github"](many({Severity.ERROR: 11})).splitlines()
        assert lines[-1] == "::notice title=ctmodel::1 more finding: see the summary or the log"
        assert len(FORMATS["github"](many({Severity.NOTE: 10})).splitlines()) == 10

    def test_columns_stand_within_a_line_alone(self) -> None:
        whole, cut = HOSTILE.findings[1], HOSTILE.findings[2]
        lines = FORMATS["github"](Run(findings=(whole, cut), rules=RULES)).splitlines()
        assert lines[0].startswith("::error file=data/plain name.json,line=4,col=9,endLine=4,endColumn=21,title=")
        assert lines[1].startswith("::warning file=data/plain name.json,line=5,endLine=6,title=")
