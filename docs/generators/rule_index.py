"""The index of the rules: a table for each family, which the reader can filter."""

from collections.abc import Iterator
from itertools import groupby

from ctmodel.rules import RULES, Rule
from generators.families import families
from generators.markup import markdown, percent, table
from tests.rules.rates import rates, written

PAGE = """# All rules

Each rule has a page, with what to do about a finding. Errors contradict what the registry accepts, warnings are
probable mistakes, and notes are worth knowing. "Fires" is the share of [real records](rates.md) with a finding.
[Choose what is checked](../rules.md) explains which rules are on.

{families}

{tables}
"""
COLUMNS = ("code", "severity", "what is reported", "fires")


def pages() -> Iterator[tuple[str, str]]:
    """Yield the page."""
    share = {rate.rule.code: percent(rate.percent, 1) if rate.count else "" for rate in rates(written())}
    listed = groupby(sorted(RULES, key=lambda rule: rule.code), lambda rule: rule.code[:3])
    of_family = {prefix: list(rules) for prefix, rules in listed}
    rows = [
        (f"[{family.prefix}](#{family.prefix.lower()})", family.about, str(len(of_family[family.prefix])))
        for family in families().values()
    ]
    tables = [
        f"({family.prefix.lower()})=\n\n## {family.prefix}: {family.about}\n\n"
        + table(COLUMNS, [_row(rule, share[rule.code]) for rule in of_family[family.prefix]], kind="filtered rules")
        for family in families().values()
    ]
    yield "rules.md", PAGE.format(families=table(("prefix", "rules about", "rules"), rows), tables="\n\n".join(tables))


def _row(rule: Rule, share: str) -> tuple[str, ...]:
    condition = f" *({rule.condition})*" if rule.condition else ""
    return f"[{rule.code}](rules/{rule.code}.md)", str(rule.severity), f"{markdown(rule.summary)}{condition}", share
