"""Rules about the addresses of sites (LOC)."""

import re
from collections.abc import Callable
from functools import wraps
from operator import attrgetter
from typing import Final

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.contacts import GeoPoint, Location
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import WHOLE
from ctmodel.rules.comparing import repeated
from ctmodel.rules.counting import Places, counted_items
from ctmodel.rules.definition import ERROR, NOTE, WARNING, Problems, Rule, rule
from ctmodel.rules.finding import Severity
from ctmodel.rules.quoting import quoted, shortened

_ZIP: Final = lazy_regex(r"\d{5}(?:-\d{4})?")
_UNITED_STATES: Final = "United States"
#: Placeholders for withheld names of facilities: two of them in one place are two facilities.
_WITHHELD: Final = lazy_regex(r"\b(?:investigat(?:ive|ional|or)|research|study|clinical) site\b", re.IGNORECASE)


def coordinates(lat: float, lon: float) -> str:
    """Say in a message where a site is."""
    return f"latitude {quoted(lat, 20)}, longitude {quoted(lon, 20)}"


def is_nowhere(point: GeoPoint) -> bool:
    """Whether coordinates are outside the range of degrees, or both zero."""
    lat, lon = point.lat or 0, point.lon or 0
    return not (-90 <= lat <= 90 and -180 <= lon <= 180) or lat == lon == 0


def _lacks(
    code: str, name: str, *, severity: Severity, source: str, country: str | None = None
) -> Callable[[Callable[[], None]], Rule]:
    """Make a rule that an item of the address is missing, for all sites or for those in a country."""
    item = attrgetter(name)

    def places(trial: Trial) -> Places:
        if all(map(item, trial.locations)):
            return
        for index, location in enumerate(trial.locations):
            if not getattr(location, name) and (country is None or location.country == country):
                place = ", ".join(part for part in (location.city, location.country) if part) or "without a place"
                yield name, f"locations[{index}].{name}", f"a site ({shortened(place)}) has no {name}"

    def made(function: Callable[[], None]) -> Rule:
        @rule(code, severity=severity, source=source, reads="locations", requires=WHOLE)
        @wraps(function)
        def check(trial: Trial) -> Problems:
            return counted_items(trial, "site", places(trial))

        return check

    return made


@_lacks("LOC007", "country", severity=ERROR, source="PRS data element definitions, country, required item")
def site_without_country() -> None:
    """A site has no country.

    Why:
        Every site in the registry has one; searches by country miss the site.

    Fix:
        Enter the country of the site.

    Fires:
        Trial(locations=[Location(city="Oslo")])

    Silent:
        Trial(locations=[Location(city="Oslo", country="Norway")])
    """


@_lacks("LOC008", "city", severity=WARNING, source="PRS data element definitions, city, required item")
def site_without_city() -> None:
    """A site has no city.

    Why:
        The site cannot be put on a map, and people cannot tell how far away it is.

    Fix:
        Enter the city of the site.

    Fires:
        Trial(locations=[Location(country="Norway")])

    Silent:
        Trial(locations=[Location(city="Oslo", country="Norway")])
    """


@_lacks(
    "LOC009",
    "facility",
    severity=NOTE,
    source="PRS data element definitions, facility name; measured: 0.4 % of records",
)
def site_without_facility() -> None:
    """A site has no facility name.

    Why:
        Names may be withheld, but then people cannot find out where to go.

    Fix:
        Enter the facility, or leave it out if its name is withheld on purpose.

    Fires:
        Trial(locations=[Location(city="Oslo", country="Norway")])

    Silent:
        Trial(locations=[Location(facility="Example Hospital", city="Oslo", country="Norway")])
    """


@_lacks(
    "LOC010",
    "state",
    severity=WARNING,
    source="PRS data element definitions, state or province: required for the United States",
    country=_UNITED_STATES,
)
def us_site_without_state() -> None:
    """A site in the United States has no state.

    Why:
        Many cities share a name; searches by state miss the site.

    Fix:
        Enter the state of the site.

    Fires:
        Trial(locations=[Location(city="Springfield", country="United States")])

    Silent:
        Trial(locations=[Location(city="Springfield", state="Illinois", country="United States")])
        Trial(locations=[Location(city="Oslo", country="Norway")])
    """


@rule(
    "LOC011",
    severity=NOTE,
    source="PRS data element definitions, ZIP or postal code; measured: 0.3 % of records",
    reads="locations",
)
def malformed_us_zip(trial: Trial) -> Problems:
    """The ZIP code of a site in the United States is malformed.

    Why:
        A ZIP code has five digits, or nine with a hyphen; the usual cause is a lost leading zero.

    Fix:
        Write the code with five digits, or nine with a hyphen; restore a leading zero.

    Fires:
        Trial(locations=[Location(zip="2115", country="United States")])

    Silent:
        Trial(locations=[Location(zip="02115-5804", country="United States")])
        Trial(locations=[Location(zip="0450", country="Norway")])
    """
    return counted_items(trial, "site", _malformed_zips(trial))


def _malformed_zips(trial: Trial) -> Places:
    for index, location in enumerate(trial.locations):
        code = location.zip
        if code and location.country == _UNITED_STATES and _ZIP.fullmatch(code) is None:
            hint = f"; did you mean '0{code}'?" if len(code) == 4 and code.isdecimal() else ""
            yield code, f"locations[{index}].zip", f"zip is {quoted(code)}; expected NNNNN or NNNNN-NNNN{hint}"


@rule(
    "LOC012",
    severity=ERROR,
    source="ClinicalTrials.gov API v2, GeoPoint: degrees of latitude and longitude",
    reads="locations",
)
def place_not_on_earth(trial: Trial) -> Problems:
    """The coordinates of a site are outside the range of degrees, or both are zero.

    Why:
        No such place exists, or it lies in the Gulf of Guinea, where failed look-ups of coordinates end up.

    Fix:
        Remove the coordinates, or look them up by the city.

    Fires:
        Trial(locations=[Location(geo_point=GeoPoint(lat=95.2, lon=10.7))])
        Trial(locations=[Location(geo_point=GeoPoint(lat=0, lon=0))])

    Silent:
        Trial(locations=[Location(geo_point=GeoPoint(lat=59.9, lon=10.7))])
    """
    for index, location in enumerate(trial.locations):
        point = location.geo_point
        if point is None or point.lat is None or point.lon is None:
            continue
        if is_nowhere(point):
            message = f"{coordinates(point.lat, point.lon)} cannot be a site; expected -90 to 90 and -180 to 180"
            yield f"locations[{index}].geo_point", message


@rule(
    "LOC013",
    severity=NOTE,
    source="ClinicalTrials.gov API v2, GeoPoint, which the registry derives; measured: 6.5 % of records",
    reads="locations",
    requires=WHOLE,
    default=False,
)
def city_not_found(trial: Trial) -> Problems:
    """A city has no coordinates: the registry did not find it on the map.

    Why:
        Searches by distance miss the site; often the city is misspelt, or is a district.

    Fix:
        Correct the spelling of the city, or enter the city that the district belongs to.

    Fires:
        Trial(locations=[Location(city="Olso", country="Norway")])

    Silent:
        Trial(locations=[Location(city="Oslo", country="Norway", geo_point=GeoPoint(lat=59.9, lon=10.7))])
    """
    return counted_items(trial, "site", _cities_not_found(trial))


def _cities_not_found(trial: Trial) -> Places:
    for index, location in enumerate(trial.locations):
        if location.city and location.geo_point is None:
            place = location.city, location.state, location.country
            message = f"the registry has no coordinates for city {quoted(location.city)}; check the spelling"
            yield place, f"locations[{index}].geo_point", message


@rule("LOC014", severity=NOTE, source="measured: 0.5 % of records list a site twice", reads="locations")
def site_listed_twice(trial: Trial) -> Problems:
    """A facility with the same city and postal code is listed twice.

    Why:
        Counts of sites come out too high, and the status of one of the two is often outdated. Placeholders for withheld
        names, such as "Research Site", are exempt.

    Fix:
        Remove one of the two; keep the one with the current status.

    Fires:
        Trial(locations=[Location(facility="Example Hospital", city="Oslo", zip="0450", country="Norway")] * 2)

    Silent:
        Trial(
            locations=[
                Location(facility="Example Hospital", city="Oslo", zip="0450"),
                Location(facility="Example Hospital", city="Oslo", zip="0372"),
            ])
    """
    if len({location.facility for location in trial.locations}) == len(trial.locations):
        return
    for index, location, earlier in repeated(trial.locations, _address):
        if _WITHHELD.search(location.facility or "") is None:
            message = f"facility {quoted(location.facility)} repeats locations[{earlier}]; expected each site once"
            yield f"locations[{index}]", message


def _address(location: Location) -> tuple[str, str, str] | None:
    facility, city, code = location.facility, location.city, location.zip
    return (facility, city, code) if facility and city and code else None
