"""The Markdown in eligibility texts: backslash escapes, and lines that belong together."""

import re
from typing import Final

#: Replaces characters to ignore in the view of a text. It is the unit separator, which counts as white space.
FILLER: Final = "\x1f"

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_SPECIAL = re.compile(r"[\\<>*\[\]]")
# Characters that open a list or a heading at the beginning of a line.
_OPENING = re.compile(r"[-+#]|\d{1,9}(?=[.)])")


def plain(raw: str) -> str:
    """Return the plain text of Markdown: lines joined by a space, escapes resolved, fillers left out."""
    if "\n" in raw:
        raw = " ".join(filter(None, map(str.strip, raw.split("\n"))))
    if FILLER in raw:
        raw = raw.replace(FILLER, "")
    if "\\" in raw:
        raw = _ESCAPE.sub(r"\1", raw)
    return raw.strip()


def escaped(text: str) -> str:
    """Return plain text as Markdown on one line.

    Only the words of an edit are escaped, never whole texts: what the registry escapes depends on the position.
    """
    text = " ".join(filter(None, map(str.strip, text.splitlines())))
    opening = _OPENING.match(text)
    text = _SPECIAL.sub(r"\\\g<0>", text)
    if opening is None:
        return text
    return f"{opening[0]}\\{text[opening.end() :]}" if opening[0].isdigit() else f"\\{text}"
