"""Text that is not JSON: what it is instead, and what to do about it."""

import codecs
import re
from typing import Final

#: How data that is not text begins, and what it is.
_PACKED: Final = (
    (b"\x1f\x8b", "gzip data: its name must end in .gz"),
    (b"PK\x03\x04", "a zip archive: its name must end in .zip"),
    (b"PK\x05\x06", "a zip archive: its name must end in .zip"),
    (b"BZh", "bzip2 data: unpack it"),
    (b"\xfd7zXZ\x00", "xz data: unpack it"),
    (b"\x28\xb5\x2f\xfd", "zstd data: unpack it"),
    (b"%PDF-", "a PDF document"),
)
# The longer marks first: that of UTF-32 begins with that of UTF-16.
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
    (b"{\x00\x00\x00", "UTF-32LE"),
    (b"\x00\x00\x00{", "UTF-32BE"),
    (b"{\x00", "UTF-16LE"),
    (b"\x00{", "UTF-16BE"),
)
#: Words of other languages, and what JSON has.
_WORDS: Final = (
    (re.compile(r"[+-]?(?:NaN|nan|NA|Infinity|inf|Inf)\b"), "{} is not a number in JSON; what is not known is null"),
    (re.compile(r"True\b"), "{} is a word of Python; JSON has true"),
    (re.compile(r"False\b"), "{} is a word of Python; JSON has false"),
    (re.compile(r"None\b"), "{} is a word of Python; JSON has null"),
    (re.compile(r"undefined\b"), "{} is a word of JavaScript; JSON has null"),
)
_HTML: Final = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_TABLE: Final = re.compile(r"\"?[A-Za-z][^\n{}\[\]]*(?:,|\t)[^\n{}\[\]]*(?:,|\t)")
_BEHIND: Final = "text after the end of the document"


def not_text(data: bytes) -> str | None:
    """Say what data is that is not UTF-8 text, judging by its beginning."""
    for mark, what in _PACKED:
        if data.startswith(mark):
            return f"not JSON: {what}"
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return f"not UTF-8 text, which JSON is, but {encoding}: convert it, as with iconv -f {encoding} -t UTF-8"
    return None


def explained(reason: str, text: str, index: int) -> str:
    """Return why a text is not JSON: what is at the place instead, if that is known."""
    hint = _of_all(text) if not text[:index].strip() or reason == _BEHIND else None
    hint = hint or _of_place(reason, text, index)
    return f"{reason} ({hint})" if hint else reason


def _of_all(text: str) -> str | None:
    """Say what a text is as a whole."""
    begin = text.lstrip()[:1000]
    if _HTML.match(begin):
        return "this is an HTML page, probably an error page from a server"
    if begin.startswith("<"):
        return "this looks like XML"
    return "this looks like a table (CSV)" if _TABLE.match(begin) else None


def _of_place(reason: str, text: str, index: int) -> str | None:
    if text.startswith(("//", "/*", "#"), index):
        return "JSON has no comments"
    if text.startswith("'", index):
        return "JSON has double quotes, no single ones"
    if reason == _BEHIND:
        return "one document a line is for .jsonl files" if text.startswith(("{", "["), index) else None
    if text.startswith(("}", "]"), index) and text[:index].rstrip().endswith(","):
        return "the comma before it is one too many"
    for word, hint in _WORDS:
        found = word.match(text, index)
        if found is not None:
            return hint.format(found[0])
    return None
