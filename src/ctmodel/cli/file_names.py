"""Names of files that are written for studies, from their numbers, which can be any text."""

import re
from collections.abc import Iterable
from itertools import count
from typing import Final, final

#: What the name of a file cannot have on some system.
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9._-]+")
#: Names of devices on Windows, with whatever ending.
_DEVICE: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)", re.IGNORECASE)
_LONGEST: Final = 100


@final
class FileNames:
    """Names that differ from each other, also where the case of letters does not count.

    Args:
        ending: what each name ends with.
        taken: names of other files.
    """

    def __init__(self, ending: str, taken: Iterable[str] = ()) -> None:
        self._ending = ending
        self._taken = {name.casefold() for name in taken}

    def name(self, number: str | None) -> str:
        """Return the name for a study with a number; a number that is taken gets a suffix."""
        safe = _UNSAFE.sub("-", number or "")[:_LONGEST].strip(".-") or "trial"
        if _DEVICE.match(safe):
            safe = f"trial-{safe}"
        name, suffixes = safe, count(2)
        while (name + self._ending).casefold() in self._taken:
            name = f"{safe}-{next(suffixes)}"
        self._taken.add((name + self._ending).casefold())
        return name + self._ending
