"""Registry text as people read it."""

import re
from typing import Final

_LINE_BREAK: Final = re.compile(r"\r?\n")
_BULLET: Final = re.compile(r"^([ \t]*)[*+-][ \t]+", re.MULTILINE)
# CommonMark lets any ASCII punctuation be escaped.
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")


def prose(markdown: str) -> str:
    r"""Return a text in the registry's Markdown as people read it: bullets as ``•``, ``\>`` as ``>``."""
    text = _LINE_BREAK.sub("\n", markdown).strip("\n")
    return _ESCAPED.sub(r"\1", _BULLET.sub(r"\1• ", text)).rstrip()


def one_line(text: str) -> str:
    """Return a value as one line, so that a line break in it cannot look like the next value."""
    return _LINE_BREAK.sub(" ", text).strip()
