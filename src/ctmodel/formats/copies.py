"""Tools that store copies of records, and how to recognise their copies."""

from collections.abc import Container
from typing import Final

#: The key that each tool adds to the records that it stores.
_MARKS: Final = {"ctrname": "ctrdata"}


def copied_by(keys: Container[str]) -> str | None:
    """Return the name of the tool that stored a record as a copy, given the keys of the record."""
    return next((tool for mark, tool in _MARKS.items() if mark in keys), None)
