"""Which studies a JSON document holds."""

from collections.abc import Iterator
from typing import Any


def studies(payload: Any) -> Iterator[tuple[str, Any]]:
    """Yield JSON pointer and payload of each study: of one, of a list, or of a page, each wrapped or not."""
    if type(payload) is list:
        yield from _items(payload, "")
    elif type(payload) is dict and type(payload.get("studies")) is list and "protocolSection" not in payload:
        yield from _items(payload["studies"], "/studies")
    else:
        yield _unwrapped(payload, "")


def _items(items: list[Any], pointer: str) -> Iterator[tuple[str, Any]]:
    for index, item in enumerate(items):
        yield _unwrapped(item, f"{pointer}/{index}")


def _unwrapped(payload: Any, pointer: str) -> tuple[str, Any]:
    if type(payload) is dict and type(payload.get("study")) is dict and "protocolSection" not in payload:
        return f"{pointer}/study", payload["study"]
    return pointer, payload
