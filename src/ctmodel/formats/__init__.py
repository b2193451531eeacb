"""Formats of registered trials, each in a folder of its own behind one door."""

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ctmodel.formats.foreign import account
    from ctmodel.formats.format import Account, Format, Left
    from ctmodel.formats.registry import format_named, formats

__all__ = ["Account", "Format", "Left", "account", "format_named", "formats"]

#: Imported at first use: who reads the native format needs none of them.
_MODULES: Final = {
    "Account": "format",
    "Format": "format",
    "Left": "format",
    "account": "foreign",
    "format_named": "registry",
    "formats": "registry",
}


def __getattr__(name: str) -> object:
    if name in _MODULES:
        return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
