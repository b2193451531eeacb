"""What is reported about rows of the CSV download: nothing about texts that hold more than their attributes are for."""

from pathlib import Path

import pytest

import ctmodel
from ctmodel.model import Outcome

LONG = "Pain when swallowing, " * 20


def test_a_measure_with_its_description_is_not_too_long(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'NCT Number,Primary Outcome Measures,Study Title\nNCT99000001,"{LONG}|{LONG}",{"a" * 301}\n')
    codes = [finding.code for finding in ctmodel.validate_path(path)]
    assert "OUT009" not in codes
    assert "TTL001" in codes, "a title holds nothing else"
    measures = [Outcome(measure=LONG)]
    assert "OUT009" in [finding.code for finding in ctmodel.validate(ctmodel.Trial(primary_outcomes=measures))]


@pytest.mark.corpus
def test_few_findings_on_downloads(corpus: Path) -> None:
    codes = [
        finding.code for finding in ctmodel.validate_path(corpus / "registries" / "csv_v2.zip", as_of="2026-01-01")
    ]
    assert "OUT009" not in codes
