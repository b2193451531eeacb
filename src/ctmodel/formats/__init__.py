"""Formats of registered trials, each in a folder of its own, with one interface."""

from ctmodel.lazy_names import lazy_names

__getattr__, __dir__, __all__ = lazy_names(
    __name__,
    {
        "formats.foreign": "account",
        "formats.format": "Account Format Left",
        "formats.registry": "format_named formats",
    },
)
