"""The options of each command, as the command line prints them; part of the page about the command."""

from collections.abc import Iterator

import click

from ctmodel.cli.app import app


def pages() -> Iterator[tuple[str, str]]:
    """Yield the part of the page."""
    parts = []
    for name, command in sorted(app.commands.items()):
        context = click.Context(command, info_name=f"ctmodel {name}", max_content_width=80, terminal_width=80)
        context.help_option_names = ["-h", "--help"]
        parts.append(f"### `ctmodel {name}`\n\n```text\n{command.get_help(context)}\n```\n")
    yield "options.md", "\n".join(parts)
