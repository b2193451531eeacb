"""Text from strangers, made safe to show."""

import re
from typing import Final

# C0 and C1 control characters, line and paragraph separators, and marks that turn the direction of writing.
_UNSAFE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str, *, one_line: bool = False) -> str:
    r"""Return the text with characters that could control a terminal written as escapes, such as ``\x1b``.

    Line breaks and tabs stay, unless it must be on one line.
    """
    shown = _UNSAFE.sub(_escaped, text)
    return shown.replace("\n", "\\n").replace("\t", "\\t") if one_line else shown


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
