"""Show what a fix changes: a unified diff for people, without harmful characters and personal data."""

import json
from collections.abc import Iterator
from typing import Final

import msgspec
from attrs import frozen

from ctmodel.fixes.changes import changes, range_of, shared
from ctmodel.formats.native import FORMAT
from ctmodel.io.scan import Place, scan
from ctmodel.io.streams import SUFFIXES
from ctmodel.io.text import without_mark
from ctmodel.report.escaping import log_line
from ctmodel.report.persons import may_be_shown, shown_value
from ctmodel.rules.mask import masked

_LONGEST: Final = 160
_AROUND: Final = 40
#: Replaces the value of a field about a person, or of an unknown field.
_HIDDEN: Final = '"(not shown)"'
_TEXT: Final = json.JSONDecoder()


def unified_diff(old: bytes, new: bytes, name: str) -> Iterator[str]:
    """Yield the lines of a diff of a JSON document, or of JSON Lines if the name says so; none where nothing changes.

    Characters that control a terminal or cannot be seen are shown as escapes, long lines around what changes, values
    of persons and of unknown fields not at all. A document on few long lines is laid out first, so that each value
    has a line; line numbers are then those of the layout, and the name says so.
    """
    if without_mark(old) != old:
        old = without_mark(old)
        yield from (_printable(f"--- {name}"), _printable(f"+++ {name}"), "@@ -1 +1 @@", "-\\ufeff", "+")
    if name.lower().endswith(SUFFIXES[1:]):
        pairs = zip(old.split(b"\n"), new.split(b"\n"), strict=True)
        for number, (before, after) in enumerate(pairs, 1):
            yield from _of_document(before.rstrip(), after.rstrip(), f"{name}:{number}")
    else:
        yield from _of_document(old, new, name)


def _of_document(old: bytes, new: bytes, name: str) -> Iterator[str]:
    if old == new:
        return
    if max(map(len, old.split(b"\n"))) > _LONGEST:
        old, new = (msgspec.json.format(data, indent=2) for data in (old, new))
        name = f"{name} (laid out)"
    before, after = Lines.of(old.decode()), Lines.of(new.decode())
    named = masked(name, identifier=True)
    yield _printable(f"--- {named}")
    yield _printable(f"+++ {named}")
    for a, b, c, d in changes(before.written, after.written):
        yield f"@@ -{range_of(a, b)} +{range_of(c, d)} @@"
        yield from _hunk(before.shown[a:b], after.shown[c:d])


def _hunk(old: list[str], new: list[str]) -> Iterator[str]:
    # Of lines that are changed one by one, the part that differs is shown.
    one_by_one = len(old) == len(new)
    for index, line in enumerate(old):
        yield _shown("-", line, shared(line, new[index]) if one_by_one else 0)
    for index, line in enumerate(new):
        yield _shown("+", line, shared(line, old[index]) if one_by_one else 0)


def _shown(sign: str, line: str, at: int) -> str:
    return _printable(sign + _excerpt(line, at))


def _printable(line: str) -> str:
    r"""Write as escapes what controls a terminal or cannot be seen, such as ``\u200b``: it may be what is removed."""
    shown = "".join(character if character.isprintable() else f"\\u{ord(character):04x}" for character in line)
    return log_line(shown)


def _excerpt(line: str, at: int) -> str:
    if len(line) <= _LONGEST:
        return line
    begin = max(at - _AROUND, 0)
    end = begin + 2 * _AROUND
    return f"{'…' * (begin > 0)}{line[begin:end]}{'…' * (end < len(line))}"


@frozen
class Lines:
    """The lines of a text, original and as shown."""

    written: list[str]
    shown: list[str]

    @classmethod
    def of(cls, text: str) -> "Lines":
        instead: list[tuple[int, int, str]] = []

        def note(place: Place) -> None:
            if place.key is not None:
                instead.extend(_of_key(text, place.key))
            if text[place.start] not in "{[":
                instead.extend(_of_value(text, place))

        scan(text, note)
        shown, at = [], 0
        # Containers come after what they contain.
        for start, end, replacement in sorted(instead):
            shown += [text[at:start], replacement]
            at = end
        return cls(text.split("\n"), "".join([*shown, text[at:]]).split("\n"))


def _of_key(text: str, start: int) -> Iterator[tuple[int, int, str]]:
    """Yield the replacement of a key and its range, if the key is not shown as it is."""
    key, end = _TEXT.raw_decode(text, start)
    shown = masked(key, identifier=True)
    if shown != key:
        yield start, end, _json(shown)


def _of_value(text: str, place: Place) -> Iterator[tuple[int, int, str]]:
    """Yield the replacement of a value and its range, if the value is not shown as it is."""
    written = text[place.start : place.end]
    value = json.loads(written)
    if may_be_shown(place.pointer, FORMAT.places):
        shown = shown_value(value, place.pointer, FORMAT.places)
        if shown != value:
            yield place.start, place.end, _json(shown)
    elif any(map(str.isalnum, str(value))) and value not in (None, True, False):
        yield place.start, place.end, _HIDDEN


def _json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
