"""The pictures of the documentation: three, and something in their place where no browser is installed."""

import struct
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browsers import needs_browser

pytest.importorskip("sphinx", reason="pictures are part of the documentation")
pytest.importorskip("jinja2", reason="the page is part of the extra html")
ROOT = Path(__file__).parents[2]
CODE = """
import sys
from pathlib import Path
sys.path[:0] = ["docs", "."]
from generators import screenshots
screenshots.MISSING = sys.argv[2] or screenshots.MISSING
screenshots.write(Path(sys.argv[1]))
"""


def write(folder: Path, missing: str = "") -> None:
    """Write the pictures; in another process, since there can be only one browser in this one."""
    subprocess.run([sys.executable, "-c", CODE, str(folder), missing], check=True, cwd=ROOT)


def sizes(folder: Path) -> dict[str, tuple[int, int]]:
    """Width and height of each picture of a folder, by name."""
    return {file.name: struct.unpack(">II", file.read_bytes()[16:24]) for file in folder.iterdir()}


@needs_browser
def test_there_are_three_pictures(tmp_path: Path) -> None:
    write(tmp_path)
    assert sizes(tmp_path) == {
        "page-light.png": (1280, 900),
        "page-dark.png": (1280, 900),
        "page-phone.png": (780, 1600),
    }


def test_without_a_browser_pages_can_be_built_and_pictures_stay(tmp_path: Path) -> None:
    (tmp_path / "page-dark.png").write_bytes(b"taken before")
    write(tmp_path, "no browser")
    assert (tmp_path / "page-dark.png").read_bytes() == b"taken before"
    (tmp_path / "page-dark.png").unlink()
    assert sizes(tmp_path) == {"page-light.png": (1, 1), "page-phone.png": (1, 1)}
