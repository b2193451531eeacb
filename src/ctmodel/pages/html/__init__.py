"""A trial as one HTML document, for people to read in a browser or on paper."""

try:
    from ctmodel.pages.html.page import page
except ModuleNotFoundError as error:
    if error.name is None or error.name.startswith("ctmodel"):
        raise
    message = f"the HTML page needs {error.name}: install ctmodel[html]"
    raise ModuleNotFoundError(message, name=error.name) from None

__all__ = ["page"]
