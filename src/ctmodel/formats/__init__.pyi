# Made of the list in __init__.py by python -m tests.stubs.
from ctmodel.formats.foreign import account
from ctmodel.formats.format import Account, Format, Left
from ctmodel.formats.registry import format_named, formats

__all__ = [
    "Account",
    "Format",
    "Left",
    "account",
    "format_named",
    "formats",
]
