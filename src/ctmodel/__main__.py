"""``python -m ctmodel`` is the ``ctmodel`` command."""

import sys
from pathlib import Path

from ctmodel.cli import main

# Python puts the working directory first on the path. It may be what is checked, and nothing more is imported from
# there, unless the package itself was.
if not sys.flags.safe_path and sys.path[0] == str(Path.cwd()) != str(Path(__file__).parents[1]):
    del sys.path[0]

main()
