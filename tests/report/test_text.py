"""The report for people: what is hidden is counted, and lines fit the terminal."""

import re

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from ctmodel.report import FORMATS
from ctmodel.report.escaping import log_line
from ctmodel.report.wrapping import columns, wrapped
from ctmodel.rules.finding import Severity
from tests.report.runs import HOSTILE, TEXTS, many

TEXT = FORMATS["text"]
ERROR, WARNING, NOTE = Severity
TITLE = "/protocolSection/identificationModule/briefTitle"


@pytest.mark.parametrize("statistics", [False, True])
@pytest.mark.parametrize(
    ("level", "shown", "hidden"),
    [
        (ERROR, {ERROR}, "Hidden: 7 findings below error (see --show)."),
        (WARNING, {ERROR, WARNING}, "Hidden: 4 findings below warning (see --show)."),
        (NOTE, {ERROR, WARNING, NOTE}, None),
    ],
)
def test_what_is_below_a_level_is_hidden(
    level: Severity, shown: set[Severity], hidden: str | None, statistics: bool
) -> None:
    run = many({ERROR: 2, WARNING: 3, NOTE: 4})
    written = TEXT(run, level=level, statistics=statistics).splitlines()
    assert written[-1] == "Checked 0 studies: 2 errors, 3 warnings, 4 notes."
    assert [line for line in written if line.startswith("Hidden")] == [hidden] * (hidden is not None)
    if statistics:
        assert written[0].split()[0] == str({ERROR: 2, WARNING: 5, NOTE: 9}[level])
    else:
        assert {line.split()[1] for line in written if line.startswith("  ")} == shown


def test_nothing_below_the_level_is_nothing_hidden() -> None:
    run = many({ERROR: 2})
    assert TEXT(run, level=ERROR) == TEXT(run)
    one = many({ERROR: 2, NOTE: 1})
    assert "Hidden: 1 finding below warning" in TEXT(one, level=WARNING)


def test_no_heading_without_findings() -> None:
    assert "NCT00000003" in TEXT(HOSTILE)
    assert "NCT00000003" not in TEXT(HOSTILE, level=WARNING)


class TestWrapping:
    @pytest.mark.parametrize("width", [20, 40, 79, 80, 81, 120, 10_000])
    @pytest.mark.parametrize("statistics", [False, True])
    def test_no_line_is_longer_and_no_word_is_lost(self, width: int, statistics: bool) -> None:
        whole, lines = (
            TEXT(HOSTILE, statistics=statistics),
            TEXT(HOSTILE, statistics=statistics, width=width).splitlines(),
        )
        assert " ".join(lines).split() == whole.split()
        names = {line for line in whole.splitlines() if not line.startswith(" ")}
        for line in lines:
            longest = max(map(columns, line.split()), default=0)
            # What begins a finding is not wrapped.
            assert columns(line) <= max(width, 28 + longest) or line in names

    def test_what_a_finding_looks_like(self) -> None:
        run = many({WARNING: 1})
        (found,) = run.findings
        run = evolve(run, findings=(evolve(found, message=f"{'word ' * 12}end", value="a b" * 30, pointer=TITLE),))
        assert TEXT(run, width=58).splitlines() == [
            "a.json  NCT00000001",
            "  1:1       warning TST001  word word word word word word",
            "                            word word word word word word",
            "                            end",
            '            "a ba ba ba ba ba ba ba ba ba ba ba ba ba ba',
            "            ba ba ba ba ba ba ba ba ba ba ba…",
            "Checked 0 studies: 1 warning.",
        ]
        # Where less than 30 columns are left beside it, the message goes on below.
        assert TEXT(run, width=57).splitlines()[2] == "    word word word word word word end"

    def test_colours_are_around_each_line(self) -> None:
        run = many({ERROR: 1})
        run = evolve(run, findings=(evolve(run.findings[0], message="it is wrong", value="a b " * 15, pointer=TITLE),))
        plain, painted = (TEXT(run, color=color, width=40) for color in (False, True))
        assert re.sub("\x1b\\[[0-9;]*m", "", painted) == plain
        for line in painted.splitlines():
            assert line.count("\x1b[0m") * 2 == line.count("\x1b[")

    def test_wide_characters_count_twice(self) -> None:
        assert list(wrapped("臨床 試験 e\u0301", 9)) == ["臨床 試験", "e\u0301"]
        assert list(wrapped("臨床 試験 e\u0301", 11)) == ["臨床 試験 e\u0301"]
        assert list(wrapped("臨床 試験", 8)) == ["臨床", "試験"]

    @given(TEXTS.map(log_line), st.integers(1, 60), st.integers(0, 40))
    def test_any_text(self, text: str, width: int, at: int) -> None:
        lines = list(wrapped(text, width, at=at))
        assert "".join(lines).replace("\\x3a", ":").replace(" ", "") == text.replace("\\x3a", ":").replace(" ", "")
        assert not any(line.lstrip().startswith("::") for line in lines[1:])
        assert all(line.strip() for line in lines) or not text.strip()
        assert list(wrapped(text, None)) == [text]

    def test_a_command_at_the_start_of_a_line(self) -> None:
        assert list(wrapped("some words ::error::x", 12)) == ["some words", "\\x3a:error::x"]
