"""The corpus of real texts, where there is one."""

import json
import os
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def corpus() -> list[str]:
    """The eligibility texts of the corpus."""
    folder = os.environ.get("CTMODEL_CORPUS")
    if not folder:
        pytest.skip("CTMODEL_CORPUS names no folder with the corpus of real records")
    texts = []
    with zipfile.ZipFile(Path(folder) / "ctgov_v2.zip") as archive:
        for name in archive.namelist():
            if name.endswith(".json"):
                module = json.loads(archive.read(name))["protocolSection"].get("eligibilityModule", {})
                texts.append(module.get("eligibilityCriteria") or "")
    return texts
