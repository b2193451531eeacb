"""Rules about the addresses of sites (LOC)."""

import re

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.contacts import GeoPoint
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import WHOLE
from ctmodel.rules.counting import Places, counted_items
from ctmodel.rules.definition import ERROR, NOTE, WARNING, Problems, rule
from ctmodel.rules.quoting import quoted, shortened

_ZIP = lazy_regex(r"\d{5}(?:-\d{4})?")
_UNITED_STATES = "United States"
#: Names that stand for a facility whose name is withheld: two of them in one place are two facilities.
_WITHHELD = lazy_regex(r"\b(?:investigat(?:ive|ional|or)|research|study|clinical) site\b", re.IGNORECASE)


def is_nowhere(point: GeoPoint) -> bool:
    """Whether coordinates are outside the range of degrees, or both zero."""
    lat, lon = point.lat or 0, point.lon or 0
    return not (-90 <= lat <= 90 and -180 <= lon <= 180) or lat == lon == 0


def _lacking(trial: Trial, name: str, country: str | None = None) -> Problems:
    yield from counted_items(trial, "site", _without(trial, name, country))


def _without(trial: Trial, name: str, country: str | None) -> Places:
    for index, location in enumerate(trial.locations):
        if not getattr(location, name) and (country is None or location.country == country):
            place = ", ".join(part for part in (location.city, location.country) if part) or "without a place"
            message = f"a site ({shortened(place)}) has no {name}; expected for each site"
            yield name, f"locations[{index}].{name}", message


@rule(
    "LOC007",
    severity=ERROR,
    source="PRS data element definitions, country, required item",
    reads="locations",
    requires=WHOLE,
)
def site_without_country(trial: Trial) -> Problems:
    """A site has no country.

    Why:
        No record of the registry lacks it; searches by country miss the site.

    Fires:
        Trial(locations=[Location(city="Oslo")])

    Silent:
        Trial(locations=[Location(city="Oslo", country="Norway")])
    """
    yield from _lacking(trial, "country")


@rule(
    "LOC008",
    severity=WARNING,
    source="PRS data element definitions, city, required item",
    reads="locations",
    requires=WHOLE,
)
def site_without_city(trial: Trial) -> Problems:
    """A site has no city.

    Why:
        It cannot be put on a map, and people cannot tell how far it is.

    Fires:
        Trial(locations=[Location(country="Norway")])

    Silent:
        Trial(locations=[Location(city="Oslo", country="Norway")])
    """
    yield from _lacking(trial, "city")


@rule(
    "LOC009",
    severity=NOTE,
    source="PRS data element definitions, facility name; measured: 0.4 % of records",
    reads="locations",
    requires=WHOLE,
)
def site_without_facility(trial: Trial) -> Problems:
    """A site has no name of a facility.

    Why:
        Names may be withheld, but people then cannot find where to go.

    Fires:
        Trial(locations=[Location(city="Oslo", country="Norway")])

    Silent:
        Trial(locations=[Location(facility="Example Hospital", city="Oslo", country="Norway")])
    """
    yield from _lacking(trial, "facility")


@rule(
    "LOC010",
    severity=WARNING,
    source="PRS data element definitions, state or province: required for the United States",
    reads="locations",
    requires=WHOLE,
)
def us_site_without_state(trial: Trial) -> Problems:
    """A site in the United States has no state.

    Why:
        Many cities share a name; searches by state miss the site.

    Fires:
        Trial(locations=[Location(city="Springfield", country="United States")])

    Silent:
        Trial(locations=[Location(city="Springfield", state="Illinois", country="United States")])
        Trial(locations=[Location(city="Oslo", country="Norway")])
    """
    yield from _lacking(trial, "state", _UNITED_STATES)


@rule(
    "LOC011",
    severity=NOTE,
    source="PRS data element definitions, ZIP or postal code; measured: 0.3 % of records",
    reads="locations",
)
def malformed_us_zip(trial: Trial) -> Problems:
    """The ZIP code of a site in the United States is not one.

    Why:
        A ZIP code has five digits, or nine with a hyphen; a lost zero in front is the usual cause.

    Fires:
        Trial(locations=[Location(zip="2115", country="United States")])

    Silent:
        Trial(locations=[Location(zip="02115-5804", country="United States")])
        Trial(locations=[Location(zip="0450", country="Norway")])
    """
    yield from counted_items(trial, "site", _malformed_zips(trial))


def _malformed_zips(trial: Trial) -> Places:
    for index, location in enumerate(trial.locations):
        code = location.zip
        if code and location.country == _UNITED_STATES and _ZIP.fullmatch(code) is None:
            hint = f"; is it '0{code}'?" if len(code) == 4 and code.isdecimal() else ""
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
        No such place exists, or it lies in the sea where coordinates that failed to be found end up.

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
            yield (
                f"locations[{index}].geo_point",
                f"latitude {quoted(point.lat, 20)}, longitude {quoted(point.lon, 20)} is no place of a site;"
                " expected -90 to 90 and -180 to 180",
            )


@rule(
    "LOC013",
    default=False,
    severity=NOTE,
    source="ClinicalTrials.gov API v2, GeoPoint, which the registry derives; measured: 6.5 % of records",
    reads="locations",
    requires=WHOLE,
)
def city_not_found(trial: Trial) -> Problems:
    """A city has no coordinates: the registry did not find it on the map.

    Why:
        Searches by distance miss the site; the city is often misspelt or is a district.

    Fires:
        Trial(locations=[Location(city="Olso", country="Norway")])

    Silent:
        Trial(locations=[Location(city="Oslo", country="Norway", geo_point=GeoPoint(lat=59.9, lon=10.7))])
    """
    yield from counted_items(
        trial,
        "site",
        (
            (
                (location.city, location.state, location.country),
                f"locations[{index}].geo_point",
                f"there are no coordinates for city {quoted(location.city)}; is the city spelt as on maps?",
            )
            for index, location in enumerate(trial.locations)
            if location.city and location.geo_point is None
        ),
    )


@rule(
    "LOC014",
    severity=NOTE,
    source="measured: 0.5 % of records list a site twice",
    reads="locations",
)
def site_listed_twice(trial: Trial) -> Problems:
    """The same facility in the same city with the same postal code is listed twice.

    Why:
        Counts of sites come out too high; the status of one of the two is often out of date. Names that stand for a
        withheld one, such as "Research Site", are left out.

    Fires:
        Trial(locations=[Location(facility="Example Hospital", city="Oslo", zip="0450", country="Norway")] * 2)

    Silent:
        Trial(
            locations=[
                Location(facility="Example Hospital", city="Oslo", zip="0450"),
                Location(facility="Example Hospital", city="Oslo", zip="0372"),
            ])
    """
    if len(trial.locations) < 2:
        return
    first: dict[tuple[str, str, str], int] = {}
    for index, location in enumerate(trial.locations):
        if location.facility and location.city and location.zip:
            place = (location.facility, location.city, location.zip)
            earlier = first.setdefault(place, index)
            if earlier != index and _WITHHELD.search(location.facility) is None:
                yield (
                    f"locations[{index}]",
                    f"facility {quoted(location.facility)} is listed before, as locations[{earlier}]; expected once",
                )
