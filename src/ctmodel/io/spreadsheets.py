"""Text that a spreadsheet would run as a formula when it opens a CSV file."""

import re
from typing import Final

# White space by name: Python and RE2, which Arrow uses, have their own ideas of ``\s``.
_SPACE: Final = "[\x00-\x20\u00a0\u200b\ufeff]*"
#: The start of a text that a spreadsheet could run, to Python and to RE2: the signs that begin formulas, which some
#: spreadsheets also know in their wide forms, and what some skip before them.
FORMULA: Final = f"\\A(?:[\t\r]|{_SPACE}[=+@\uff1d\uff0b\uff0d\uff20-])"

_FORMULA: Final = re.compile(FORMULA)


def is_formula(text: str) -> bool:
    """Whether a spreadsheet could run a text as a formula; numbers with a sign count, too."""
    return _FORMULA.match(text) is not None
