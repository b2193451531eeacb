"""The formats in which registered trials are read: what each is, and what a record in it became.

Each format has its own package here.
"""

from ctmodel.lazy_names import lazy_names

__getattr__, __dir__, __all__ = lazy_names(
    __name__,
    {
        "formats.foreign": "account",
        "formats.format": "Account Format Left",
        "formats.registry": "format_named formats",
    },
)
