"""The documentation of a rule, split for the formats that show it, and its address."""

from functools import cache
from importlib.metadata import PackageNotFoundError, metadata

from ctmodel.rules import RULES
from ctmodel.rules.definition import Rule
from ctmodel.rules.documentation import examples, prose


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
    parts = [rule.summary, prose(rule, "Why"), prose(rule, "Fix")]
    for heading, title in (("Fires", "It fires on:"), ("Silent", "It is silent on:")):
        shown = examples(rule, heading)
        if shown:
            parts.append("\n".join([title, "", "```", *shown, "```"]))
    parts.append(f"Source: {rule.source}")
    return "\n\n".join(part for part in parts if part)
