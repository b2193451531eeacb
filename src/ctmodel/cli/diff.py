"""``ctmodel diff``: what changed between two versions of a registration."""

from collections.abc import Iterator
from typing import Final

import click

from ctmodel.changes.comparing import diff as compared
from ctmodel.cli.differences import OUTPUTS, Difference
from ctmodel.cli.help import complete_file
from ctmodel.cli.inputs import STDIN, format_option
from ctmodel.cli.streams import show
from ctmodel.cli.versions import DifferentStudiesError, Study, Versions

#: Exit codes, as of diff: nothing changed, something changed, not everything could be compared.
SAME: Final = 0
CHANGED: Final = 1
TROUBLE: Final = 2


@click.command()
@click.argument("old", metavar="OLD", shell_complete=complete_file)
@click.argument("new", metavar="NEW", shell_complete=complete_file)
@click.option(
    "--output-format",
    type=click.Choice(list(OUTPUTS)),
    default="text",
    help="Format of the output. text shortens values, and leaves out those of contacts and unknown fields; json has all"
    " values, which can include personal data.",
    show_default=True,
)
@click.option("--force", is_flag=True, help="Compare two files of different studies.")
@format_option("OLD and NEW")
def diff(old: str, new: str, output_format: str, force: bool, name: str | None) -> int:
    """List what changed between two versions of a study.

    OLD and NEW are two files with one study each, or folders, archives or files with many, which are matched by their
    registry numbers. The formats are detected, and can be mixed; ``-`` reads standard input.

    The exit code is 0 if nothing changed, 1 if something changed, and 2 if not everything could be compared.
    """
    if old == new == STDIN:
        raise click.UsageError("standard input can be OLD or NEW, not both")
    versions = Versions(old, new, name)
    code = SAME

    def differences() -> Iterator[Difference]:
        nonlocal code
        for study in versions.studies(force=force):
            difference = _difference(study)
            if difference.outcome != "unchanged":
                code = CHANGED
            yield difference

    try:
        written = all(map(show, OUTPUTS[output_format](differences())))
    except DifferentStudiesError as error:
        raise click.UsageError(str(error)) from None
    return code if written and versions.is_complete else TROUBLE


def _difference(study: Study) -> Difference:
    if study.old is None or study.new is None:
        return Difference(study, [])
    return Difference(study, compared(study.old.trial, study.new.trial))
