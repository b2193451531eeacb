"""``ctmodel config``: what is in force, and where each value comes from."""

from typing import Any

import click

from ctmodel.cli.options import setting_options, settings_of
from ctmodel.cli.streams import show
from ctmodel.config.listing import listing


@click.command()
@setting_options
def config(**given: Any) -> int:
    """Print the settings that are in force as TOML, and where each value comes from."""
    show("".join(f"{line}\n" for line in listing(settings_of(given))))
    return 0
