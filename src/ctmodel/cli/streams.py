"""The standard streams: what is said on them, and what happens where one cannot be written."""

import io
import os
import stat
import sys
from shutil import get_terminal_size
from typing import Any, Final, TextIO, final

import click

from ctmodel.io.visible import visible
from ctmodel.rules.mask import masked

#: The path that means standard input.
STDIN: Final = "-"
_STREAMS: Final = ("stdin", "stdout", "stderr")
#: How many characters are written to a pipe at a time.
_AT_A_TIME: Final = 16_384


@final
class ClosedPipe(Exception):  # noqa: N818
    """The reader of the output is gone: a reason to end, not an error."""


@final
class Lost(io.TextIOBase):
    """Takes the place of a standard stream that could not be written, and drops what it is given."""

    def writable(self) -> bool:
        return True

    def write(self, text: str, /) -> int:
        return len(text)


def open_streams() -> None:
    """Make sure that there are three streams: one that was closed refuses to be read or written.

    What cannot be written in an encoding is written as an escape.
    """
    for number, name in enumerate(_STREAMS):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, _closed(number))
        elif number and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _closed(number: int) -> io.TextIOWrapper:
    """Return a stream in the place of one that was closed; the descriptor is taken, so that no file gets it."""
    if number == 0:
        return io.TextIOWrapper(io.FileIO(os.open(os.devnull, os.O_WRONLY), "r"), encoding="utf-8")
    descriptor = os.open(os.devnull, os.O_RDONLY)
    return io.TextIOWrapper(io.BufferedWriter(io.FileIO(descriptor, "w")), encoding="utf-8", errors="backslashreplace")


def all_written() -> bool:
    """Write what streams still hold, and return whether all that was said in this run could be written."""
    for name in _STREAMS[1:]:
        try:
            getattr(sys, name).flush()
        except OSError:
            _drop(getattr(sys, name))
    return not isinstance(sys.stdout, Lost) and not isinstance(sys.stderr, Lost)


def show(text: str | bytes) -> bool:
    """Write text, or bytes as they are, to standard output, and return whether it could be written.

    Raises:
        ClosedPipe: its reader is gone.
    """
    return not isinstance(sys.stdout, Lost) and _written(text, sys.stdout)


@final
class Output:
    """Standard output, as it is when a run begins, for what is written while the run goes."""

    def __init__(self) -> None:
        self._stream = sys.stdout
        self._pending: list[str] = []
        self._size = 0
        #: How much is written at a time: a person sees each finding at once.
        self._most = 0 if self.is_terminal else _AT_A_TIME
        #: Whether all of it could be written.
        self.is_whole = not isinstance(sys.stdout, Lost)

    @property
    def is_terminal(self) -> bool:
        """Whether a person reads it."""
        return self._stream.isatty()

    @property
    def is_file(self) -> bool:
        """Whether it is redirected to a file, which may be one that the run is about to read."""
        try:
            return stat.S_ISREG(os.fstat(self._stream.fileno()).st_mode)
        except OSError:  # it has no descriptor
            return False

    def write(self, text: str, /) -> None:
        """Write text, some of it together.

        Raises:
            ClosedPipe: its reader is gone.
        """
        self._pending.append(text)
        self._size += len(text)
        if self._size > self._most:
            self.flush()

    def flush(self) -> None:
        """Write what was not written yet; where that is not possible, say so once, and drop the rest.

        Raises:
            ClosedPipe: its reader is gone.
        """
        text = "".join(self._pending)
        self._pending.clear()
        self._size = 0
        if self.is_whole:
            self.is_whole = _written(text, self._stream)


def _written(text: str | bytes, stream: TextIO) -> bool:
    try:
        click.echo(text, file=stream, nl=False)
    except BrokenPipeError:
        _drop(stream)
        raise ClosedPipe from None
    except OSError as error:
        _drop(stream)
        tell_error("standard output", error)
        return False
    return True


def tell(text: str) -> None:
    """Write a line to standard error, without addresses of persons.

    Raises:
        ClosedPipe: its reader is gone.
    """
    # Numbers of registries and names of files have ten digits in a row.
    tell_all(f"ctmodel: {visible(masked(text, identifier=True), one_line=True)}\n")


def tell_error(name: object, error: OSError) -> None:
    """Tell what cannot be read or written, and why."""
    tell(f"{name}: {error.strerror or error}")


def tell_all(text: str) -> None:
    """Write lines to standard error, and remember where that is not possible: :func:`all_written` tells.

    Raises:
        ClosedPipe: its reader is gone.
    """
    try:
        click.echo(visible(text), file=sys.stderr, nl=False)
    except BrokenPipeError:
        _drop(sys.stderr)
        raise ClosedPipe from None
    except OSError:
        _drop(sys.stderr)


def of_terminal() -> dict[str, Any]:
    """Return the options of a report that depend on where standard output goes: a pipe gets whole, plain lines."""
    if not sys.stdout.isatty():
        return {}
    return {"color": not os.environ.get("NO_COLOR"), "width": get_terminal_size().columns}


def _drop(stream: TextIO) -> None:
    """Drop what a stream still holds, which the interpreter would try to write when it ends."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, stream.fileno())
    os.close(null)
    for name in _STREAMS[1:]:
        if getattr(sys, name) is stream:
            setattr(sys, name, Lost())
