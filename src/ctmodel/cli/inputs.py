"""The trials that a command reads, and what could not be read."""

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any, final

import click

from ctmodel.cli.help import complete_from
from ctmodel.cli.own_files import OwnFiles
from ctmodel.cli.streams import STDIN, tell
from ctmodel.errors import ReadError
from ctmodel.formats.registry import format_to_read, read_formats
from ctmodel.io.document import Document
from ctmodel.io.documents import documents
from ctmodel.io.files import trials_in
from ctmodel.io.streams import standard_input
from ctmodel.model.trial import Trial


def format_option(paths: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return the option for the format in which the inputs are read."""
    return click.option(
        "--format",
        "name",
        metavar="NAME",
        shell_complete=complete_from(read_formats),
        help=f"Read {paths} as this format.  [default: detected from the content]",
    )


@final
class Inputs:
    """Paths to read trials from.

    Args:
        paths: the paths.
        format: the name of the format to take all documents for.
        own: the files that the run writes; to find one of them among the inputs is wrong usage.

    Raises:
        click.UsageError: there is no format with the name, or it is only written.
    """

    def __init__(self, paths: Iterable[str], format: str | None = None, own: OwnFiles | None = None) -> None:
        try:
            if format is not None:
                format_to_read(format)
        except ValueError as error:
            raise click.UsageError(str(error)) from None
        self._paths = tuple(paths)
        self._format = format
        self._own = OwnFiles() if own is None else own
        #: The file of the trial that was read last, with the member of an archive.
        self.file = ""
        self._unreadable = 0
        self._unusable = False

    def trials(self) -> Iterator[Trial]:
        """Yield the trials, and tell what cannot be read; the others still come.

        Raises:
            click.UsageError: the run writes a file that is found.
        """
        for path in self._paths:
            if path == STDIN:
                self._own.refuse_stream(sys.stdin)
            found = standard_input(sys.stdin.buffer) if path == STDIN else documents(path, self._unopened)
            try:
                yield from trials_in(self._noted(found), self._told, self._format)
            except OSError as error:
                self._unusable = True
                tell(f"{path}: {error.strerror or error}")

    def _noted(self, found: Iterable[Document | ReadError]) -> Iterator[Document | ReadError]:
        last = STDIN
        for document in found:
            if isinstance(document, Document):
                if document.path != last:
                    self._own.refuse(document.path)
                    last = document.path
                self.file = document.path if document.member is None else f"{document.path}!/{document.member}"
            yield document

    def refuse(self, reason: str) -> None:
        """Tell why a trial is left out."""
        self._unreadable += 1
        tell(reason)

    def code(self, count: int) -> int:
        """Return the exit code of a command that has used so many trials: 2, if there was nothing to use.

        Raises:
            click.UsageError: there are no trials, and nothing says why.
        """
        if self._unusable:
            return 2
        if count == 0 and not self._unreadable:
            raise click.UsageError(f"{' '.join(self._paths)}: holds no study")
        return 1 if self._unreadable else 0

    def _told(self, error: ReadError) -> None:
        self.refuse(str(error))

    def _unopened(self, error: OSError) -> None:
        self._unusable = True
        tell(f"{error.filename}: {error.strerror or error}")
