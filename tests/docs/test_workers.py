"""The examples of a page share names, so that one worker runs all of them, in order."""

import subprocess
import sys

import pytest

from tests.docs.wordings import ROOT

pytest.importorskip("xdist", reason="pytest-xdist is not installed")


def test_pages_are_not_divided_between_workers() -> None:
    pages = ["docs/tutorial.md", "docs/editing.md", "docs/criteria.md"]
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "-p", "no:cacheprovider", *pages]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert run.returncode == 0, run.stdout
