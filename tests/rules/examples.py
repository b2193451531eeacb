"""The examples that rules are tested by: those of their documentation, and those at the edges.

Edge examples are kept in ``edges``, one line an example: a code, ``fires`` or ``silent``, and the expression.
What path and message say may follow after ``->``. Lines that begin with ``#`` are remarks; ``let NAME = EXPRESSION`` gives
a name to what many lines of the file need.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import field, frozen

from ctmodel.rules import RULES
from ctmodel.rules.documentation import examples
from tests.rules.expressions import evaluated

EDGES = Path(__file__).with_name("edges")
FIRES = {"Fires": True, "Silent": False, "fires": True, "silent": False}


@frozen
class Example:
    """What a rule is asked about, and whether it has something to say."""

    code: str
    fires: bool
    expression: str
    #: What the path and the message of a finding say, among others, with a colon between.
    says: str = ""
    #: What the expression refers to, beside the package's own names.
    names: Mapping[str, Any] = field(factory=dict, repr=False)

    def value(self) -> Any:
        """Return the trial, payload or text that the expression writes."""
        return evaluated(self.expression, self.names)


def documented() -> Iterator[Example]:
    """Yield the examples in the documentation of the rules."""
    for rule in sorted(RULES, key=lambda rule: rule.code):
        for heading in ("Fires", "Silent"):
            for expression in examples(rule, heading):
                yield Example(rule.code, FIRES[heading], expression)


def edges() -> Iterator[Example]:
    """Yield the examples at the edges."""
    for path in sorted(EDGES.glob("*.txt")):
        names: dict[str, Any] = {}
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("let "):
                name, _, expression = line.removeprefix("let ").partition(" = ")
                names[name] = evaluated(expression, names)
            elif line and not line.startswith("#"):
                code, word, written = line.split(maxsplit=2)
                expression, _, says = written.partition(" -> ")
                yield Example(code, FIRES[word], expression, says, names)
