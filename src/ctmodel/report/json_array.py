"""Write JSON documents whose items come one by one, as ``json.dumps`` would write them with an indent of two."""

from collections.abc import Iterable, Mapping
from typing import Any

from ctmodel.report.escaping import json_text
from ctmodel.report.format import Stream


def write_document(stream: Stream, document: Mapping[str, Any], key: str, items: Iterable[str]) -> None:
    """Write a document in which an array is empty, with items in their JSON in place of it."""
    before, _, after = json_text(document, indent=2).partition(f'"{key}": []')
    level = len(before) - len(before.rstrip(" "))
    stream.write(f'{before}"{key}": ')
    write_array(stream, items, level // 2)
    stream.write(f"{after}\n")


def write_array(stream: Stream, items: Iterable[str], level: int = 0) -> None:
    """Write an array of items, which have the indentation of their level except for the first line."""
    inside = f"\n{'  ' * (level + 1)}"
    between = f"[{inside}"
    for item in items:
        stream.write(between)
        stream.write(item)
        between = f",{inside}"
    stream.write("[]" if between.startswith("[") else f"\n{'  ' * level}]")
