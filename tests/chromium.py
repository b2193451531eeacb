"""The browser that tests and the documentation look at pages with: one that is installed."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

try:
    from playwright.sync_api import sync_playwright
except ModuleNotFoundError:
    sync_playwright = None

_PATH = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
#: Why no page can be looked at; empty if one can.
MISSING = "" if _PATH and sync_playwright else "chromium or Playwright is not installed"


@contextmanager
def chromium() -> Iterator[Any]:
    """Start the browser, and end it after use."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=_PATH, args=["--no-sandbox"])
        yield started
        started.close()
