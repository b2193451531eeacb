"""``python -m ctmodel`` is the ``ctmodel`` command."""

from ctmodel.cli import main

main()
