"""Standard streams that are closed, or cannot be written, in this process."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from ctmodel.cli import streams
from ctmodel.cli.streams import ClosedPipe, Lost, Output, all_written, open_streams, show, tell

FULL = Path("/dev/full")


@pytest.fixture
def without_reader() -> Iterator[IO[str]]:
    """A pipe that nobody reads."""
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as stream:
        yield stream


@pytest.fixture
def full() -> Iterator[IO[str]]:
    """A device without room."""
    if not FULL.exists():
        pytest.skip("this system has no full device")
    with FULL.open("w") as stream:
        yield stream


@pytest.mark.parametrize("name", ["stdout", "stderr"])
def test_a_reader_that_is_gone_ends_the_run(
    without_reader: IO[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(sys, name, without_reader)
    with pytest.raises(ClosedPipe):
        (show if name == "stdout" else tell)("text")
    assert isinstance(getattr(sys, name), Lost)
    assert not all_written()


def test_what_cannot_be_written_is_said_once(
    full: IO[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdout", full)
    output = Output()
    for _ in range(3):
        output.write("x" * 1_000_000)
    assert not output.is_whole
    assert capsys.readouterr().err == "ctmodel: standard output: No space left on device\n"
    assert not show("more")


def test_messages_that_cannot_be_written_are_remembered(full: IO[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", full)
    tell("text")
    assert isinstance(sys.stderr, Lost)
    assert not all_written()


def test_a_stream_that_holds_text_is_written_at_the_end(full: IO[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", full)
    full.write("text")
    assert not all_written()
    assert sys.stdout.writable()


def test_streams_that_were_closed_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in streams._STREAMS:
        monkeypatch.setattr(sys, name, None)
    open_streams()
    with pytest.raises(OSError, match="Bad file descriptor"):
        sys.stdin.read()
    sys.stdout.write("text")
    with pytest.raises(OSError, match="Bad file descriptor"):
        sys.stdout.flush()
    opened = (sys.stdin, sys.stdout, sys.stderr)
    streams._drop(sys.stdout)
    for stream in opened:
        stream.close()
