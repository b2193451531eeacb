"""``ctmodel show``: the study page as text."""

import click

from ctmodel.cli.outputs import show as show_text
from ctmodel.cli.outputs import tell
from ctmodel.errors import ReadError
from ctmodel.io.files import read_many
from ctmodel.pages.study import study_page


@click.command()
@click.argument("path", metavar="PATH")
def show(path: str) -> int:
    """Show the study page of each study at PATH as plain text."""
    errors: list[ReadError] = []
    count = 0
    try:
        for trial in read_many(path, on_error=errors.append):
            if not show_text(("\n\n" if count else "") + study_page(trial) + "\n"):
                return 2
            count += 1
    except OSError as error:
        raise click.UsageError(f"{path}: {error.strerror or error}") from None
    for unreadable in errors:
        tell(str(unreadable))
    if errors:
        return 1
    if count == 0:
        raise click.UsageError(f"{path}: holds no study")
    return 0
