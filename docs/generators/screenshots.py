"""Pictures of the HTML page of the record that ships with the package."""

from base64 import b64decode
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sphinx.util import logging

from ctmodel import page
from ctmodel.testing import load_fixture
from tests.chromium import MISSING, chromium

#: Of each picture: the width, the height, the scheme, the pixels per point, and the section that it begins with.
_PICTURES = {
    "page-light": (1280, 900, "light", 1, ""),
    "page-dark": (1280, 900, "dark", 1, "#eligibility"),
    "page-phone": (390, 800, "light", 2, ""),
}
#: Takes the place of a picture that could not be taken, so that pages with it can be built: one transparent pixel.
_NOTHING = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNgYAAAAAMAASsJTYQAAAAASUVORK5CYII=")


def write(folder: Path) -> None:
    """Write the pictures into a folder; without a browser, tell so, and write empty ones where there are none."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {name: folder / f"{name}.png" for name in _PICTURES}
    if MISSING:
        logging.getLogger(__name__).info("no pictures of the page: %s", MISSING)
        for file in files.values():
            if not file.exists():
                file.write_bytes(_NOTHING)
        return
    with TemporaryDirectory() as held, chromium() as browser:
        document = Path(held) / "page.html"
        document.write_text(page(load_fixture("NCT01219465")), encoding="utf-8")
        for name, file in files.items():
            taken = _taken(browser, document, *_PICTURES[name])
            # A picture that did not change keeps its time, so that Sphinx does not copy it again.
            if not file.exists() or file.read_bytes() != taken:
                file.write_bytes(taken)


def _taken(browser: Any, document: Path, width: int, height: int, scheme: str, scale: int, place: str) -> bytes:
    size = {"width": width, "height": height}
    context = browser.new_context(viewport=size, color_scheme=scheme, device_scale_factor=scale)
    tab = context.new_page()
    tab.goto(document.as_uri() + place)
    taken: bytes = tab.screenshot()
    context.close()
    return taken
