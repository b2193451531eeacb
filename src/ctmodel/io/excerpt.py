"""A part of a file, as a file."""

import io
import os
from typing import IO, Any, final


@final
class Excerpt(io.RawIOBase):
    """A part of a file, with other bytes after its end."""

    def __init__(self, file: IO[bytes], start: int, size: int, after: bytes = b"") -> None:
        self._file = file
        self._start = start
        self._size = size
        self._after = after
        self._at = 0
        #: How many bytes the file lacked when it was read: it was cut off in the meantime.
        self.missing = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size + len(self._after)}[whence]
        self._at = max(base + offset, 0)
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: Any, /) -> int:
        if self._at < self._size:
            self._file.seek(self._start + self._at)
            piece = self._file.read(min(len(buffer), self._size - self._at))
            self.missing = 0 if piece else self._size - self._at
        else:
            first = self._at - self._size
            piece = self._after[first : first + len(buffer)]
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)
