"""``ctmodel convert``: trials in another format."""

import json
from pathlib import Path
from typing import IO, Final, Self, final

import click
from attrs import asdict

from ctmodel.cli.file_names import FileNames
from ctmodel.cli.help import complete_file, complete_from
from ctmodel.cli.inputs import Inputs, format_option
from ctmodel.cli.own_files import refuse_inputs
from ctmodel.cli.streams import show, tell
from ctmodel.formats.registry import formats
from ctmodel.io.converting import convert as converted
from ctmodel.io.replace import replace
from ctmodel.model.trial import Trial

_LINES: Final = (".jsonl", ".ndjson")


def _written() -> list[str]:
    return [name for name, held in formats().items() if held.is_written]


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, shell_complete=complete_file)
@click.option(
    "--to", "to", metavar="FORMAT", required=True, shell_complete=complete_from(_written), help="Write FORMAT."
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Write a file for each trial to this folder, or all of them to this .jsonl file.  [default: lines on standard"
    " output]",
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

    The formats of PATH are detected, and can be mixed; ``-`` reads standard input. Each trial is written to a line, or
    to a file that is named after its number.
    """
    if to not in _written():
        raise click.UsageError(f"--to takes {', '.join(_written())}, not {to!r}")
    inputs = Inputs(paths, name)
    for written in filter(None, (output, losses)):
        refuse_inputs(written, paths)
    count = lost = 0
    with _Target(output) as target, _Target(losses) as listed:
        for trial in inputs.trials():
            try:
                held = converted(trial, to)
            except ValueError as error:  # a lone surrogate, say
                inputs.refuse(f"{trial.registry_id or 'a trial'}: {error}")
                continue
            target.write(trial, held.document)
            for loss in held.losses if losses else ():
                listed.write(trial, json.dumps({"record": trial.registry_id, **asdict(loss)}, ensure_ascii=False))
            count, lost = count + 1, lost + len(held.losses)
    unsaid = "" if losses or not lost else "; --losses lists them"
    values = f", without {lost} {'value' if lost == 1 else 'values'} that it cannot hold{unsaid}" if lost else ""
    tell(f"converted {count} {'trial' if count == 1 else 'trials'} to {to}{values}")
    return inputs.code(count)


@final
class _Target:
    """Where converted trials are written: standard output, a file with lines, or a folder."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._names = FileNames(".json")
        self._lines: IO[str] | None = None

    def __enter__(self) -> Self:
        path = self._path
        if path is not None and path.name.lower().endswith(_LINES):
            self._lines = path.open("w", encoding="utf-8")
        elif path is not None:
            path.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(self, *_: object) -> None:
        if self._lines is not None:
            self._lines.close()

    def write(self, trial: Trial, document: str) -> None:
        """Write a document about a trial.

        Raises:
            OSError: it cannot be written.
        """
        if self._path is None:
            show(f"{document}\n")
        elif self._lines is not None:
            self._lines.write(f"{document}\n")
        else:
            replace(self._path / self._names.name(trial.registry_id), document.encode())
