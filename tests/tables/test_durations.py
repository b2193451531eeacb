"""Time frames in days: only where the whole text is one duration."""

import pytest

from ctmodel.tables.durations import time_frame_days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("24 weeks", 168.0), ("1 week", 7.0), ("up to 2 years", 730.485), ("Up to 12 Months", 365.2425), ("90 Days.", 90.0), ("12-week", 84.0),
        ("12weeks", 84.0), (" 6 months ", 6 * 30.436875), ("999999 days", 999999.0), ("0 days", 0.0), ("12 weeks" + " " * 92, 84.0),
    ],
)  # fmt: skip
def test_one_duration(text: str, days: float) -> None:
    assert time_frame_days(text) == pytest.approx(days)


@pytest.mark.parametrize(
    "text",
    [
        None, "", "Baseline", "Day 1", "week 24", "through study completion, an average of 1 year", "12 and 24 weeks", "12 weeks, 24 weeks",
        "4-6 weeks", "every 4 weeks", "1 year after surgery", "Baseline to 12 weeks", "one year", "6 mo", "1000000 days", "1.5 years", "24 hours", "upto 3 days", "within 3 days", "٣ days", "4  weeks",
        "up to up to 3 days", "12 weeks" + " " * 93,
    ],
)  # fmt: skip
def test_more_or_less(text: str | None) -> None:
    assert time_frame_days(text) is None
