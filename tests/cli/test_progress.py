"""The bar is for people who wait: on a terminal, in a run that takes its time."""

import io
import sys

import pytest

from ctmodel.cli import progress
from ctmodel.cli.progress import Progress


class Terminal(io.StringIO):
    """Standard error of a person."""

    def isatty(self) -> bool:
        """It is one."""
        return True


def shown(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, seconds: list[float]) -> str:
    """Count two and three studies at the given times, and return what was written meanwhile."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(progress, "monotonic", iter(seconds).__next__)
    with Progress("studies") as bar:
        bar.advance(2)
        bar.advance(3)
        if bar._bar is not None:
            bar._bar.refresh()
    return stream.getvalue()


def test_a_long_run_on_a_terminal_has_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "5 studies" in shown(monkeypatch, Terminal(), [0.0, 0.5, 2.0])


def test_a_short_run_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, Terminal(), [0.0, 0.1, 0.9]) == ""


def test_a_log_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, io.StringIO(), [0.0, 50.0, 100.0]) == ""
