"""``ctmodel convert``: trials in another format."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Self, final

import click
from attrs import asdict

from ctmodel.cli.file_names import FileNames
from ctmodel.cli.help import complete_file, complete_from
from ctmodel.cli.inputs import Inputs, format_option
from ctmodel.cli.own_files import refuse_inputs
from ctmodel.cli.streams import show, tell
from ctmodel.formats.format import Format
from ctmodel.formats.loss import Loss
from ctmodel.formats.registry import formats, written_formats
from ctmodel.io.converting import convert as converted
from ctmodel.io.replace import replace
from ctmodel.io.visible import visible
from ctmodel.model.trial import Trial


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, shell_complete=complete_file)
@click.option(
    "--to", "to", metavar="FORMAT", required=True, shell_complete=complete_from(written_formats), help="Write FORMAT."
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Write a file for each trial to this folder, or all of them to this file, named like a file of FORMAT"
    " (.jsonl, .ris, .csv).  [default: standard output]",
)
@click.option(
    "--losses",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the values that FORMAT cannot hold to this .jsonl file; they can include personal data.",
)
@format_option("PATH")
def convert(paths: tuple[str, ...], to: str, output: Path | None, losses: Path | None, name: str | None) -> int:
    """Convert the trials at each PATH to another format.

    The formats of PATH are detected, and can be mixed; ``-`` reads standard input. All trials are written to standard
    output or to a file, or each to a file that is named after its number.
    """
    if to not in written_formats():
        raise click.UsageError(f"--to takes {', '.join(written_formats())}, not {to!r}")
    held = written_formats()[to]
    inputs = Inputs(paths, name)
    for written in filter(None, (output, losses)):
        refuse_inputs(written, paths)
    if output is not None:
        _refuse_suffix(output, held)
    count = lost = 0
    with _Target(output, held) as target, _Losses(losses) as listed:
        for trial in inputs.trials():
            try:
                found = converted(trial, to)
            except ValueError as error:  # a lone surrogate, say
                inputs.refuse(f"{trial.registry_id or 'a trial'}: {error}")
                continue
            target.write(trial, found.document)
            listed.list(trial, found.losses)
            count, lost = count + 1, lost + len(found.losses)
    unsaid = "" if losses or not lost else "; --losses lists them"
    values = f", without {lost} {'value' if lost == 1 else 'values'} that it cannot hold{unsaid}" if lost else ""
    tell(f"converted {count} {'trial' if count == 1 else 'trials'} to {to}{values}")
    return inputs.code(count)


def _is_file(output: Path, held: Format) -> bool:
    """Whether all trials are written to one file: it is named like one, and does not exist as a folder."""
    return output.name.lower().endswith(held.shared_suffixes) and not output.is_dir()


def _refuse_suffix(output: Path, held: Format) -> None:
    """Refuse a file that is named like one of another format, or that could hold only one trial."""
    suffixes = tuple(suffix for other in formats().values() for suffix in other.suffixes)
    if output.name.lower().endswith(suffixes) and not _is_file(output, held) and not output.is_dir():
        files = " or ".join(held.shared_suffixes)
        raise click.UsageError(f"--output {output}: name a folder, or a file that ends in {files} for {held.name}")


@final
class _Target:
    """Where converted trials are written: standard output, a file for all of them, or a folder."""

    def __init__(self, path: Path | None, held: Format) -> None:
        self._path = path
        self._is_file = path is not None and _is_file(path, held)
        self._names = FileNames(held.suffixes[0])
        #: What each document begins with, and a file has once.
        self._heading = held.writer.heading if held.writer else ""
        self._is_first = True
        self._file: IO[str] | None = None

    def __enter__(self) -> Self:
        if self._path is not None and self._is_file:
            self._file = self._path.open("w", encoding="utf-8", newline="")
        elif self._path is not None:
            self._path.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def write(self, trial: Trial, document: str) -> None:
        """Write a document about a trial.

        Raises:
            OSError: it cannot be written.
        """
        if self._path is not None and not self._is_file:
            replace(self._path / self._names.name(trial.registry_id), document.encode())
            return
        text = document if self._is_first else document.removeprefix(self._heading)
        self._is_first = False
        text = text if text.endswith("\n") else f"{text}\n"
        if self._file is not None:
            self._file.write(text)
        else:
            # Bytes, so that neither the encoding of the stream nor its line ends change the document.
            show(visible(text.replace("\r\n", "\n")) if sys.stdout.isatty() else text.encode())


@final
class _Losses:
    """The file in which losses are listed, one to a line."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._file: IO[str] | None = None

    def __enter__(self) -> Self:
        self._file = self._path.open("w", encoding="utf-8") if self._path is not None else None
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def list(self, trial: Trial, losses: Iterable[Loss]) -> None:
        """List what was lost of a trial."""
        if self._file is not None:
            for loss in losses:
                line = json.dumps({"record": trial.registry_id, **asdict(loss)}, ensure_ascii=False)
                self._file.write(f"{line}\n")
