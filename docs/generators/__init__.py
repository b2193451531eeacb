"""Write the pages of the reference: each module has a function that yields their names and texts."""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from generators import api, command, fields, formats, rates, reports, rule_index, rule_pages, tables, vocabularies, who

_MODULES = (api, command, fields, formats, rates, reports, rule_index, rule_pages, tables, vocabularies, who)


def write_pages(folder: Path) -> None:
    """Write the pages into a folder, and remove those that are no longer made."""
    _write(folder, chain.from_iterable(module.pages() for module in _MODULES))


def _write(folder: Path, pages: Iterable[tuple[str, str]]) -> None:
    written = set(_written(folder, pages))
    for path in folder.rglob("*.md"):
        if path not in written:
            path.unlink()


def _written(folder: Path, pages: Iterable[tuple[str, str]]) -> Iterator[Path]:
    for name, text in pages:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        # A page that did not change keeps its time, so that Sphinx does not read it again.
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
        yield path
