"""Run the code blocks of the README and of the documentation as tests."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from sybil import Sybil
from sybil.parsers.myst import PythonCodeBlockParser

ROOT = Path(__file__).parent


def enter(namespace: dict[str, Any]) -> None:
    """Work in a folder of its own, which holds the shipped record."""
    namespace["_left"] = Path.cwd()
    namespace["_folder"] = tempfile.mkdtemp()
    os.chdir(namespace["_folder"])
    shutil.copy(ROOT / "src/ctmodel/data/NCT01219465.json", "NCT01219465.json")


def leave(namespace: dict[str, Any]) -> None:
    """Go back, and leave nothing behind."""
    os.chdir(namespace["_left"])
    shutil.rmtree(namespace["_folder"])


pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser()], patterns=["*.md"], setup=enter, teardown=leave, excludes=["docs/reference/*"]
).pytest()
