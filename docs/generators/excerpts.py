"""The examples of rules as JSON, with what ctmodel reports on them."""

import json
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from attrs import frozen

import ctmodel
from ctmodel import Finding
from ctmodel.rules import Rule
from ctmodel.rules.structure import STRUCTURE
from tests.rules.expressions import AS_OF, evaluated

#: A list of texts and numbers, which is easier to read on one line.
_SHORT_LIST = re.compile(r"\[\n[^\[\]{}\n]{1,60}(?:,\n[^\[\]{}\n]{1,60}){0,2}\n *\]")


@frozen
class Excerpt:
    """A document, or the part of a study that a rule is about."""

    text: str
    is_json: bool
    #: What the rule reports on it.
    findings: tuple[Finding, ...]

    @property
    def places(self) -> str:
        """The lines of the findings, unless it is all of them, as ``3,5-7``."""
        lines = dict.fromkeys((found.line, found.end_line) for found in self.findings if found.line)
        whole = (1, self.text.count("\n") + 1)
        return ",".join(f"{first}-{last}" for first, last in lines if (first, last) != whole)


def excerpt(rule: Rule, expression: str) -> Excerpt:
    """Return what an expression in the documentation of a rule writes."""
    value = evaluated(expression)
    text = value if isinstance(value, str) else _shown(value if isinstance(value, dict) else ctmodel.unstructure(value))
    # Only rules about structure have examples for what a selection of fields is.
    records = "auto" if rule in STRUCTURE else "whole"
    with _file(text) as path:
        found = tuple(ctmodel.validate_path(path, select=[rule.code], records=records, as_of=AS_OF))
    return Excerpt(text, _is_json(text), found)


def _shown(payload: dict[str, Any]) -> str:
    """Return JSON in which characters that cannot be seen are escaped."""
    written = json.dumps(payload, indent=2, ensure_ascii=False)
    written = _SHORT_LIST.sub(lambda found: " ".join(found[0].split()).replace("[ ", "[").replace(" ]", "]"), written)
    return "".join(char if char.isprintable() or char == "\n" else json.dumps(char)[1:-1] for char in written)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


@contextmanager
def _file(text: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "example.json"
        path.write_text(text, encoding="utf-8", newline="")
        yield path
