"""A trial as one HTML document, for people to read in a browser or on paper."""

from ctmodel.pages.html.page import page

__all__ = ["page"]
