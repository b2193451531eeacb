"""The report for people: what is hidden is counted."""

import pytest

from ctmodel.report import FORMATS
from ctmodel.rules.finding import Severity
from tests.report.runs import HOSTILE, many

TEXT = FORMATS["text"]
ERROR, WARNING, NOTE = Severity


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
