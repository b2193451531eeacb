"""Registry text as plain text that is safe to print."""

import re
from typing import Final

# What moves the cursor, colours the text or turns its direction (C0, DEL, C1, bidi overrides and isolates),
# and lone surrogates, which no terminal can be sent.
_UNSAFE: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LINE_BREAK: Final = re.compile(r"\r?\n")
_BULLET: Final = re.compile(r"^([ \t]*)[*+-][ \t]+", re.MULTILINE)
# CommonMark lets any ASCII punctuation be escaped.
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")


def prose(markdown: str) -> str:
    r"""Return a text in the registry's Markdown as people read it: bullets as ``•``, ``\>`` as ``>``."""
    text = _LINE_BREAK.sub("\n", markdown).strip("\n")
    return _ESCAPED.sub(r"\1", _BULLET.sub(r"\1• ", text)).rstrip()


def one_line(text: str) -> str:
    """Return a value as one line, so that a line break within it cannot pass for the next value."""
    return _LINE_BREAK.sub(" ", text).strip()


def printable(text: str) -> str:
    r"""Return text with its control characters as visible escapes such as ``\x1b``; line breaks and tabs stay."""
    return _UNSAFE.sub(lambda unsafe: unsafe[0].encode("unicode_escape").decode("ascii"), text)
