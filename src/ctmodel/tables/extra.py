"""Import Arrow, which the extra ``tables`` installs."""

from typing import Any


def arrow() -> Any:
    """Return the module ``pyarrow``.

    Raises:
        ImportError: it is not installed; the message names the extra.
    """
    try:
        import pyarrow
    except ImportError as error:
        raise ImportError("tables need pyarrow: install ctmodel[tables]") from error
    return pyarrow
