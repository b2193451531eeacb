"""The little Markdown that eligibility text has: backslash escapes, and lines that belong together."""

import re
from typing import Final

#: Replaces characters without meaning in the view of a text; it is white space, as the unit separator is.
FILLER: Final = "\x1f"

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_SPECIAL = re.compile(r"[\\<>*\[\]]")
# What would open a list or a heading at the beginning of a line.
_OPENING = re.compile(r"[-+#]|\d{1,9}(?=[.)])")


def plain(raw: str) -> str:
    """Return Markdown as it reads: lines joined by a space, escapes resolved, fillers left out."""
    if "\n" in raw:
        raw = " ".join(filter(None, map(str.strip, raw.split("\n"))))
    if FILLER in raw:
        raw = raw.replace(FILLER, "")
    if "\\" in raw:
        raw = _ESCAPE.sub(r"\1", raw)
    return raw.strip()


def escaped(text: str) -> str:
    """Return plain text as Markdown that reads like it, on one line.

    Whole texts are never escaped: the registry escapes by position, so that only what was changed is written again.
    """
    text = " ".join(filter(None, map(str.strip, text.splitlines())))
    opening = _OPENING.match(text)
    text = _SPECIAL.sub(r"\\\g<0>", text)
    if opening is None:
        return text
    return f"{opening[0]}\\{text[opening.end() :]}" if opening[0].isdigit() else f"\\{text}"
