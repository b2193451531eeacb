"""Change what JSON text holds, and leave every other byte of it; see :mod:`ctmodel.io.splice.text`."""
