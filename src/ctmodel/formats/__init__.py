"""Formats of registered trials, each in a folder of its own behind one door.

A format is a folder of this package that has a ``FORMAT``: nothing else has to be told of it.
"""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from ctmodel.formats import native
from ctmodel.formats.format import Account, Format, Left, RecordView
from ctmodel.model.trial import Trial

__all__ = ["Account", "Format", "Left", "RecordView", "account", "format_named", "formats", "view_of"]


@cache
def formats() -> Mapping[str, Format]:
    """Return all formats, by name."""
    folders = [name for _, name, is_folder in iter_modules(__path__) if is_folder]
    found = (getattr(import_module(f"{__name__}.{name}"), "FORMAT", None) for name in sorted(folders))
    return {held.name: held for held in found if held is not None}


def format_named(name: str) -> Format:
    """Return the format of a name.

    Raises:
        ValueError: there is none.
    """
    if name == native.FORMAT.name:
        return native.FORMAT
    try:
        return formats()[name]
    except KeyError:
        raise ValueError(f"there is no format {name!r}; the formats are {', '.join(formats())}") from None


def view_of(trial: Trial) -> RecordView:
    """Return the record of a trial as rules see it: that of its source, if it was read from another format."""
    return native.FORMAT.view(trial)


def account(trial: Trial) -> Account:
    """Return what became of every leaf of the record that a trial was read from.

    Raises:
        ValueError: the trial was not read from a foreign format: then nothing is lost.
    """
    raise NotImplementedError
