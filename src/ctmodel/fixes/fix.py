"""Fix what was found in one document, and leave every other byte as it is."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final, final

from attrs import frozen

from ctmodel.codec.json_pointer import pointer_keys
from ctmodel.codec.payload import copied
from ctmodel.errors import ReadError
from ctmodel.fixes.characters import CHARACTER_FIXES, mended
from ctmodel.fixes.edits import Edit, edited
from ctmodel.fixes.places import mended_string, places_of
from ctmodel.io.scan import Place
from ctmodel.io.splice.text import spliced
from ctmodel.io.text import decoded, encoded, parse
from ctmodel.rules.finding import Finding

#: Rules whose fix removes the member of the object: those about null and blank text.
REMOVING: Final = frozenset({"STR007", "STR008"})
#: Codes of the rules that can be fixed.
FIXABLE: Final = REMOVING | CHARACTER_FIXES.keys()


@final
@frozen
class Fixed:
    """A text before and after it was fixed."""

    old: bytes
    new: bytes
    #: The findings that were fixed.
    findings: tuple[Finding, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether anything was fixed."""
        return self.new != self.old


def fixed(data: bytes, findings: Iterable[Finding]) -> Fixed:
    """Fix what was found in a JSON document: the values at these places, and no other byte.

    A finding is skipped where the text does not have the value that it reports, where a repeated key makes its place
    ambiguous, and where a value is an item of an array: without it, those after it would move.
    Unless the new text reads as the old one with these values changed, nothing is changed.
    """
    wanted = [finding for finding in findings if finding.code in FIXABLE]
    if not wanted:
        return Fixed(data, data)
    try:
        payload, text = parse(data), decoded(data)
    except ReadError:
        return Fixed(data, data)
    places = places_of(text, {finding.pointer for finding in wanted})
    codes = _codes(payload, places, wanted)
    removed = {pointer for pointer, asked in codes.items() if not REMOVING.isdisjoint(asked)}
    changed = {pointer: asked for pointer, asked in codes.items() if pointer not in removed}
    left = _without(payload, removed)
    new = _mended(spliced(text, payload, left), changed).encode()
    if not _reads_as(new, _expected(left, changed)):
        return Fixed(data, data)
    return Fixed(data, new, tuple(found for found in wanted if found.code in codes.get(found.pointer, ())))


def _codes(payload: Any, places: Mapping[str, Place], wanted: Iterable[Finding]) -> dict[str, set[str]]:
    """The codes of what can be fixed, by the pointer of the value."""
    codes: dict[str, set[str]] = {}
    for finding in wanted:
        place = places.get(finding.pointer)
        if place is not None and _applies(finding.code, _at(payload, finding.pointer), place):
            codes.setdefault(finding.pointer, set()).add(finding.code)
    # What changes by one fix may not by all: of a text with nothing but invisible characters, nothing would stay.
    return {pointer: asked for pointer, asked in codes.items() if asked & REMOVING or _changes(payload, pointer, asked)}


def _changes(payload: Any, pointer: str, codes: Collection[str]) -> bool:
    value: str = _at(payload, pointer)
    return mended(value, codes) != value


def _applies(code: str, value: Any, place: Place) -> bool:
    if code == "STR007":
        return value is None and place.key is not None
    if type(value) is not str:
        return False
    if code == "STR008":
        return not value.strip() and place.key is not None
    return mended(value, {code}) != value


def _without(payload: Any, removed: Collection[str]) -> Any:
    """The payload without members of its objects."""
    left = {"": copied(payload)}
    for pointer in removed:
        around, key = _around(left, pointer)
        del around[key]
    return left[""]


def _mended(text: str, changed: Mapping[str, Collection[str]]) -> str:
    """Fix the texts at these places."""
    places = places_of(text, changed) if changed else {}
    edits = []
    for pointer, codes in changed.items():
        place = places[pointer]
        edits.append(Edit(place.start, place.end, mended_string(text[place.start : place.end], codes)))
    return "".join("".join(piece) for piece in edited(text, edits))


def _expected(payload: Any, changed: Mapping[str, Collection[str]]) -> Any:
    """The payload that the new text must have."""
    expected = {"": copied(payload)}
    for pointer, codes in changed.items():
        around, key = _around(expected, pointer)
        around[key] = mended(around[key], codes)
    return expected[""]


def _reads_as(data: bytes, expected: Any) -> bool:
    try:
        return encoded(parse(data)) == encoded(expected)
    except ReadError:
        return False


def _at(payload: Any, pointer: str) -> Any:
    around, key = _around({"": payload}, pointer)
    return around[key]


def _around(document: Any, pointer: str) -> tuple[Any, Any]:
    """Return the object or array around a value, and its key or index; the payload has the key ``""``."""
    key: Any = ""
    for token in pointer_keys(pointer):
        document = document[key]
        key = int(token) if isinstance(document, list) else token
    return document, key
