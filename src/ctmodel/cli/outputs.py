"""Write the reports of a run while it goes: one to standard output, the others to files."""

from collections.abc import Iterable
from io import TextIOWrapper
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Any, Self, cast, final

import click

from ctmodel.cli.streams import Output, tell_error
from ctmodel.config.settings import Settings
from ctmodel.io.replace import replacing
from ctmodel.report import FORMATS
from ctmodel.report.format import ReportFormat, Stream
from ctmodel.report.rendering import report_format
from ctmodel.report.run import Study
from ctmodel.report.shown import Shown
from ctmodel.report.spool import Spool
from ctmodel.report.summary import Summary


def outputs_of(given: Iterable[str]) -> list[tuple[str, Path]]:
    """Take ``FORMAT:FILE`` apart.

    Raises:
        click.UsageError: there is no such format, or no file.
    """
    outputs = []
    for text in given:
        name, _, file = text.partition(":")
        if name not in FORMATS or not file:
            raise click.UsageError(f"--output takes FORMAT:FILE, with one of {', '.join(FORMATS)}; not {text!r}")
        outputs.append((name, Path(file)))
    return outputs


@final
class Reports:
    """The reports of a run. Each file is written as a whole when the run ends, or not at all."""

    def __init__(
        self, settings: Settings, shown: str, outputs: Iterable[tuple[str, Path]], *, held: bool = False, **of_text: Any
    ) -> None:
        """Begin the reports.

        Args:
            settings: what is in force.
            shown: the format of standard output.
            outputs: formats and files.
            held: whether nothing is written to standard output before the end, since it may never come to that.
            of_text: the options of the format ``text`` on standard output.
        """
        self._output = Output()
        # Nothing is written to a file before it is known that it is not one of those that are read.
        self._spool = Spool() if held or self._output.is_file else None
        self._files = [(file, _temporary()) for _, file in outputs]
        #: The formats, that of standard output first.
        self.formats: tuple[ReportFormat, ...] = tuple(
            _format(name, settings, **(of_text if index == 0 and name == "text" else {}))
            for index, name in enumerate((shown, *(name for name, _ in outputs)))
        )
        streams: tuple[Stream, ...] = (
            self._output if self._spool is None else _Held(self._spool),
            *(stream for _, stream in self._files),
        )
        self._writers = [format.writer(stream) for format, stream in zip(self.formats, streams, strict=True)]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        for _, stream in self._files:
            stream.close()

    @property
    def is_live(self) -> bool:
        """Whether a person sees what is written as it is found."""
        return self._spool is None and self._output.is_terminal

    def add(self, shown: Shown) -> None:
        """Add a finding that was rendered for the formats.

        Raises:
            ClosedPipe: the reader of standard output is gone.
        """
        for writer, text in zip(self._writers, shown.texts, strict=True):
            writer.add(shown, text)

    def add_study(self, study: Study, *, has_findings: bool) -> None:
        """Add a study as reports show it."""
        for writer in self._writers:
            writer.add_study(study, has_findings=has_findings)

    def end(self, summary: Summary) -> bool:
        """Write the files, then the rest of standard output, and return whether all of it could be written.

        Raises:
            ClosedPipe: the reader of standard output is gone.
        """
        written = True
        for writer, (file, stream) in zip(self._writers[1:], self._files, strict=True):
            try:
                writer.end(summary)
                _replace(file, stream)
            except OSError as error:
                written = False
                tell_error(file, error)
        self._writers[0].end(summary)
        for text in self._spool or ():
            self._output.write(text)
        self._output.flush()
        return self._output.is_whole and written


@final
class _Held:
    """Standard output that is kept until the end."""

    def __init__(self, spool: Spool) -> None:
        self._spool = spool

    def write(self, text: str, /) -> None:
        self._spool.add(text)


def _temporary() -> TextIOWrapper:
    """Return a file without a name, which is gone when the process is."""
    return TextIOWrapper(TemporaryFile(), encoding="utf-8", errors="backslashreplace", newline="")


def _replace(file: Path, stream: TextIOWrapper) -> None:
    """Make what a stream holds the content of a file, without reading all of it into memory.

    Raises:
        OSError: the file cannot be written.
    """
    stream.seek(0)
    with replacing(file) as new:
        copyfileobj(cast("IO[bytes]", stream.buffer), new)


def _format(name: str, settings: Settings, **options: Any) -> ReportFormat:
    return report_format(name, **({"failing": settings.failing} if name == "junit" else options))
