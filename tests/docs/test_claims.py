"""What the README says about speed agrees with the page that was measured."""

import re

import pytest

from tests.docs.wordings import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
SPEED = (ROOT / "docs/speed.md").read_text(encoding="utf-8")


def measured(quantity: str) -> float:
    """Return the measured ratio in the table of targets."""
    (ratio,) = re.findall(rf"^\| {re.escape(quantity)} +\|[^|]+\| ([\d.]+)x +\|", SPEED, re.MULTILINE)
    return float(ratio)


@pytest.mark.parametrize(
    ("claim", "quantity", "lowest", "highest"),
    [
        ("less than twice as long as parsing its JSON", "reading, relative to orjson", 1, 2),
        ("a third of the time that jsonschema needs", "all default rules, speed-up over jsonschema", 3, 4),
    ],
)
def test_speed_in_the_readme(claim: str, quantity: str, lowest: float, highest: float) -> None:
    assert claim in " ".join(README.split())
    assert lowest <= measured(quantity) < highest
