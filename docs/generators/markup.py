"""Markdown that several pages need: cells, code, tables that can be filtered."""

import re
from collections.abc import Iterable, Sequence

#: The front matter of a page whose table needs the width of the window.
WIDE = "---\nhide-toc: true\n---\n\n"
#: The front matter of a page that another page lists, in place of the sidebar.
LISTED = "---\norphan: true\n---\n\n"


def cell(text: str) -> str:
    """Return a text as it is written in a cell of a table."""
    return text.replace("|", "\\|").replace("\n", " ")


def code(text: str) -> str:
    """Return a text as code, in a cell or anywhere else."""
    ticks = "``" if "`" in text else "`"
    return f"{ticks}{cell(text)}{ticks}"


def codes(texts: Iterable[str]) -> str:
    """Return texts as code, separated by commas."""
    return ", ".join(map(code, texts))


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, kind: str = "") -> str:
    """Return a table; its kind is a class that the style sheet and the filter know."""
    lines = [columns, ["---"] * len(columns), *rows]
    body = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return f"```{{table}}\n:class: {kind}\n\n{body}\n```" if kind else body


def percent(number: float, digits: int = 2) -> str:
    """Return a share, with a space that does not break."""
    return f"{number:.{digits}f}\N{NO-BREAK SPACE}%"


def anchor(path: str) -> str:
    """Return the identifier of a path's row: ``armGroups[].label`` becomes ``armgroups-label``."""
    return re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-")


def markdown(docstring: str) -> str:
    """Return a text of docstrings as Markdown: roles and double backticks become code."""
    return re.sub(r"(?::[\w:]+:)?(`{1,2})~?(.+?)\1", r"`\2`", docstring)
