"""What autodoc shows of the package: comments of attributes as text, and no private argument."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.wordings import ROOT

pytest.importorskip("sphinx", reason="the extra docs is not installed")

CONFIGURATION = f"""
import sys
sys.path.insert(0, {str(ROOT / "docs")!r})
extensions = ["sphinx.ext.autodoc", "signatures"]
"""


def shown(folder: Path, *directives: str) -> str:
    """Return the text that autodoc makes of directives."""
    (folder / "conf.py").write_text(CONFIGURATION, encoding="utf-8")
    (folder / "index.rst").write_text("Title\n=====\n\n" + "\n".join(directives), encoding="utf-8")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "text", folder, folder / "out"]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert run.returncode == 0, run.stderr
    return (folder / "out" / "index.txt").read_text(encoding="utf-8")


def test_attributes_and_arguments(tmp_path: Path) -> None:
    text = shown(
        tmp_path,
        ".. autoclass:: ctmodel.Arm\n   :members:\n   :inherited-members:\n   :member-order: bysource",
        ".. autoclass:: ctmodel.Trial",
        ".. autoclass:: ctmodel.Age",
        ".. autofunction:: ctmodel.read",
    )
    text = " ".join(text.split())
    assert "label: str | None *Arm Title*: short name of the arm." in text
    assert "What the object's JSON holds beyond its attributes: fields" in text
    assert "Type:" not in text
    assert "Arm(*, label=None, type=None, description=None, intervention_names=[])" in text
    assert "Trial(**attributes)" in text
    assert "Age(number, unit, *, text=...)" in text
    assert "_source" not in text
    for part in ("source: str |", "format: str | None = None", "Parameters:", "* **source** -- the file.", "Raises:"):
        assert part in text
