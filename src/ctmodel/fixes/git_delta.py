"""A change of a file in the form of git's binary patches, which lists what is copied and encodes what is added."""

import base64
import hashlib
import re
import zlib
from collections.abc import Iterator
from typing import Final

from ctmodel.fixes.changes import changes, shared

#: Where the bytes of JSON are split for comparison.
_PIECE: Final = re.compile(rb"[^,\n]*[,\n]|[^,\n]+")
#: How many bytes a line of a patch encodes, a copy takes, and an insertion holds.
_LINE, _COPY, _INSERT = 52, 0xFFFF, 0x7F


def binary_patch(old: bytes, new: bytes) -> Iterator[str]:
    """Yield the lines that change a file from old to new and back, from ``index`` to the last blank line.

    ``git apply`` takes them only for a file that has exactly the old bytes.
    """
    yield f"index {_object_name(old)}..{_object_name(new)}"
    yield "GIT binary patch"
    for before, after in ((old, new), (new, old)):
        delta = _delta(before, after)
        yield f"delta {len(delta)}"
        # Not compressed: it is small, and zlib does not promise the same bytes in each version.
        packed = zlib.compress(delta, level=0)
        for at in range(0, len(packed), _LINE):
            yield _line(packed[at : at + _LINE])
        yield ""


def _object_name(data: bytes) -> str:
    return hashlib.sha1(b"blob %d\0%b" % (len(data), data), usedforsecurity=False).hexdigest()


def _line(data: bytes) -> str:
    count = len(data)
    return (
        chr(ord("A") + count - 1 if count <= 26 else ord("a") + count - 27) + base64.b85encode(data, pad=True).decode()
    )


def _delta(old: bytes, new: bytes) -> bytes:
    """Return the instructions that make the new bytes from the old ones."""
    made = [_size(len(old)), _size(len(new))]
    at = 0
    for begin, end, replacement in _edits(old, new):
        made += _copies(at, begin)
        made += (
            bytes([len(piece)]) + piece
            for piece in (replacement[start : start + _INSERT] for start in range(0, len(replacement), _INSERT))
        )
        at = end
    return b"".join((*made, *_copies(at, len(old))))


def _edits(old: bytes, new: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield which bytes of the old text are replaced, and by what."""
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    at = a = 0
    for begin, end, first, last in changes(before, after):
        at += sum(map(len, before[a:begin]))
        gone, come = b"".join(before[begin:end]), b"".join(after[first:last])
        start = shared(gone, come)
        alike = shared(gone[start:][::-1], come[start:][::-1])
        yield at + start, at + len(gone) - alike, come[start : len(come) - alike]
        at += len(gone)
        a = end


def _copies(begin: int, end: int) -> Iterator[bytes]:
    for at in range(begin, end, _COPY):
        yield b"\xbf" + at.to_bytes(4, "little") + min(_COPY, end - at).to_bytes(2, "little")


def _size(size: int) -> bytes:
    """Write a size with seven bits per byte, the lowest first."""
    written = bytearray()
    while size > 0x7F:
        written.append(0x80 | size & 0x7F)
        size >>= 7
    return bytes([*written, size])
