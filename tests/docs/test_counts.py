"""What the package has so many of is counted where it is declared: prose that repeats the number is soon wrong."""

import re
from pathlib import Path

import pytest

from tests.docs.wordings import ROOT, pages

#: A number before what grows with additions.
COUNTED = re.compile(
    r"(?<![\w.,{-])[1-9][\d,]*\d (?:\w+ )?(?:rules|fields|leaves|nodes|classes|vocabularies|attributes|formats|terms|keys)\b"
)
#: Numbers that are measurements or limits, not counts of what is declared.
MEASURED = {
    "docs/speed.md": "benchmarks of a day",
    "docs/decisions.md": "what was measured when it was decided",
}


def counts(text: str) -> list[str]:
    return [" ".join(match[0].split()) for match in COUNTED.finditer(text)]


@pytest.mark.parametrize("path", sorted(pages()), ids=lambda path: str(path.relative_to(ROOT)))
def test_prose_counts_nothing_that_grows(path: Path) -> None:
    if str(path.relative_to(ROOT)) not in MEASURED:
        assert counts(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("all 457 nodes of", ["457 nodes"]),
        ("1,457 leaf nodes", ["1,457 leaf nodes"]),
        ("409 rules", ["409 rules"]),
        ("nine rules, {count} rules, v2 rules, 3 rules", []),
        ("of 409 records", []),
    ],
)
def test_counts_are_found(text: str, found: list[str]) -> None:
    assert counts(text) == found
