"""The file that a trial was read from: whether it still holds what was read, and what it is to hold next."""

import gzip
import zlib
from pathlib import Path
from typing import Any

from ctmodel.errors import ReadError
from ctmodel.io.splice.text import spliced
from ctmodel.io.text import MAX_BYTES, encoded, parse


def is_compressed(path: Path) -> bool:
    """Whether a file is compressed, by the name that the user gave, not by that of the file that it links to."""
    return path.name.lower().endswith(".gz")


def text_of(path: Path, payload: object) -> str | None:
    """Return the text of a file, if it holds exactly this payload; None for any other file, and where there is none."""
    if type(payload) is not dict or not path.is_file():
        return None
    try:
        with gzip.open(path) if is_compressed(path) else path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        if encoded(parse(data)) == encoded(payload):
            return data.decode()
    except (OSError, EOFError, zlib.error, ValueError):
        return None
    return None


def kept(text: str, old: dict[str, Any], new: dict[str, Any]) -> str | None:
    """Return a text with its payload changed from one to another; None if it would not read as that."""
    changed = spliced(text, old, new)
    try:
        return changed if encoded(parse(changed)) == encoded(new) else None
    except ReadError:
        return None
