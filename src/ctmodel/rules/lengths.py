"""How long a text is for the registry's limits."""

import re

_ESCAPED = re.compile(r"\\(?=[!-/:-@\[-`{-~])")


def typed_length(text: str) -> int:
    """Count the characters as they were typed: the backslashes and the blank lines of Markdown came later."""
    typed = _ESCAPED.sub("", text) if "\\" in text else text
    return len(typed) - typed.count("\n\n")


def is_longer(text: str | None, limit: int) -> bool:
    """Whether a text is longer than a limit."""
    return text is not None and len(text) > limit and typed_length(text) > limit
