"""Import the libraries that extras install."""

from importlib import import_module
from typing import Any, Final

#: What needs a library, and the extra that installs it.
_NEEDED: Final = {
    "pyarrow": ("tables need pyarrow", "tables"),
    "xlsxwriter": ("Excel workbooks need XlsxWriter", "tables"),
    "duckdb": ("DuckDB files need duckdb", "duckdb"),
}


def extra(library: str) -> Any:
    """Return a library that an extra installs.

    Raises:
        ImportError: it is not installed; the message names the extra.
    """
    needs, name = _NEEDED[library]
    try:
        return import_module(library)
    except ImportError as error:
        raise ImportError(f"{needs}: install ctmodel[{name}]") from error


def arrow() -> Any:
    """Return the module ``pyarrow``.

    Raises:
        ImportError: it is not installed; the message names the extra.
    """
    return extra("pyarrow")
