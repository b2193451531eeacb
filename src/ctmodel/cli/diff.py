"""``ctmodel diff``: what changed between two versions of a registration."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any, Final

import click

from ctmodel.cli.help import complete_file
from ctmodel.cli.inputs import format_option
from ctmodel.cli.streams import STDIN, of_terminal, show
from ctmodel.cli.versions import DifferentStudiesError, Versions
from ctmodel.report.differences.difference import Difference

#: Exit codes, as of diff: nothing changed, something changed, not everything could be compared.
SAME: Final = 0
CHANGED: Final = 1
TROUBLE: Final = 2

#: Output formats, and the modules that write them.
_MODULES: Final = {"text": "text", "json": "document", "markdown": "markdown", "html": "html"}


@click.command()
@click.argument("old", metavar="OLD", shell_complete=complete_file)
@click.argument("new", metavar="NEW", shell_complete=complete_file)
@click.option(
    "--output-format",
    type=click.Choice(list(_MODULES)),
    default="text",
    help="Format of the output. json has all changes with all values, which can include personal data; the others"
    " leave out the values of contacts and of unknown fields.",
    show_default=True,
)
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Show each change, and administrative and derived data, too. The exit code is 1 also if only these changed.",
)
@click.option("--force", is_flag=True, help="Compare two files of different studies.")
@format_option("OLD and NEW")
def diff(old: str, new: str, output_format: str, everything: bool, force: bool, name: str | None) -> int:
    """Tell what changed between two versions of a study.

    OLD and NEW are two files with one study each, or folders, archives or files with many, which are matched by their
    registry numbers. The formats are detected, and can be mixed; ``-`` reads standard input.

    The exit code is 0 if nothing changed, 1 if something changed, and 2 if not everything could be compared.
    Administrative dates, what the registry derives, and changes without a submission of the sponsor do not count.
    """
    if old == new == STDIN:
        raise click.UsageError("standard input can be OLD or NEW, not both")
    versions = Versions(old, new, name)
    code = SAME

    def differences() -> Iterator[Difference]:
        nonlocal code
        for difference in versions.studies(force=force):
            if difference.outcome.is_change(everything=everything):
                code = CHANGED
            yield difference

    try:
        written = all(map(show, _rendered(output_format, differences(), everything)))
    except DifferentStudiesError as error:
        raise click.UsageError(str(error)) from None
    return code if written and versions.is_complete else TROUBLE


def _rendered(name: str, differences: Iterator[Difference], everything: bool) -> Iterator[str]:
    """Return the report in an output format, piece by piece.

    Raises:
        click.UsageError: the format needs an extra that is not installed.
    """
    try:
        render = import_module(f"ctmodel.report.differences.{_MODULES[name]}").render
    except ModuleNotFoundError as error:
        raise click.UsageError(f"--output-format {name}: {error}") from None
    options: dict[str, Any] = {} if name == "json" else {"everything": everything}
    rendered: Iterator[str] = render(differences, **options, **(of_terminal() if name == "text" else {}))
    return rendered
