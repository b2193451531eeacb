"""Configuration of the documentation."""

import sys
from importlib import metadata
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from api_pages import write_api_pages
from generated import write_pages

project = "ctmodel"
author = "The ctmodel developers"
release = metadata.version("ctmodel")
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
source_suffix = {".md": "markdown"}
html_theme = "furo"
html_title = "ctmodel"
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
add_module_names = False
nitpicky = False
exclude_patterns = ["reference/options.md"]  # part of the page about the command
man_pages = [("command", "ctmodel", "read, check and show registered clinical trials", author, 1)]

REFERENCE = Path(__file__).parent / "reference"
write_pages(REFERENCE)
write_api_pages(REFERENCE)


def setup(app: Any) -> None:
    """Leave the source, which is private, out of the signatures of the classes."""
    app.connect(
        "autodoc-process-signature",
        lambda *given: ((given[5] or "").replace("_source=None, ", "") or None, given[6]),
    )
