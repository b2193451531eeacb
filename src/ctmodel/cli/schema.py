"""``ctmodel schema``: the JSON Schema of a study."""

import json
from pathlib import Path

import click

import ctmodel
from ctmodel.cli.help import complete_file
from ctmodel.cli.streams import show, tell_error
from ctmodel.io.replace import replace


@click.command()
@click.option(
    "--output",
    metavar="FILE",
    shell_complete=complete_file,
    help="Write the schema to this file instead of standard output.",
)
def schema(output: str | None) -> int:
    """Print the JSON Schema of a study.

    The schema (draft 2020-12) describes a study as the ClinicalTrials.gov API v2 returns it.
    """
    text = json.dumps(ctmodel.schema(), indent=2) + "\n"
    if output is None:
        return 0 if show(text) else 2
    try:
        replace(Path(output), text.encode())
    except OSError as error:
        tell_error(output, error)
        return 2
    return 0
