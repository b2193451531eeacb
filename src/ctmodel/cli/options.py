"""The options that change what is in force, and the settings that they make with the configuration file."""

from collections.abc import Callable, Mapping
from functools import reduce
from pathlib import Path
from typing import Any, Final

import click

from ctmodel.config.files import settings
from ctmodel.config.settings import Settings, SettingsError
from ctmodel.rules.finding import Severity
from ctmodel.rules.profiles import PROFILES
from ctmodel.rules.records import RECORDS

LEVELS: Final = [severity.value for severity in Severity]


def _divided(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """Take ``A,B`` for two codes."""
    return tuple(code.strip() for text in given for code in text.split(",") if code.strip())


_CODES: Final[Mapping[str, Any]] = {"multiple": True, "metavar": "CODE", "callback": _divided}

_OPTIONS: Final = (
    click.option("--select", **_CODES, help="Ask the rules with these codes or prefixes alone; several with commas."),
    click.option("--ignore", **_CODES, help="Do not ask the rules with these codes or prefixes."),
    click.option("--extend-select", **_CODES, help="Ask these rules beside those that are selected."),
    click.option("--extend-ignore", **_CODES, help="Ignore these rules beside those that are ignored."),
    click.option(
        "--profile",
        multiple=True,
        metavar="NAME",
        callback=_divided,
        help=f"What is checked for: {', '.join(PROFILES)}; several with commas.  [default: default]",
    ),
    click.option(
        "--records",
        type=click.Choice(RECORDS),
        help="What records are; of a selection of fields, nothing is missing.  [default: auto]",
    ),
    click.option("--format", metavar="NAME", help="Read documents as this format.  [default: recognised by content]"),
    click.option("--severity", multiple=True, metavar="CODE=LEVEL", help="How bad the findings of a rule are."),
    click.option(
        "--fail-on",
        type=click.Choice([*LEVELS, "never"]),
        help="The least severity that makes the command exit with 1.  [default: error]",
    ),
    click.option(
        "--as-of", metavar="YYYY-MM-DD", help="The day that counts as today.  [default: that of each record's data]"
    ),
    click.option("--max-per-rule", type=int, metavar="N", help="Show N findings of a rule at most.  [default: 10000]"),
    click.option("--baseline", metavar="FILE", help="Report what is not in this baseline alone."),
    click.option("--exclude", multiple=True, metavar="PATTERN", help="Leave these files out; repeatable."),
    click.option(
        "--plugin",
        "plugins",
        multiple=True,
        metavar="MODULE",
        help="Also check the rules of an installed module; repeatable.",
    ),
    click.option("--config", metavar="FILE", help="Take the settings from this file.  [default: the nearest]"),
    click.option("--isolated", is_flag=True, help="Read no configuration file."),
)


def setting_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that change settings."""
    return reduce(lambda decorated, option: option(decorated), reversed(_OPTIONS), command)


def settings_of(given: dict[str, Any]) -> Settings:
    """Return what is in force under the options of a command.

    Raises:
        click.UsageError: an option or a key of the configuration file cannot be used.
    """
    held = {name.replace("_", "-"): value for name, value in given.items()}
    config, isolated = held.pop("config"), held.pop("isolated")
    try:
        return settings(held, config=None if config is None else Path(config), isolated=isolated)
    except SettingsError as error:
        raise click.UsageError(str(error)) from None
