"""What makes a document of HTML need no other file."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Final

from markupsafe import Markup

#: What a browser may load for the document: nothing. It runs no script.
POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


_STYLES: Final = ("tokens", "text", "page", "tables", "figures", "flow", "narrow", "print")


@cache
def stylesheet(*more: str) -> Markup:
    """Return the style sheet of study pages, and further ones by their names, for a ``style`` element."""
    return Markup("".join(_source(f"css/{name}.css") for name in (*_STYLES, *more)))  # noqa: S704 - package data


@cache
def script(name: str) -> Markup:
    """Return a script, for a ``script`` element."""
    return Markup(_source(f"{name}.js"))  # noqa: S704 - package data


def policy_with(script: str) -> str:
    """Return what a browser may load for a document that runs one script of its own, and no other."""
    digest = b64encode(sha256(script.encode()).digest()).decode()
    return f"{POLICY}; script-src 'sha256-{digest}'"


def _source(name: str) -> str:
    return (files("ctmodel.pages.html") / "templates" / name).read_text(encoding="utf-8")
