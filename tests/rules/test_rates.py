"""The rates of the rules on real records keep the promises that severities make."""

from pathlib import Path

import pytest

from ctmodel import Severity
from tests.rules.rates import rates, remarks


@pytest.mark.corpus
def test_severities_keep_their_promise(corpus: Path) -> None:
    found, _, _ = rates(corpus)
    for rate in found:
        if rate.rule.severity is Severity.ERROR:
            assert rate.count == 0, rate.rule.code
        elif rate.rule.severity is Severity.WARNING:
            assert rate.percent <= 2.5, rate.rule.code
    assert {rate.rule.code for rate in found if rate.differs} <= set(remarks())
