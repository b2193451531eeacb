"""Countries: their names in ClinicalTrials.gov, other names for them, and where they are.

``countries.tsv`` has one line per country: the name; names that the registry used in other years; names that it never
uses, ISO 3166 codes first; and rectangles in whole degrees, each as south, north, west and east, rounded outwards.
The rectangles were drawn by hand from general geography, including islands and overseas territories, and compared with
the coordinates of 14,301 sites, all of which are inside. A country that is not in the list is unknown, not wrong.
"""

from functools import cache
from pkgutil import get_data
from typing import Final, cast

from attrs import frozen

_UNTOLD: Final = str.maketrans(dict.fromkeys(" .,'\u2019()-"))


@frozen
class Rectangle:
    """An area between two parallels and two meridians, in degrees; north and east are positive."""

    south: int
    north: int
    west: int
    east: int

    def holds(self, lat: float, lon: float, margin: int) -> bool:
        """Whether a place is inside, or outside by at most ``margin`` degrees."""
        return self.south - margin <= lat <= self.north + margin and self.west - margin <= lon <= self.east + margin


@frozen
class Country:
    """A country or territory in which sites can be."""

    #: The registry's current name.
    name: str
    #: Names that the registry used in other years.
    also: tuple[str, ...]
    #: Names that only others use.
    never: tuple[str, ...]
    #: The areas that it covers, largest first.
    places: tuple[Rectangle, ...]

    def holds(self, lat: float, lon: float, margin: int) -> bool:
        """Whether a place is in the country, or outside by at most ``margin`` degrees."""
        # Most places are in the first, largest area; a loop finds that out faster than a generator.
        for place in self.places:  # noqa: SIM110
            if place.holds(lat, lon, margin):
                return True
        return False


@cache
def countries() -> dict[str, Country]:
    """Return the countries by each name that the registry uses or used."""
    text = cast("bytes", get_data("ctmodel.terms", "countries.tsv")).decode()
    listed = [_country(line) for line in text.splitlines()[1:]]
    return {name: country for country in listed for name in (country.name, *country.also)}


def country_meant(text: str) -> str | None:
    """Return the registry's name for a country meant by a text; None if unknown or the text is that name."""
    return None if text in countries() else _forms().get(_folded(text))


def _country(line: str) -> Country:
    name, also, never, places = line.split("\t")
    rectangles = (Rectangle(*map(int, place.split())) for place in places.split("; "))
    return Country(name, _names(also), _names(never), tuple(rectangles))


def _names(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("; ")) if cell else ()


@cache
def _forms() -> dict[str, str]:
    """The registry's names by all known names, without case and punctuation."""
    return {
        _folded(form): country.name
        for country in countries().values()
        for form in (country.name, *country.also, *country.never)
    }


def _folded(text: str) -> str:
    return text.translate(_UNTOLD).casefold()
