"""Fixtures of the tests that look at pages in a browser."""

from tests.pages.html.browsers import browser, files, tab

__all__ = ["browser", "files", "tab"]
