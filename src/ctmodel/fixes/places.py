"""Where in the text of a document the values stand that are put right, and what becomes of each."""

import json
import re
from collections.abc import Collection
from typing import Final

from ctmodel.codec.json_pointer import parent_of, parents_of
from ctmodel.fixes.characters import mended_units
from ctmodel.io.scan import Place, scan

#: A character of a JSON string as it is written; a pair of surrogates is one.
_UNIT: Final = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|.", re.DOTALL
)


def places_of(text: str) -> dict[str, Place]:
    """Return the place of each value by its JSON pointer, in the order of the text, save those that are ambiguous.

    A key that stands twice in an object makes ambiguous what is in its values, and which member is which.
    """
    places: dict[str, Place] = {}
    twice: set[str] = set()

    def note(place: Place) -> None:
        if place.pointer in places:
            twice.add(place.pointer)
        places[place.pointer] = place

    scan(text, note)
    objects = {parent_of(pointer) for pointer in twice}
    return {
        pointer: place
        for pointer, place in places.items()
        if not pointer or (parent_of(pointer) not in objects and twice.isdisjoint(parents_of(pointer)))
    }


def mended_string(written: str, codes: Collection[str]) -> str:
    """Return a JSON string with what these codes find put right; all else in it is written as it was."""
    units = mended_units(_UNIT.findall(written[1:-1]), _read, codes)
    return f'"{"".join(units)}"'.replace("\n", "\\n").replace("\t", "\\t")


def _read(unit: str) -> str:
    character: str = json.loads(f'"{unit}"') if unit.startswith("\\") else unit
    return character
