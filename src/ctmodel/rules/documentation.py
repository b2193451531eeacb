"""The documentation of rules: written for rules that are made from data, and searched for examples."""

from collections.abc import Iterable
from textwrap import wrap

from ctmodel.rules.definition import Rule


def documentation(summary: str, *, why: str, fires: Iterable[str], silent: Iterable[str]) -> str:
    """Return the documentation of a rule that is made from data, in the form of a docstring."""
    parts = {"Why": wrap(why, 112), "Fires": fires, "Silent": silent}
    return "\n\n".join(
        [summary, *("\n".join([f"{heading}:", *(f"    {line}" for line in lines)]) for heading, lines in parts.items())]
    )


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
