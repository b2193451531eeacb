"""Texts that are kept until they can be written, in a temporary file where they are many."""

from collections.abc import Iterator
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import Final, final

#: How many bytes are kept in memory.
_IN_MEMORY: Final = 2 << 20


@final
class Spool:
    """Texts in their order. The file has no name, and is gone when the process is."""

    def __init__(self) -> None:
        # It is open for as long as the spool exists.
        self._file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115
        #: How many bytes of text it holds.
        self.bytes = 0

    def __del__(self) -> None:
        self._file.close()

    def add(self, text: str) -> None:
        """Keep a text.

        Raises:
            OSError: there is no room for it.
        """
        data = text.encode("utf-8", "surrogatepass")
        self._file.write(b"%d\n%b" % (len(data), data))
        self.bytes += len(data)

    def take(self, other: "Spool") -> None:
        """Keep the texts of another spool, which then holds none.

        Raises:
            OSError: there is no room for them.
        """
        other._file.seek(0)
        copyfileobj(other._file, self._file)
        self.bytes += other.bytes
        other.clear()

    def __iter__(self) -> Iterator[str]:
        """Yield the texts; none may be added meanwhile."""
        self._file.seek(0)
        while line := self._file.readline():
            yield self._file.read(int(line)).decode("utf-8", "surrogatepass")

    def clear(self) -> None:
        """Drop the texts."""
        self._file.seek(0)
        self._file.truncate()
        self.bytes = 0
