"""``ctmodel show``: studies as plain text."""

from collections.abc import Iterator

import click

from ctmodel.cli.help import complete_file, complete_from
from ctmodel.cli.streams import show as show_text
from ctmodel.cli.streams import tell
from ctmodel.errors import ReadError
from ctmodel.formats.registry import format_named, formats
from ctmodel.io.files import read_many
from ctmodel.model.trial import Trial
from ctmodel.pages.study import study_page


@click.command()
@click.argument("path", metavar="PATH", shell_complete=complete_file)
@click.option(
    "--format",
    "name",
    metavar="NAME",
    shell_complete=complete_from(formats),
    help="Read PATH as this format.  [default: detected from the content]",
)
def show(path: str, name: str | None) -> int:
    """Print each study at PATH as plain text."""
    errors: list[ReadError] = []
    count = 0
    for trial in _trials(path, errors, name):
        if not show_text(("\n\n" if count else "") + study_page(trial) + "\n"):
            return 2
        count += 1
    for unreadable in errors:
        tell(str(unreadable))
    if errors:
        return 1
    if count == 0:
        raise click.UsageError(f"{path}: holds no study")
    return 0


def _trials(path: str, errors: list[ReadError], name: str | None) -> Iterator[Trial]:
    try:
        if name is not None:
            format_named(name)
        yield from read_many(path, on_error=errors.append, format=name)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    except OSError as error:
        raise click.UsageError(f"{path}: {error.strerror or error}") from None
