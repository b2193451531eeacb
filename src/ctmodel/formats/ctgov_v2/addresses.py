"""Web addresses that the registry derives from a record."""

import re
from typing import Final
from urllib.parse import quote

_NUMBER: Final = re.compile("NCT[0-9]{8}")
#: Where the registry publishes the documents that are uploaded with a record, by the end of its number.
_DOCUMENTS: Final = "https://cdn.clinicaltrials.gov/large-docs"


def document_address(number: str | None, filename: str | None) -> str | None:
    """Return where a document of a record is published; None without an NCT number or the name of a file."""
    if number is None or not filename or filename.isspace() or not _NUMBER.fullmatch(number):
        return None
    return f"{_DOCUMENTS}/{number[-2:]}/{number}/{quote(filename, safe='', errors='replace')}"
