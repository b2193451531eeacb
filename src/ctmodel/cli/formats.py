"""``ctmodel formats``: the supported formats."""

import click

from ctmodel.cli.streams import show
from ctmodel.formats.registry import formats as all_formats


@click.command()
def formats() -> int:
    """List the supported formats: name, file suffixes and title."""
    show("".join(f"{held.name:<12}  {' '.join(held.suffixes):<20}  {held.title}\n" for held in all_formats().values()))
    return 0
