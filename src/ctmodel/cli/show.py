"""``ctmodel show``: studies as plain text."""

import click

from ctmodel.cli.help import complete_file, complete_from
from ctmodel.cli.inputs import Inputs
from ctmodel.cli.streams import show as show_text
from ctmodel.formats.registry import formats
from ctmodel.pages.study import study_page


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, shell_complete=complete_file)
@click.option(
    "--format",
    "name",
    metavar="NAME",
    shell_complete=complete_from(formats),
    help="Read PATH as this format.  [default: detected from the content]",
)
def show(paths: tuple[str, ...], name: str | None) -> int:
    """Print each study at PATH as plain text.

    ``-`` reads standard input.
    """
    try:
        inputs = Inputs(paths, name)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    count = 0
    for trial in inputs.trials():
        if not show_text(("\n\n" if count else "") + study_page(trial) + "\n"):
            return 2
        count += 1
    return inputs.code(count)
