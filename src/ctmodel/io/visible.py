"""Text from strangers, made safe to show."""

import re
from typing import Final

# C0 and C1 control characters, line and paragraph separators, and marks that turn the direction of writing.
_UNSAFE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
# What runners of CI take for a command: ``::error::`` at the start of a line (GitHub); ``##[error]`` (GitHub),
# ``##vso[...]`` (Azure Pipelines) and ``##teamcity[...]`` anywhere in it.
_AT_START: Final = re.compile(r"^([^\S\n]*):(?=:)", re.MULTILINE)
_ANYWHERE: Final = re.compile(r"#(?=#\w*\[)")


def visible(text: str, *, one_line: bool = False) -> str:
    r"""Return the text so that neither a terminal nor a runner of CI takes anything in it for a command.

    Characters that could control a terminal are written as escapes, such as ``\x1b``, and so is the first character
    of what a runner of CI obeys, such as ``::error::``. Line breaks and tabs stay, unless it must be on one line.
    """
    shown = _UNSAFE.sub(_escaped, text)
    if one_line:
        shown = shown.replace("\n", "\\n").replace("\t", "\\t")
    return _ANYWHERE.sub(r"\\x23", _AT_START.sub(r"\1\\x3a", shown))


def commandless(written: str) -> str:
    r"""Return JSON or TOML in which no string holds what a runner of CI obeys, however it is read.

    In both, ``#`` before another occurs only in strings, where ``\u0023`` means the same.
    """
    return _ANYWHERE.sub(r"\\u0023", written)


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
