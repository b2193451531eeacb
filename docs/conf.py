"""Configuration of the documentation."""

import sys
from importlib import metadata
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]  # the modules of the build, and tests, which evaluate examples of rules

from generators import screenshots, write_pages  # noqa: E402

project = "ctmodel"
author = "The ctmodel developers"
release = metadata.version("ctmodel")
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx_copybutton", "signatures"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["reference/options.md"]  # part of the page about the command

myst_enable_extensions = ["attrs_inline", "deflist"]
myst_heading_anchors = 3
smartquotes_action = "qe"  # quotes and ellipses; two hyphens begin an option

add_module_names = False
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
autodoc_preserve_defaults = True
python_maximum_signature_line_length = 88
python_use_unqualified_type_names = True
toc_object_entries = False

html_theme = "furo"
html_title = "ctmodel"
html_static_path = ["_static"]
html_css_files = ["pages.css"]
html_js_files = ["filter.js"]
html_copy_source = False
html_show_copyright = False
copybutton_exclude = ".linenos, .gp, .go"

man_pages = [("command", "ctmodel", "read, check and show registered clinical trials", author, 1)]

write_pages(HERE / "reference")


def setup(app: Any) -> None:
    """Take pictures of the HTML page for the pages that show them."""
    app.connect("builder-inited", _take_pictures)


def _take_pictures(app: Any) -> None:
    if app.builder.format == "html":
        screenshots.write(HERE / "reference")
