"""Show the settings that are in force, as TOML that could be read again, and where each value comes from."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from ctmodel.config.settings import KEYS, Settings, attribute_of
from ctmodel.io.visible import commandless, visible


def listing(settings: Settings) -> Iterator[str]:
    """Yield the lines that show each key, its value, and where the value comes from."""
    for key in KEYS:
        value = getattr(settings, attribute_of(key))
        origin = visible(settings.origin(key), one_line=True)
        for line in _lines(key, value):
            yield f"{line}  # {origin}"


def _lines(key: str, value: object) -> Iterator[str]:
    if value is None:
        yield f"# {key} is not set"
    elif isinstance(value, Mapping) and value:
        for name, inner in value.items():
            yield from _lines(f"{key}.{_text(name)}", inner)
    else:
        yield f"{key} = {_written(value)}"


def _written(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(_written(item) for item in value)}]"
    if isinstance(value, Mapping):
        return "{}"
    if isinstance(value, str | Path):
        return _text(str(value))
    return value.isoformat() if isinstance(value, date) else str(value)


def _text(text: str) -> str:
    """Write a text as TOML does, with an escape for every character that cannot be seen."""
    quoted = json.dumps(text, ensure_ascii=False)
    return commandless("".join(letter if letter.isprintable() else _escape(ord(letter)) for letter in quoted))


def _escape(code: int) -> str:
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
