"""The documentation of rules: written for rules that are made from data, and searched for examples."""

import re
from collections.abc import Iterable
from textwrap import wrap
from typing import Final

from ctmodel.rules.definition import Rule

_HEADING: Final = re.compile(r"^(\w+):$", re.MULTILINE)


def documentation(summary: str, *, why: str, fix: str, fires: Iterable[str], silent: Iterable[str]) -> str:
    """Return the documentation of a rule that is made from data, in the form of a docstring."""
    parts = {"Why": wrap(why, 112), "Fix": wrap(fix, 112), "Fires": fires, "Silent": silent}
    return "\n\n".join(
        [summary, *("\n".join([f"{heading}:", *(f"    {line}" for line in lines)]) for heading, lines in parts.items())]
    )


def prose(held: Rule, heading: str) -> str:
    """Return the text under a heading (``Why`` or ``Fix``) in the documentation of a rule, on one line; or nothing."""
    _, *parts = _HEADING.split(held.documentation)
    sections = dict(zip(parts[::2], parts[1::2], strict=True))
    return " ".join(sections.get(heading, "").split())


def examples(held: Rule, heading: str) -> list[str]:
    """Return the expressions under a heading (``Fires`` or ``Silent``) in the documentation of a rule."""
    lines = held.documentation.split("\n")
    if f"{heading}:" not in lines:
        return []
    found: list[str] = []
    for line in lines[lines.index(f"{heading}:") + 1 :]:
        if line and not line.startswith("    "):
            break
        if line.startswith("     "):
            found[-1] += f"\n{line.strip()}"
        elif line:
            found.append(line.strip())
    return found
