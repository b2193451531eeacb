"""``ctmodel config``: the settings, and where each value comes from."""

from typing import Any

import click

from ctmodel.cli.help import PurposeCommand
from ctmodel.cli.options import setting_options, settings_of
from ctmodel.cli.streams import show
from ctmodel.config.listing import listing


@click.command(cls=PurposeCommand)
@setting_options
def config(**given: Any) -> int:
    """Print the settings and their origin as TOML.

    These are the settings that ctmodel validate would use with the same options, each with the place that set it.
    """
    show("".join(f"{line}\n" for line in listing(settings_of(given))))
    return 0
