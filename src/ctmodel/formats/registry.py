"""Which formats there are, and which of them a document has.

A format is a folder of this package that has a ``FORMAT``: nothing else has to be told of it.
"""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import ctmodel.formats as package
from ctmodel.errors import ReadError
from ctmodel.formats import native
from ctmodel.formats.foreign import XmlFormat, format_of
from ctmodel.formats.format import Format, RecordView
from ctmodel.formats.xml_records import root_of
from ctmodel.model.trial import Trial

#: First elements of pages, not of records: the reader of JSON reports them.
_HTML = frozenset({"html", "head", "body"})


@cache
def formats() -> Mapping[str, Format]:
    """Return all formats, by name."""
    folders = [name for _, name, is_folder in iter_modules(package.__path__) if is_folder]
    found = (getattr(import_module(f"{package.__name__}.{name}"), "FORMAT", None) for name in sorted(folders))
    return {held.name: held for held in (native.FORMAT, *found) if held is not None}


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
    held = format_of(trial)
    return held.view(trial) if held is not None else native.FORMAT.view(trial)


def foreign_format(data: bytes, name: str | None = None) -> XmlFormat | None:
    """Return the foreign format of a document, by its content; None for the native one, and what none recognises.

    Args:
        data: the text of the document, or its beginning.
        name: the format to take it for, if it was named.

    Raises:
        ValueError: there is no format of this name.
        ReadError: the document is XML that no format recognises.
    """
    if name is not None:
        held = format_named(name)
        return held if isinstance(held, XmlFormat) else None
    root = root_of(data)
    if root is None or root.lower() in _HTML:
        return None
    foreign = [held for held in formats().values() if isinstance(held, XmlFormat)]
    for held in foreign:
        if held.has_root(root):
            return held
    looked_for = ", ".join(f"{held.container} ({held.name})" for held in foreign)
    reason = f"no format recognises this XML, whose first element is {root!r:.80}; looked for {looked_for}"
    raise ReadError(reason, line=1, column=1, code="STR002")
