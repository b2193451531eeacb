"""Web addresses that the registry derives from a record."""

import re
from typing import Final

_NUMBER: Final = re.compile("NCT[0-9]{8}")
#: The form of the names of files, as far as an address has it.
_FILE_NAME: Final = re.compile(r"[^/|\s]+")


def study_address(number: str | None) -> str | None:
    """Return the web address of the study with a number; None for what is not a number of the registry."""
    return f"https://clinicaltrials.gov/study/{number}" if number and _NUMBER.fullmatch(number) else None


def document_address(number: str | None, filename: str | None) -> str | None:
    """Return the web address of an uploaded document; None for what the registry has not uploaded under such a name."""
    if number is None or not _NUMBER.fullmatch(number) or filename is None or not _FILE_NAME.fullmatch(filename):
        return None
    return f"https://cdn.clinicaltrials.gov/large-docs/{number[-2:]}/{number}/{filename}"
