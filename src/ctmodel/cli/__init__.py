"""The ``ctmodel`` command."""

import sys
from importlib.util import find_spec


def main() -> None:
    """Run the command; say what to install where its libraries are missing."""
    for library in ("click", "rich"):
        if find_spec(library) is None:
            if sys.stderr is not None:
                sys.stderr.write(f"ctmodel: the command needs {library}: install ctmodel[cli]\n")
            sys.exit(2)
    from ctmodel.cli.app import run
    from ctmodel.cli.streams import open_streams

    open_streams()
    sys.exit(run())
