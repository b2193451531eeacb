"""What a fix changes, as a patch for ``git apply``.

Lines that anybody may see are written as they are. Where the lines around a change name persons, hold what nobody sees
or what a terminal or a runner of CI obeys, or are too long to read, the patch is a binary one, below a diff for people
that git passes over.
"""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from ctmodel.fixes.changes import Change, changes, range_of
from ctmodel.fixes.diff import Lines, unified_diff
from ctmodel.fixes.git_delta import binary_patch
from ctmodel.io.streams import SUFFIXES
from ctmodel.io.text import without_mark
from ctmodel.report.escaping import log_line
from ctmodel.rules.mask import masked

#: Lines around a change, by which git finds it.
_CONTEXT: Final = 3
#: The longest line that is shown as it is.
_LONGEST: Final = 1_000
_UNQUOTED: Final = re.compile("[A-Za-z0-9_./+-]+")


def patch(old: bytes, new: bytes, file: Path) -> Iterator[str]:
    """Yield the lines of a patch of a JSON document, or of JSON Lines if the name says so; none where nothing changes.

    The file is named from the folder of its git repository; where there is none, from the working directory.
    """
    if old == new:
        return
    name = _name(file)
    sides = tuple(_quoted(f"{side}/{name}") for side in "ab")
    header = f"diff --git {sides[0]} {sides[1]}"
    hunks = None if file.name.lower().endswith(SUFFIXES[1:]) else _hunks(old, new)
    if hunks is not None:
        yield from (header, f"--- {sides[0]}", f"+++ {sides[1]}", *hunks)
        return
    for line in unified_diff(old, new, str(file)):
        yield f"# {line}"
    yield header
    yield from binary_patch(old, new)


def _name(file: Path) -> str:
    """Return the name of a file as git writes it: relative to the root of the repository."""
    resolved = file.resolve()
    root = next((folder for folder in resolved.parents if (folder / ".git").exists()), Path.cwd().resolve())
    return resolved.relative_to(root).as_posix() if resolved.is_relative_to(root) else resolved.as_posix().lstrip("/")


def _quoted(name: str) -> str:
    """Write a name as git does, in quotes and with escapes where needed; nothing in it is an address or a command."""
    plain = masked(name, identifier=True) == name
    if plain and _UNQUOTED.fullmatch(name):
        return name
    return f'"{"".join(letter if plain and _is_plain(letter) else _octal(letter) for letter in name)}"'


def _is_plain(letter: str) -> bool:
    return letter.isprintable() and letter not in '"\\#:'


def _octal(letter: str) -> str:
    return "".join(f"\\{byte:03o}" for byte in os.fsencode(letter))


def _hunks(old: bytes, new: bytes) -> list[str] | None:
    """Return the lines of the hunks; None if one of them must not be shown."""
    if without_mark(old) != old:
        return None
    before, after = Lines.of(old.decode()), Lines.of(new.decode())
    texts = _ended(before.written), _ended(after.written)
    lines: list[str] = []
    for group in _groups(changes(*texts)):
        a, b = max(group[0][0] - _CONTEXT, 0), min(group[-1][1] + _CONTEXT, len(texts[0]))
        c, d = max(group[0][2] - _CONTEXT, 0), min(group[-1][3] + _CONTEXT, len(texts[1]))
        if not all(map(_may_be_shown, before.written[a:b] + after.written[c:d], before.shown[a:b] + after.shown[c:d])):
            return None
        lines.append(f"@@ -{range_of(a, b)} +{range_of(c, d)} @@")
        at = a
        for begin, end, first, last in group:
            lines += (f" {line}" for line in texts[0][at:begin])
            lines += (f"-{line}" for line in texts[0][begin:end])
            lines += (f"+{line}" for line in texts[1][first:last])
            at = end
        lines += (f" {line}" for line in texts[0][at:b])
    return lines


def _ended(lines: list[str]) -> list[str]:
    """Return lines as a patch writes them; the last may lack its end."""
    return lines[:-1] if not lines[-1] else [*lines[:-1], f"{lines[-1]}\n\\ No newline at end of file"]


def _groups(found: Iterable[Change]) -> Iterator[list[Change]]:
    """Yield the changes of each hunk: those whose context overlaps."""
    group: list[Change] = []
    for change in found:
        if group and change[0] - group[-1][1] > 2 * _CONTEXT:
            yield group
            group = []
        group.append(change)
    if group:
        yield group


def _may_be_shown(written: str, shown: str) -> bool:
    line = written.removesuffix("\r").replace("\t", " ")
    return written == shown and len(line) <= _LONGEST and line.isprintable() and log_line(line) == line
