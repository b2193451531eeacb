"""The ``ctmodel`` command."""

import sys


def main() -> None:
    """Run the command; say what to install where its libraries are missing."""
    try:
        from ctmodel.cli.app import run

        code = run()
    except ModuleNotFoundError as error:
        library = (error.name or "").partition(".")[0]
        if library not in ("click", "rich"):
            raise
        sys.stderr.write(f"ctmodel: the command needs {library}: install ctmodel[cli]\n")
        sys.exit(2)
    sys.exit(code)
