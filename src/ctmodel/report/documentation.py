"""The documentation of a rule, taken apart for formats that show it."""

import re
from typing import Final

from ctmodel.rules.definition import Rule
from ctmodel.rules.documentation import examples

_HEADING: Final = re.compile(r"^(\w+):$", re.MULTILINE)


def why(rule: Rule) -> str:
    """Return why a rule is there, on one line; nothing where its documentation does not say."""
    _, *parts = _HEADING.split(rule.documentation)
    sections = dict(zip(parts[::2], parts[1::2], strict=True))
    return " ".join(sections.get("Why", "").split())


def markdown(rule: Rule) -> str:
    """Return the documentation of a rule as Markdown. It is the author's, not that of a payload."""
    parts = [rule.summary, why(rule)]
    for heading, title in (("Fires", "It fires on:"), ("Silent", "It is silent on:")):
        shown = examples(rule, heading)
        if shown:
            parts.append("\n".join([title, "", "```", *shown, "```"]))
    parts.append(f"Source: {rule.source}")
    return "\n\n".join(part for part in parts if part)
