"""The options that change settings, and the settings that they give together with the configuration file."""

from collections.abc import Callable, Mapping
from functools import reduce
from pathlib import Path
from typing import Any, Final

import click

from ctmodel.cli.help import Purpose, complete_file, complete_from, option
from ctmodel.config.files import settings
from ctmodel.config.settings import Settings, SettingsError
from ctmodel.formats.registry import read_formats
from ctmodel.rules import RULES
from ctmodel.rules.finding import Severity
from ctmodel.rules.profiles import PROFILES
from ctmodel.rules.records import RECORDS

LEVELS: Final = [severity.value for severity in Severity]


def divided(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """Take ``A,B`` for two values."""
    return tuple(value.strip() for text in given for value in text.split(",") if value.strip())


def known_codes() -> list[str]:
    """Return the codes of the rules that the package ships, sorted."""
    return sorted(rule.code for rule in RULES)


_CODES: Final[Mapping[str, Any]] = {
    "multiple": True,
    "metavar": "CODE",
    "callback": divided,
    "shell_complete": complete_from(known_codes),
}

_OPTIONS: Final = (
    option(Purpose.RULES, "--select", **_CODES, help="Check only these rules (codes or prefixes, comma-separated)."),
    option(Purpose.RULES, "--ignore", **_CODES, help="Skip these rules (codes or prefixes, comma-separated)."),
    option(Purpose.RULES, "--extend-select", **_CODES, help="Check these rules in addition to those selected."),
    option(Purpose.RULES, "--extend-ignore", **_CODES, help="Skip these rules in addition to those ignored."),
    option(
        Purpose.RULES,
        "--profile",
        multiple=True,
        metavar="NAME",
        callback=divided,
        shell_complete=complete_from(lambda: PROFILES),
        help=f"Check the rules of these profiles (comma-separated): {', '.join(PROFILES)}.  [default: default]",
    ),
    option(
        Purpose.RULES,
        "--plugin",
        "plugins",
        multiple=True,
        metavar="MODULE",
        help="Also check the rules in an installed module; can be repeated.",
    ),
    option(
        Purpose.INPUT,
        "--records",
        type=click.Choice(RECORDS),
        help="What the records are; missing fields are not reported in a selection of fields.  [default: auto]",
    ),
    option(
        Purpose.INPUT,
        "--format",
        metavar="NAME",
        shell_complete=complete_from(read_formats),
        help="Read every document as this format.  [default: detected from the content]",
    ),
    option(
        Purpose.INPUT,
        "--as-of",
        metavar="YYYY-MM-DD",
        help="Use this date as today.  [default: the date of each record's data]",
    ),
    option(
        Purpose.INPUT,
        "--exclude",
        multiple=True,
        metavar="PATTERN",
        help="Skip files that match this pattern; can be repeated.",
    ),
    option(
        Purpose.OUTPUT,
        "--max-per-rule",
        type=int,
        metavar="N",
        help="Report at most N findings per rule.  [default: 10000]",
    ),
    option(
        Purpose.EXIT_CODE,
        "--severity",
        multiple=True,
        metavar="CODE=LEVEL",
        help=f"Set the severity of a rule ({', '.join(LEVELS)}); can be repeated.",
    ),
    option(
        Purpose.EXIT_CODE,
        "--fail-on",
        type=click.Choice([*LEVELS, "never"]),
        help="Exit with code 1 if there is a finding of this severity or above.  [default: error]",
    ),
    option(
        Purpose.BASELINE,
        "--baseline",
        metavar="FILE",
        shell_complete=complete_file,
        help="Report only findings that are not in this baseline.",
    ),
    option(
        Purpose.CONFIGURATION,
        "--config",
        metavar="FILE",
        shell_complete=complete_file,
        help="Read the settings from this file.  [default: the nearest configuration file]",
    ),
    option(Purpose.CONFIGURATION, "--isolated", is_flag=True, help="Ignore all configuration files."),
)


def setting_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that change settings."""
    return reduce(lambda decorated, declared: declared(decorated), reversed(_OPTIONS), command)


def settings_of(given: dict[str, Any]) -> Settings:
    """Return the settings under the options of a command.

    Raises:
        click.UsageError: an option or a key of the configuration file cannot be used.
    """
    held = {name.replace("_", "-"): value for name, value in given.items()}
    config, isolated = held.pop("config"), held.pop("isolated")
    try:
        return settings(held, config=None if config is None else Path(config), isolated=isolated)
    except SettingsError as error:
        raise click.UsageError(str(error)) from None
