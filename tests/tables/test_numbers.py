"""Numbers in texts: a number only where the text says exactly one."""

import pytest

from ctmodel.tables.numbers import LONGEST, count, said

NOTHING = (None, None, None)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0.0), ("12", 12.0), ("007", 7.0), ("1.5", 1.5), ("5.", 5.0), (".5", 0.5), ("-.5", -0.5), ("+3", 3.0), ("−2.5", -2.5),
        ("1e3", 1000.0), ("1.5E-3", 0.0015), ("26,300", 26300.0), ("1,234,567.5", 1234567.5), ("999,999", 999999.0), ("-1,000", -1000.0),
        ("=0.0017", 0.0017), ("= 26,300", 26300.0), (" 5 ", 5.0), ("1e308", 1e308), ("9" * LONGEST, float("9" * LONGEST)),
    ],
)  # fmt: skip
def test_one_number(text: str, number: float) -> None:
    assert said(text) == (number, None, None)


@pytest.mark.parametrize(
    ("text", "comparator", "bound"),
    [
        ("<0.001", "<", 0.001), ("<.001", "<", 0.001), ("< 0.05", "<", 0.05), ("≤ 5", "<=", 5.0), ("<=5", "<=", 5.0),
        (">0.99", ">", 0.99), (">= 1,000", ">=", 1000.0), ("≥30", ">=", 30.0), ("~5", "~", 5.0), ("≈ -5", "~", -5.0),
    ],
)  # fmt: skip
def test_bounds(text: str, comparator: str, bound: float) -> None:
    assert said(text) == (None, comparator, bound)


@pytest.mark.parametrize(
    "text",
    [
        None, "", " ", "NA", "N/A", "nan", "inf", "-", ".", "e5", "1 2", "12 (3)", "3/5", "1-2", "1 to 2", "5%", "0.05*", "1,5", "12,34",
        "1234,567", "0,500", "1,0000", "1,234,56", ",500", "1.2.3", "1e", "--1", "<", "<>5", "=<5", "==5", "1e309", "-1e309", "٣", "\uff15",
        "1_000", "0x10", "9" * (LONGEST + 1), "p=0.05", "<0.001 (log-rank)",
    ],
)  # fmt: skip
def test_neither(text: str | None) -> None:
    assert said(text) == NOTHING


@pytest.mark.parametrize(
    ("text", "number"),
    [("40", 40), ("1,000", 1000), ("40.0", 40), ("40.5", None), ("<5", None), ("NA", None), (None, None), (str(2**53 - 1), 2**53 - 1), (str(2**53), None)],
)  # fmt: skip
def test_counts(text: str | None, number: int | None) -> None:
    assert count(text) == number
    assert type(count(text)) is type(number)
