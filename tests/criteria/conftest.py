"""The real eligibility texts, where there is a corpus."""

import json
from pathlib import Path

import pytest

from tests.conftest import members


@pytest.fixture(scope="session")
def texts(corpus: Path) -> list[str]:
    """The eligibility texts of the corpus."""
    studies = (json.loads(data)["protocolSection"] for _, data in members(corpus / "ctgov_v2.zip"))
    return [study.get("eligibilityModule", {}).get("eligibilityCriteria") or "" for study in studies]
