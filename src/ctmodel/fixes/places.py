"""Locate the values to fix in the text of a document, and fix each."""

import json
from collections.abc import Collection, Iterable

from ctmodel.fixes.characters import mended_units
from ctmodel.io.json_tokens import UNIT
from ctmodel.io.scan import Place, Way, scan


def places_of(text: str, pointers: Iterable[str]) -> dict[str, Place]:
    """Return the places of values, and of all around them, by JSON pointer, save those that are ambiguous.

    A repeated key makes it ambiguous which member of the object is meant, and what its value is.
    """
    places: dict[str, Place] = {}
    # Not by pointers, of which each would be as long as all keys on the way.
    twice: set[Way] = set()
    objects: set[Way] = set()

    def note(place: Place) -> None:
        if place.repeated and place.way is not None:
            twice.add(place.way)
            objects.add(place.way[0])
        if place.wanted:
            places[place.pointer] = place

    scan(text, note, pointers)
    return {pointer: place for pointer, place in places.items() if not _is_ambiguous(place.way, twice, objects)}


def _is_ambiguous(way: Way, twice: set[Way], objects: set[Way]) -> bool:
    if way is None:
        return False
    around, _ = way
    if around in objects:
        return True
    while around is not None and around not in twice:
        around, _ = around
    return around is not None


def mended_string(written: str, codes: Collection[str]) -> str:
    """Return a JSON string with the problems of these codes fixed; everything else is written as it was."""
    units = mended_units(UNIT.findall(written[1:-1]), _read, codes)
    return f'"{"".join(units)}"'.replace("\n", "\\n").replace("\t", "\\t")


def _read(unit: str) -> str:
    character: str = json.loads(f'"{unit}"') if unit.startswith("\\") else unit
    return character
