"""Help that lists the options of a command by purpose."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any, final

import click
from click.shell_completion import CompletionItem


@final
class Purpose(StrEnum):
    """What options are for: the headings of the help, in their order."""

    RULES = "Rule selection"
    INPUT = "Input"
    OUTPUT = "Output"
    EXIT_CODE = "Severity and exit code"
    BASELINE = "Baseline"
    FIXES = "Fixes"
    CONFIGURATION = "Configuration"
    OTHER = "Other options"


@final
class PurposeOption(click.Option):
    """An option that is listed under its purpose."""

    def __init__(self, *declarations: Any, purpose: Purpose, **attributes: Any) -> None:
        super().__init__(*declarations, **attributes)
        self.purpose = purpose


@final
class PurposeCommand(click.Command):
    """A command whose help lists the options by purpose."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        by_purpose: dict[Purpose, list[tuple[str, str]]] = {purpose: [] for purpose in Purpose}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is not None and not isinstance(parameter, click.Argument):
                by_purpose[getattr(parameter, "purpose", Purpose.OTHER)].append(record)
        for purpose, records in by_purpose.items():
            if records:
                with formatter.section(purpose):
                    formatter.write_dl(records)


def option(purpose: Purpose, *declarations: str, **attributes: Any) -> Callable[[Callable[..., Any]], Any]:
    """Declare an option under a purpose; everything else is as for :func:`click.option`."""
    return click.option(*declarations, cls=PurposeOption, purpose=purpose, **attributes)


def complete_from(names: Callable[[], Iterable[str]]) -> Callable[..., list[CompletionItem]]:
    """Return what completes one of some names, or the last of several with commas between."""

    def complete(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
        before, comma, begun = incomplete.rpartition(",")
        return [CompletionItem(before + comma + name) for name in names() if name.startswith(begun)]

    return complete


def complete_file(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001
    """Leave the completion of a path to the shell."""
    return [CompletionItem(incomplete, type="file")]
