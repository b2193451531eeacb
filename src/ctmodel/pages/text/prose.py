"""Values of a record as lines of text."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from ctmodel.pages.wording import worded
from ctmodel.terms.term import Term

_LINE_BREAK: Final = re.compile(r"\r?\n")
_BULLET: Final = re.compile(r"^([ \t]*)[*+-][ \t]+", re.MULTILINE)
# CommonMark lets any ASCII punctuation be escaped.
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")


def prose(markdown: str) -> str:
    r"""Return a text in the registry's Markdown as people read it: bullets as ``•``, ``\>`` as ``>``."""
    text = _LINE_BREAK.sub("\n", markdown).strip("\n")
    return _ESCAPED.sub(r"\1", _BULLET.sub(r"\1• ", text)).rstrip()


def paragraphs(markdown: str | None) -> list[str]:
    """Return a text in the registry's Markdown, with the lines that it has; nothing without text."""
    return [text] if markdown is not None and (text := prose(markdown)) else []


def one_line(text: str) -> str:
    """Return a value as one line, so that a line break in it cannot look like the next value."""
    return _LINE_BREAK.sub(" ", text).strip()


def values(held: Iterable[str | None]) -> list[str]:
    """Return the values that are set, one a line."""
    return [line for value in held if value is not None and (line := one_line(value))]


def said(value: Any) -> str:
    """Return a value of any type as text; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, Term):
        return worded(value) or ""
    if isinstance(value, list):
        return ", ".join(filter(None, (one_line(said(item)) for item in value)))
    return prose(value) if isinstance(value, str) else str(value)


def fact(label: str, value: Any) -> list[str]:
    """Return a value with its label, below it if it has several lines; nothing without a value."""
    text = said(value)
    if not text.strip():
        return []
    return [f"{label}:", text] if "\n" in text else [f"{label}: {text}"]


def facts(held: Any, labels: Mapping[str, str]) -> list[str]:
    """Return the attributes of an object with their labels."""
    if held is None:
        return []
    return [line for name, label in labels.items() for line in fact(label, getattr(held, name))]
