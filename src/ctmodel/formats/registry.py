"""Find the formats, and the format of a document.

Every folder of this package with a ``FORMAT`` is a format. It does not have to be registered anywhere else.
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

#: First elements of HTML pages. The reader of JSON reports these.
_HTML = frozenset({"html", "head", "body"})


@cache
def formats() -> Mapping[str, Format]:
    """Return all formats, by name."""
    folders = [name for _, name, is_folder in iter_modules(package.__path__) if is_folder]
    found = (getattr(import_module(f"{package.__name__}.{name}"), "FORMAT", None) for name in sorted(folders))
    return {held.name: held for held in (native.FORMAT, *found) if held is not None}


def format_named(name: str) -> Format:
    """Return the format with a name, such as ``ictrp-xml``.

    Raises:
        ValueError: there is no such format; the message lists the formats.
    """
    if name == native.FORMAT.name:
        return native.FORMAT
    try:
        return formats()[name]
    except KeyError:
        raise ValueError(f"there is no format {name!r}; the formats are {', '.join(formats())}") from None


def view_of(trial: Trial) -> RecordView:
    """Return the view of a trial's record for rules; for a foreign trial, that of the record in its own format."""
    held = format_of(trial)
    return held.view(trial) if held is not None else native.FORMAT.view(trial)


def foreign_format(data: bytes, name: str | None = None) -> XmlFormat | None:
    """Return the foreign format of a document, judging by its content; None if it is native or not XML.

    Args:
        data: the text of the document, or its beginning.
        name: the format that the user chose, if any.

    Raises:
        ValueError: there is no format with this name.
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
