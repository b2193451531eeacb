"""The documentation of a rule, split for the formats that show it, and its address."""

import re
from functools import cache
from importlib.metadata import PackageNotFoundError, metadata
from typing import Final

from ctmodel.rules import RULES
from ctmodel.rules.definition import Rule
from ctmodel.rules.documentation import examples

_HEADING: Final = re.compile(r"^(\w+):$", re.MULTILINE)


def why(rule: Rule) -> str:
    """Return the reason for a rule, on one line; empty if its documentation has none."""
    _, *parts = _HEADING.split(rule.documentation)
    sections = dict(zip(parts[::2], parts[1::2], strict=True))
    return " ".join(sections.get("Why", "").split())


def address(rule: Rule) -> str | None:
    """Return the address of a rule's page; None for a rule of somebody else, or if no address is declared."""
    root = _documentation()
    return f"{root}/reference/rules/{rule.code}.html" if root is not None and rule in RULES else None


@cache
def _documentation() -> str | None:
    """Return the address that ``project.urls`` in pyproject.toml gives for the documentation."""
    try:
        urls = metadata("ctmodel").get_all("Project-URL") or []
    except PackageNotFoundError:  # a copy of the sources that was not installed
        return None
    declared = dict(url.split(", ", 1) for url in urls)
    return declared["Documentation"].rstrip("/") if "Documentation" in declared else None


def markdown(rule: Rule) -> str:
    """Return the documentation of a rule as Markdown. Its text is trusted: it comes from the author of the rule."""
    parts = [rule.summary, why(rule)]
    for heading, title in (("Fires", "It fires on:"), ("Silent", "It is silent on:")):
        shown = examples(rule, heading)
        if shown:
            parts.append("\n".join([title, "", "```", *shown, "```"]))
    parts.append(f"Source: {rule.source}")
    return "\n\n".join(part for part in parts if part)
