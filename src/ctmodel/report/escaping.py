"""Escape the text of findings for each output: names and values are untrusted."""

import json
import re
from functools import lru_cache, partial
from pathlib import PurePath
from typing import Any, Final
from urllib.parse import quote

from ctmodel.io.visible import commandless, visible
from ctmodel.rules.finding import Finding
from ctmodel.rules.quoting import cut

#: The most characters of a value that are shown.
_SHOWN: Final = 80
_BEYOND_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
#: How the escape of a surrogate begins, half of a pair or not.
_MAY_BE_SURROGATE: Final = "\\ud"
_NOT_XML: Final = re.compile("[\ufffe\uffff]")
# Marks, and what GitHub makes links, mentions, formulas and pictures of: URLs, ``@name``, ``#1``, ``$x$``, ``:tada:``.
_MARKUP: Final = re.compile(r"[\\`*_\[\]<>&|~#@$]|:(?=/|[\w+-]+:)|(?<=www)\.", re.IGNORECASE)


def log_line(text: str) -> str:
    """Return the text as one line of a log, which neither a terminal nor a CI runner treats as a command."""
    # Nothing of what is made visible can be printed, and a command has one of these; most texts have neither.
    if text.isprintable() and "::" not in text and "##" not in text:
        return text
    return visible(text, one_line=True)


def json_text(document: Any, *, indent: int | None = None, level: int | None = None) -> str:
    """Return a document as JSON in ASCII, with U+FFFD for lone surrogates, which UTF-8 cannot encode.

    Args:
        document: the document.
        indent: how many columns each level is indented; None for one line.
        level: how deep the document is in another one that has an indent of two columns; in place of ``indent``.
    """
    written = partial(json.dumps, indent=indent) if level is None else partial(_indented, level=level)
    text = written(document)
    if _MAY_BE_SURROGATE in text:
        text = _SURROGATE.sub("\ufffd", written(document, ensure_ascii=False))
        # Beside strings, JSON is ASCII: whatever is not stands in a string, where an escape says the same.
        text = _BEYOND_ASCII.sub(lambda found: json.dumps(found[0])[1:-1], text)
    # DEL is ASCII, and stays what it is; a terminal should not see it.
    text = text.replace("\x7f", "\\u007f")
    return commandless(text) if "##" in text else text


def _indented(value: Any, *, level: int, ensure_ascii: bool = True) -> str:
    """Write a value as ``json.dumps`` writes it at a level of a document, but faster."""
    if not isinstance(value, dict | list) or not value:
        return json.dumps(value, ensure_ascii=ensure_ascii)
    inside = f"\n{'  ' * (level + 1)}"
    below = partial(_indented, level=level + 1, ensure_ascii=ensure_ascii)
    if isinstance(value, list):
        return f"[{inside}{f',{inside}'.join(map(below, value))}{inside[:-2]}]"
    if not any(isinstance(item, dict | list) for item in value.values()):
        return f"{{{inside}{_encoder(inside, ensure_ascii).encode(value)[1:-1]}{inside[:-2]}}}"
    items = (f"{json.dumps(key, ensure_ascii=ensure_ascii)}: {below(item)}" for key, item in value.items())
    return f"{{{inside}{f',{inside}'.join(items)}{inside[:-2]}}}"


@lru_cache(maxsize=16)
def _encoder(inside: str, ensure_ascii: bool) -> json.JSONEncoder:
    return json.JSONEncoder(ensure_ascii=ensure_ascii, separators=(f",{inside}", ": "))


def xml_text(text: str) -> str:
    """Return the text as one line, without the characters that XML 1.0 forbids."""
    return _NOT_XML.sub("\ufffd", log_line(text))


def markdown_text(text: str) -> str:
    """Return the text as one line of Markdown without markup and links, also for a table cell."""
    # By CommonMark, a character written as a reference is never markup; GitHub's links and mentions need it plain.
    return _MARKUP.sub(lambda found: f"&#{ord(found[0])};", log_line(text))


def value_text(value: Any) -> str | None:
    """Return a value as JSON, shortened.

    Of objects and arrays just the brackets are shown, since they may hold contacts.
    """
    if value is None:
        return None
    if isinstance(value, dict | list):
        return "{...}" if isinstance(value, dict) else "[...]"
    return cut(json.dumps(value, ensure_ascii=False), _SHOWN)


def message_with_path(finding: Finding) -> str:
    """Return the message of a finding with its path in the model: in a file of one line, that is the place.

    Beside the path is the registry's name for the field, where it says more.
    """
    if not finding.path:
        return finding.message
    element = finding.data_element
    attribute = finding.path.rpartition(".")[2].replace("_", " ")
    return f"{finding.message} [{finding.path}{f': {element}' if element.lower() not in ('', attribute) else ''}]"


def place_of(finding: Finding) -> str:
    """Return ``path:line:column`` of a finding; without a place, the start of its file."""
    return f"{finding.file or '-'}:{finding.line or 1}:{finding.column or 1}"


def file_of(finding: Finding) -> str:
    """Return the file of a finding with forward slashes and no ``./``; ``-`` where there is none."""
    return posix(finding.file)


@lru_cache(maxsize=64)
def posix(file: str | None) -> str:
    """Return the name of a file with forward slashes and no ``./``; ``-`` where there is none."""
    return PurePath(file).as_posix() if file else "-"


def uri(file: str) -> str:
    """Return the name of a file as a URI: relative, or with the scheme ``file`` if the name is absolute."""
    # Halves of surrogate pairs, which stand for bytes in names that are no text, must not stop a report.
    quoted = quote(posix(file).encode("utf-8", "surrogatepass"), safe="/!")
    return f"file:///{quoted.lstrip('/')}" if PurePath(file).is_absolute() else quoted
