"""Countries as ClinicalTrials.gov writes them, what others write in their place, and where they lie.

``countries.tsv`` has a line a country: the name; names that the registry wrote in other years; forms that it never
writes, ISO 3166 codes first; and rectangles of whole degrees, each as south, north, west and east, rounded outwards.
The rectangles were drawn by hand from general geography, islands and overseas territories included, and compared with
the coordinates of 14,301 sites, of which none is outside. What is not in the list is unknown, not wrong.
"""

from functools import cache
from pkgutil import get_data
from typing import Final, cast

from attrs import frozen

_UNTOLD: Final = str.maketrans(dict.fromkeys(" .,'\u2019()-"))


@frozen
class Rectangle:
    """A part of the earth between two parallels and two meridians, in degrees; north and east are positive."""

    south: int
    north: int
    west: int
    east: int

    def holds(self, lat: float, lon: float, margin: int) -> bool:
        """Whether a place is inside, or outside by at most so many degrees."""
        return self.south - margin <= lat <= self.north + margin and self.west - margin <= lon <= self.east + margin


@frozen
class Country:
    """A country or territory of which sites can be."""

    #: As the registry writes it now.
    name: str
    #: As the registry wrote it in other years.
    also: tuple[str, ...]
    #: As others write it.
    never: tuple[str, ...]
    #: Where it lies; the largest part is first.
    places: tuple[Rectangle, ...]

    def holds(self, lat: float, lon: float, margin: int) -> bool:
        """Whether a place is in the country, or outside by at most so many degrees."""
        return any(place.holds(lat, lon, margin) for place in self.places)


@cache
def countries() -> dict[str, Country]:
    """Return the countries by each name that the registry writes or wrote."""
    text = cast("bytes", get_data("ctmodel.terms", "countries.tsv")).decode()
    listed = [_country(line) for line in text.splitlines()[1:]]
    return {name: country for country in listed for name in (country.name, *country.also)}


def country_meant(text: str) -> str | None:
    """Return the registry's name of the country for which a text is another form; None if it is none that is known."""
    return None if text in countries() else _forms().get(_folded(text))


def _country(line: str) -> Country:
    name, also, never, places = line.split("\t")
    rectangles = (Rectangle(*map(int, place.split())) for place in places.split("; "))
    return Country(name, _names(also), _names(never), tuple(rectangles))


def _names(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("; ")) if cell else ()


@cache
def _forms() -> dict[str, str]:
    """The registry's names by what others write, without case and punctuation."""
    return {
        _folded(form): country.name
        for country in countries().values()
        for form in (country.name, *country.also, *country.never)
    }


def _folded(text: str) -> str:
    return text.translate(_UNTOLD).casefold()
