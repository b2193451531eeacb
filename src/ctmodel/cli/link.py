"""``ctmodel link``: the records that describe the same trial."""

from array import array
from collections.abc import Iterator

import click

from ctmodel.cli.help import complete_file
from ctmodel.cli.inputs import Inputs, format_option
from ctmodel.cli.linked import OUTPUTS
from ctmodel.cli.progress import Progress
from ctmodel.cli.streams import show
from ctmodel.identity.linking import link as linked
from ctmodel.model.trial import Trial


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, shell_complete=complete_file)
@click.option(
    "--output-format",
    type=click.Choice(list(OUTPUTS)),
    default="text",
    help="Format of the output; csv has a row for each record. A cell that begins with =, +, - or @ gets an apostrophe"
    " in front, so that no spreadsheet runs it as a formula.",
    show_default=True,
)
@format_option("PATH")
def link(paths: tuple[str, ...], output_format: str, name: str | None) -> int:
    """Group the records at all PATHs that describe the same trial.

    Each link has its evidence and a grade. Certain and probable links join records; hints and conflicts are listed for
    you to judge. The formats of PATH are detected, and can be mixed; ``-`` reads standard input.
    """
    inputs = Inputs(paths, name)
    files = _Files()
    written = all(map(show, OUTPUTS[output_format](linked(_trials(inputs, files)), files)))
    return inputs.code(len(files)) if written else 2


class _Files:
    """The file of each record: names are kept once."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._of = array("q")

    def add(self, name: str) -> None:
        """Add the file of the next record."""
        if not self._names or self._names[-1] != name:
            self._names.append(name)
        self._of.append(len(self._names) - 1)

    def __getitem__(self, record: int) -> str:
        return self._names[self._of[record]]

    def __len__(self) -> int:
        return len(self._of)


def _trials(inputs: Inputs, files: _Files) -> Iterator[Trial]:
    with Progress("records") as progress:
        for trial in inputs.trials():
            files.add(inputs.file)
            progress.advance(1)
            yield trial
