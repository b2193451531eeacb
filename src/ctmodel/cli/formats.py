"""``ctmodel formats``: the supported formats."""

import click

from ctmodel.cli.streams import show
from ctmodel.formats.format import Format
from ctmodel.formats.registry import formats as all_formats


@click.command()
def formats() -> int:
    """List the supported formats.

    For each: its name, whether it is read (r) and written (w), file suffixes, the extra that it needs, and what it is.
    """
    show("".join(map(_line, all_formats().values())))
    return 0


def _line(held: Format) -> str:
    extra = f"ctmodel[{held.extra}]" if held.extra else "-"
    verbs = ("r" if held.is_read else "-") + ("w" if held.is_written else "-")
    return f"{held.name:<16} {verbs}  {' '.join(held.suffixes):<21}  {extra}  {held.title}\n"
