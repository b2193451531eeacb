"""``ctmodel rule`` and ``ctmodel rules``: the documentation of the rules."""

import click

from ctmodel.cli.help import complete_from
from ctmodel.cli.options import known_codes
from ctmodel.cli.streams import show
from ctmodel.rules import RULES
from ctmodel.rules.definition import Rule
from ctmodel.rules.nearest import did_you_mean


@click.command()
@click.argument("code", shell_complete=complete_from(known_codes))
def rule(code: str) -> int:
    """Print the documentation of the rule with this CODE."""
    by_code = {held.code: held for held in RULES}
    held = by_code.get(code.upper())
    if held is None:
        raise click.UsageError(f"no rule has the code {code!r}{did_you_mean(code.upper(), by_code)}")
    heading = f"{held.code} {held.name} ({', '.join(filter(None, (held.severity, held.condition)))})"
    show(f"{heading}\n\n{held.documentation.rstrip()}\n\nSource:\n    {held.source}\n")
    return 0


@click.command()
def rules() -> int:
    """List all rules: code, severity and summary."""
    show("".join(f"{_line(held)}\n" for held in sorted(RULES, key=lambda held: held.code)))
    return 0


def _line(rule: Rule) -> str:
    return f"{rule.code}  {rule.severity:<7}  {rule.summary}{f' ({rule.condition})' if rule.condition else ''}"
