"""The examples that rules are tested by: those of their documentation, and those at the edges.

Edge examples are kept in ``edges``, one file a family and one line an example: a code, ``fires`` or ``silent``, and the
expression. Lines that begin with ``#`` are remarks.
"""

from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from ctmodel.rules import RULES
from ctmodel.rules.definition import examples

EDGES = Path(__file__).with_name("edges")
FIRES = {"Fires": True, "Silent": False, "fires": True, "silent": False}


@frozen
class Example:
    """What a rule is asked about, and whether it has something to say."""

    code: str
    fires: bool
    expression: str


def documented() -> Iterator[Example]:
    """Yield the examples in the documentation of the rules."""
    for rule in sorted(RULES, key=lambda rule: rule.code):
        for heading in ("Fires", "Silent"):
            for expression in examples(rule, heading):
                yield Example(rule.code, FIRES[heading], expression)


def edges() -> Iterator[Example]:
    """Yield the examples at the edges."""
    for path in sorted(EDGES.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                code, word, expression = line.split(maxsplit=2)
                yield Example(code, FIRES[word], expression)
