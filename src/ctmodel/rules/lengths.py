"""How long a text is for the registry's limits."""

import re

_ESCAPED = re.compile(r"\\(?=[!-/:-@\[-`{-~])")


def typed_length(text: str) -> int:
    """Count the characters as they were typed: the backslashes of Markdown escapes came later."""
    return len(_ESCAPED.sub("", text)) if "\\" in text else len(text)


def is_longer(text: str | None, limit: int) -> bool:
    """Whether a text is longer than a limit."""
    return text is not None and len(text) > limit and typed_length(text) > limit
