"""Tell fields of identifiers, in which ten digits in a row are no telephone number."""

import re
from typing import Final

_IDENTIFIER: Final = re.compile(r"/(?:id|pmid|\w*(?:Id|Ids|IdAliases|IdInfos?))(?:/[0-9]+)?")


def is_identifier(pointer: str) -> bool:
    """Whether a JSON pointer leads to a field of identifiers, or to an item of it."""
    parent, _, last = pointer.rpartition("/")
    if last.isdecimal():
        parent, _, last = parent.rpartition("/")
    return _IDENTIFIER.fullmatch(f"/{last}") is not None
