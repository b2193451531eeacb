"""Numbers in results, which the registry gives as text."""

import re
from typing import Final

# Without commas: "1,234" is a thousand to some and one and a bit to others.
_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_COUNT: Final = re.compile(r"[0-9]{1,15}")


def number(text: str | None) -> float | None:
    """Return the number that a text is; None for anything but a plain number, such as ``NA`` or ``<0.001``."""
    return float(text) if text is not None and _NUMBER.fullmatch(text) else None


def count(text: str | None) -> int | None:
    """Return the count that a text is, such as a number of participants; None for anything but plain digits."""
    return int(text) if text is not None and _COUNT.fullmatch(text) else None
