"""``ctmodel rule`` and ``ctmodel rules``: the documentation of the rules."""

import click

from ctmodel.rules import RULES
from ctmodel.rules.definition import did_you_mean


@click.command()
@click.argument("code")
def rule(code: str) -> int:
    """Print what the rule with a CODE checks, why, where it comes from, and examples."""
    by_code = {held.code: held for held in RULES}
    held = by_code.get(code.upper())
    if held is None:
        raise click.UsageError(f"no rule has the code {code!r}{did_you_mean(code.upper(), by_code)}")
    click.echo(f"{held.code} {held.name} ({held.severity}{'' if held.default else ', off by default'})\n")
    click.echo(f"{held.documentation.rstrip()}\n\nSource:\n    {held.source}")
    return 0


@click.command()
def rules() -> int:
    """List all rules: code, severity and what they say."""
    for held in sorted(RULES, key=lambda held: held.code):
        off = "" if held.default else " (off by default)"
        click.echo(f"{held.code}  {held.severity:<7}  {held.summary}{off}")
    return 0
