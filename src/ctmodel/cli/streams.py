"""The standard streams: what is said on them, and what happens where one cannot be written."""

import io
import os
import sys
from shutil import get_terminal_size
from typing import Any, Final, final

import click

from ctmodel.io.visible import visible
from ctmodel.rules.mask import masked

#: The path that means standard input.
STDIN: Final = "-"
_STREAMS: Final = ("stdin", "stdout", "stderr")


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
            _drop(name)
    return not isinstance(sys.stdout, Lost) and not isinstance(sys.stderr, Lost)


def show(text: str | bytes) -> bool:
    """Write text, or bytes as they are, to standard output, and return whether it could be written.

    Raises:
        ClosedPipe: its reader is gone.
    """
    try:
        click.echo(text, file=sys.stdout, nl=False)
    except BrokenPipeError:
        _drop("stdout")
        raise ClosedPipe from None
    except OSError as error:
        _drop("stdout")
        tell_error("standard output", error)
        return False
    return not isinstance(sys.stdout, Lost)


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
        _drop("stderr")
        raise ClosedPipe from None
    except OSError:
        _drop("stderr")


def of_terminal() -> dict[str, Any]:
    """Return the options of a report that depend on where standard output goes: a pipe gets whole, plain lines."""
    if not sys.stdout.isatty():
        return {}
    return {"color": not os.environ.get("NO_COLOR"), "width": get_terminal_size().columns}


def _drop(name: str) -> None:
    """Drop what a stream still holds, which the interpreter would try to write when it ends."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, getattr(sys, name).fileno())
    os.close(null)
    setattr(sys, name, Lost())
