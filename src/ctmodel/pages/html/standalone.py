"""What makes a document of HTML need no other file."""

from functools import cache
from importlib.resources import files
from typing import Final

from markupsafe import Markup

#: What a browser may load for the document: nothing. It runs no script.
POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


_STYLES: Final = ("tokens", "text", "page", "tables", "figures", "flow", "narrow", "print")


@cache
def stylesheet() -> Markup:
    """Return the style sheet of study pages, for a ``style`` element."""
    folder = files("ctmodel.pages.html") / "templates" / "css"
    sources = ((folder / f"{name}.css").read_text(encoding="utf-8") for name in _STYLES)
    return Markup("".join(sources))  # noqa: S704 - package data
