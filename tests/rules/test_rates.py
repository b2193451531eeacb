"""The rates of the rules on real records keep the promises that severities make."""

from pathlib import Path

import pytest

from ctmodel import Severity
from ctmodel.rules import RULES
from tests.rules.rates import counted, judged, rates, remarks

BY_CODE = {rule.code: rule for rule in RULES}


def test_what_is_often_not_true_is_no_warning() -> None:
    for code, findings in judged().items():
        if BY_CODE[code].severity is not Severity.NOTE:
            assert findings.true >= 0.8 * findings.read, code


@pytest.mark.corpus
def test_severities_keep_their_promise(corpus: Path) -> None:
    found = rates(counted(corpus))
    for rate in found:
        if rate.rule.severity is Severity.ERROR:
            assert rate.count == 0, rate.rule.code
        elif rate.rule.severity is Severity.WARNING:
            assert rate.percent <= 2.5, rate.rule.code
    assert {rate.rule.code for rate in found if rate.differs} <= set(remarks())
