"""``ctmodel schema``: the JSON Schema of a study."""

import json
from pathlib import Path

import click

import ctmodel
from ctmodel.cli.streams import show, tell_error
from ctmodel.io.replace import replace


@click.command()
@click.option("--output", metavar="FILE", help="Write the schema to this file instead of standard output.")
def schema(output: str | None) -> int:
    """Print the JSON Schema (draft 2020-12) of a study of the ClinicalTrials.gov API v2."""
    text = json.dumps(ctmodel.schema(), indent=2) + "\n"
    if output is None:
        return 0 if show(text) else 2
    try:
        replace(Path(output), text.encode())
    except OSError as error:
        tell_error(output, error)
        return 2
    return 0
