"""Archives from strangers: what in them is not read, and how far it may expand."""

import gzip
import io
import zipfile
from pathlib import PurePosixPath
from typing import IO, Any, Final, final

# What expands to more than a megabyte, and more than this, is no text that anybody wrote.
_MAX_EXPANSION: Final = 200
_MAY_EXPAND: Final = 1 << 20
_PIECE: Final = 1 << 16
#: The bytes of a member's header in front of its name.
HEADER: Final = 30


@final
class ExpansionError(Exception):
    """Data that expands more than text does."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} expands more than {_MAX_EXPANSION}:1")


def unzipped(file: IO[bytes]) -> IO[bytes]:
    """Return what gzip data holds, as a stream that refuses to expand beyond all measure.

    Its methods raise :class:`ExpansionError` where that is the case.
    """
    return io.BufferedReader(_Unzipped(file), _PIECE)


@final
class _Unzipped(io.RawIOBase):
    def __init__(self, file: IO[bytes]) -> None:
        self._taken = _Counted(file)
        self._file = gzip.GzipFile(fileobj=self._taken)
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        # In pieces: what expands too much is noticed before there is much of it.
        piece = self._file.read1(min(len(buffer), _PIECE))
        self._given += len(piece)
        if self._given > _MAY_EXPAND and self._given > _MAX_EXPANSION * self._taken.count:
            raise ExpansionError("the file")
        buffer[: len(piece)] = piece
        return len(piece)


@final
class _Counted(io.RawIOBase):
    """A file that counts the bytes that are read from it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.count = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        data = self._file.read(size)
        self.count += len(data)
        return data


def refusal(member: zipfile.ZipInfo) -> tuple[str, str] | None:
    """Return why a member is not read, and under which code; None for one that is read."""
    name = PurePosixPath(member.filename.replace("\\", "/"))
    if name.is_absolute() or ".." in name.parts or ":" in "".join(name.parts[:1]):
        return "the name of the member leads out of the archive", "STR015"
    if member.flag_bits & 0x1:
        return "the member is encrypted", "STR015"
    if member.file_size > _MAY_EXPAND and member.file_size > _MAX_EXPANSION * member.compress_size:
        return str(ExpansionError("the member")), "STR016"
    return None
