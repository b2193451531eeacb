"""Find the formats, and the format of a document.

A folder of this package lists its formats in ``FORMATS``. They do not have to be registered anywhere else.
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Final

import ctmodel.formats as package
from ctmodel.errors import ReadError
from ctmodel.formats import native
from ctmodel.formats.foreign import ForeignFormat, format_of
from ctmodel.formats.format import Format, RecordView
from ctmodel.formats.json_records import JsonDocuments
from ctmodel.formats.native import other_than_study
from ctmodel.formats.records import Record
from ctmodel.formats.unsupported import holds_unsupported, unsupported_document, unsupported_record
from ctmodel.formats.xml_records import root_of
from ctmodel.model.trial import Trial

#: First elements of HTML pages. The reader of JSON reports these.
_HTML: Final = frozenset({"html", "head", "body"})
#: A first line with cells and nothing that JSON or XML has. The group is the first cell.
_TABLE: Final = re.compile(rb"(?:\xef\xbb\xbf)?([^\n,\t;{}\[\]<>:]{1,200})[,\t;][^\n{}\[\]<>:]{0,4000}\n")


@cache
def formats() -> Mapping[str, Format]:
    """Return all formats, by name.

    Example:
        >>> from ctmodel.formats import formats
        >>> sorted(formats())[:3]
        ['ctgov-csv', 'ctgov-v2', 'ctgov-xml']
    """
    folders = [name for _, name, is_folder in iter_modules(package.__path__) if is_folder]
    modules = [import_module(f"{package.__name__}.{name}") for name in sorted(folders)]
    found = [held for module in modules for held in getattr(module, "FORMATS", ())]
    return {held.name: held for held in (native.FORMAT, *found)}


@cache
def read_formats() -> Mapping[str, Format]:
    """Return the formats that are read, by name."""
    return {name: held for name, held in formats().items() if held.is_read}


@cache
def written_formats() -> Mapping[str, Format]:
    """Return the formats to which trials are converted, by name."""
    return {name: held for name, held in formats().items() if held.is_written}


@cache
def foreign_formats() -> tuple[ForeignFormat, ...]:
    """Return the formats whose records are read through a table."""
    return tuple(held for held in formats().values() if isinstance(held, ForeignFormat))


def format_named(name: str) -> Format:
    """Return the format with a name, such as ``ictrp-xml``.

    Args:
        name: the name.

    Raises:
        ValueError: there is no such format; the message lists the formats.

    Example:
        >>> from ctmodel.formats import format_named
        >>> format_named("ictrp-xml").title
        'WHO ICTRP search results, XML'
    """
    if name == native.FORMAT.name:
        return native.FORMAT
    try:
        return formats()[name]
    except KeyError:
        raise ValueError(f"there is no format {name!r}; the formats are {', '.join(formats())}") from None


def format_to_read(name: str) -> Format:
    """Return the format with a name, for reading.

    Raises:
        ValueError: there is no such format, or it is only written; the message lists the formats.
    """
    held = format_named(name)
    if not held.is_read:
        raise ValueError(f"{name} is only written; the formats that are read are {', '.join(read_formats())}")
    return held


def format_to_write(name: str) -> Format:
    """Return the format with a name, for converting trials to it.

    Raises:
        ValueError: there is no such format, or it is only read; the message lists the formats.
    """
    held = format_named(name)
    if not held.is_written:
        raise ValueError(f"{name} is only read; the formats that are written are {', '.join(written_formats())}")
    return held


def view_of(trial: Trial) -> RecordView:
    """Return the view of a trial's record for rules; for a foreign trial, that of the record in its own format."""
    held = format_of(trial)
    return held.view(trial) if held is not None else native.FORMAT.view(trial)


def document_format(data: bytes, name: str | None = None) -> ForeignFormat | None:
    """Return the format of a document that is not JSON, judging by its content; None if it may be JSON.

    Args:
        data: the text of the document.
        name: the format that the user chose, if any.

    Raises:
        ValueError: there is no format with this name, or it is only written.
        ReadError: no format recognises the document, or it is recognised and not supported, or only written.
    """
    if name is not None:
        held = format_to_read(name)
        return held if isinstance(held, ForeignFormat) and not _is_json(held) else None
    root = root_of(data)
    if root is None and data.lstrip()[:1] in (b"{", b"["):
        return None
    for held in foreign_formats():
        if not _is_json(held) and held.recognises(data):
            return held
    written = _only_written(data)
    if written is not None:
        raise ReadError(f"this format is only written: {written.title}", line=1, column=1, code="STR002")
    what = unsupported_document(data)
    if what is not None:
        raise ReadError(f"this format is not supported: {what}", line=1, column=1, code="STR002")
    if root is not None and root.lower() not in _HTML:
        raise _unrecognised(f"XML, whose first element is {root!r:.80}")
    if table := _TABLE.match(data):
        first = table[1].decode("utf-8", "replace").strip(' "')
        raise _unrecognised(f"table, whose first column is {first!r:.80}")
    return None


def _unrecognised(what: str) -> ReadError:
    looked_for = ", ".join(f"{held.documents.sign} ({held.name})" for held in foreign_formats() if not _is_json(held))
    return ReadError(f"no format recognises this {what}; looked for {looked_for}", line=1, column=1, code="STR002")


def foreign_record(payload: object, name: str | None = None) -> tuple[ForeignFormat, Record] | None:
    """Return a value of JSON as a record of a foreign format; None if it is native or unknown.

    Args:
        payload: the value.
        name: the format that the user chose, if any.
    """
    if not isinstance(payload, dict):
        return None
    for held in foreign_formats():
        documents = held.documents
        if isinstance(documents, JsonDocuments) and (held.name == name if name else documents.is_record(payload)):
            return held, documents.record(payload)
    return None


def is_recognised(data: bytes) -> bool:
    """Whether a format that is read recognises a document, or it is recognised and not supported."""
    if _only_written(data) is not None:
        return False
    return any(held.recognises(data) for held in read_formats().values()) or holds_unsupported(data)


def _only_written(data: bytes) -> Format | None:
    """Return the format of a document that is only written."""
    return next((held for held in formats().values() if not held.is_read and held.recognises(data)), None)


def other_than_record(payload: object) -> str:
    """Describe what a value of JSON is that no format recognises as a record, and how to read it, if possible."""
    what = unsupported_record(payload)
    return other_than_study(payload) if what is None else f"this format is not supported: {what}"


def _is_json(held: ForeignFormat) -> bool:
    return isinstance(held.documents, JsonDocuments)
