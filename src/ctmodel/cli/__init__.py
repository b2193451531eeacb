"""The ``ctmodel`` command."""

import os
import sys
from importlib.util import find_spec


def main() -> None:
    """Run the command; say what to install where its libraries are missing."""
    for library in ("click", "rich"):
        if find_spec(library) is None:
            sys.stderr.write(f"ctmodel: the command needs {library}: install ctmodel[cli]\n")
            sys.exit(2)
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:  # it was closed
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115
        elif mode == "w" and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # whatever the encoding
    from ctmodel.cli.app import run

    sys.exit(run())
