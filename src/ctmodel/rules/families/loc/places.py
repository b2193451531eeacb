"""Rules about whether facility, country and coordinates of a site are what they should be (LOC)."""

import re
from collections.abc import Iterable
from typing import Final

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.contacts import Contact, Location, Official
from ctmodel.model.trial import Trial
from ctmodel.rules.counting import Places, counted_items
from ctmodel.rules.definition import REGISTRY, WARNING, Problems, rule
from ctmodel.rules.families.loc.locations import coordinates, is_nowhere
from ctmodel.rules.quoting import quoted
from ctmodel.terms.countries import Country, countries, country_meant

#: How many degrees a site may be outside of its country's rectangles: islands, borders, imprecise coordinates.
_MARGIN: Final = 1
#: Longer names of facilities contain more than a person's name.
_LONGEST_NAME: Final = 60

_TITLE = r"(?:(?:prof(?:essor)?|dr|pd|doctor)\b\.?\s*(?:med\b\.?\s*)?)"
_DEGREE = r"(?:m\.?d|ph\.?d|m\.?b\.?b\.?s|m\.?p\.?h|d\.?o|facp|fccp|facs|frcp|faaaai|facaai)"
_WORD = r"[^\W\d_]+(?:['\u2019-][^\W\d_]+){0,2}\.?"
_PERSON = lazy_regex(
    rf"(?P<title>{_TITLE}{{0,3}})(?P<name>{_WORD}(?:(?:,\s*|\s+){_WORD}){{1,3}}?)"
    rf"(?P<degrees>(?:(?:\s*[,\uff0c]\s*|\s+){_DEGREE}\b\.?){{0,3}})",
    re.IGNORECASE,
)
# Rules out most facilities quickly: the same titles and degrees by their first letters, since a set of letters is found
# faster than a choice of words.
_TITLED = lazy_regex(
    r"[DFMPdfmp](?<!\w.)(?i:(?<=p)(?:rof(?:essor)?|d|h\.?d)|(?<=d)(?:r|octor|\.?o)"
    r"|(?<=m)(?:\.?d|\.?b\.?b\.?s|\.?p\.?h)|(?<=f)(?:acp|ccp|acs|rcp|aaaai|acaai))\b"
)
_PARTICLE = lazy_regex(r"al|bin|da|de|del|della|den|der|di|du|el|la|le|ter|van|von")
# Beginnings of words that names of institutions have and names of persons do not, and what joins several names.
_INSTITUTION = lazy_regex(
    r"""\b(?:academ|allerg|ambul|assoc|asthma|cancer|cardio|care|cent|child|city|clin|college|compan|consult|corp|count
        |depart|derm|diabet|division|eye|facult|family|found|fundac|gastro|general|gmbh|group|haut|hastane|health
        |h[o\u00f4]pit|hosp|inst|kinder|klin|k[o\u00f3]rh[a\u00e1]z|lab|lung|medic|medizin|memorial|national|network
        |office|onco|ordination|osped|pediat|pneumo|poly?i?c|practi[ck]|prak|prax|private|public|region|research|sant
        |school|service|site|skin|spec|spital|stud[iy]|surg|szpital|system|trial|unit|univ|zent
        |(?:and|cmi|ent|hno|inc|llc|ltd|pa|pc|pllc|rsup|und|y)\b)""",
    re.IGNORECASE | re.VERBOSE,
)


@rule(
    "LOC021",
    severity=WARNING,
    source="PRS data element definitions, facility name: full name of the organization; measured: 1.8 % of records",
    reads="locations central_contacts overall_officials",
)
def facility_is_a_person(trial: Trial) -> Problems:
    """The name of a facility is that of a person: it has a title or degree, or is that of a contact or official.

    Why:
        Readers look for the organization that conducts the study, and a published name of a person is hard to retract.
        Messages do not show it.

    Fix:
        Enter the organization as the facility; the person can be a contact or an investigator of the site.

    Fires:
        Trial(locations=[Location(facility="Dr. Jo Doe")])
        Trial(locations=[Location(facility="Doe, J., MD")])
        Trial(locations=[Location(facility="Jo Doe", contacts=[Contact(name="Jo Doe, MD")])])

    Silent:
        Trial(locations=[Location(facility="Dr. Jo Doe Hospital")])
        Trial(locations=[Location(facility="Jo Doe, MD, Inc")])
        Trial(locations=[Location(facility="MD Anderson Cancer Center")])
        Trial(locations=[Location(facility="Silver Spring, MD", state="Maryland")])
    """
    return counted_items(trial, "site", _persons(trial) if _may_name_person(trial) else ())


def _may_name_person(trial: Trial) -> bool:
    """Whether any facility has a title or degree, or contains the name of a contact or official."""
    facilities = "\n".join([location.facility for location in trial.locations if location.facility])
    if not facilities:
        return False
    at_sites = [contact for location in trial.locations if location.contacts for contact in location.contacts]
    people: list[Contact | Official] = [*trial.overall_officials, *trial.central_contacts, *at_sites]
    names = "\n".join([person.name for person in people if person.name])
    return _TITLED.search(facilities) is not None or not _bare_names(facilities).isdisjoint(_bare_names(names))


def _bare_names(lines: str) -> set[str]:
    """The same as :func:`_bare_name` for each line, which is faster for many names."""
    return {line.partition(",")[0].strip() for line in lines.replace(".", "").casefold().split("\n")}


def _persons(trial: Trial) -> Places:
    leading = _names([*trial.overall_officials, *trial.central_contacts])
    for index, location in enumerate(trial.locations):
        facility = location.facility
        if not facility:
            continue
        bare = _bare_name(facility)
        leads = bare in leading or (bool(location.contacts) and bare in _names(location.contacts))
        if (leads or _TITLED.search(facility)) and _is_person(location, facility.strip(), titled=not leads):
            why = "a contact or official of the study" if leads else "by title or degree"
            message = f"the facility has the name of a person, {why}; expected the name of the organization"
            # Reports show the value at the path, so the path is that of the site.
            yield "person", f"locations[{index}]", message


def _names(people: Iterable[Contact | Official]) -> set[str]:
    return {_bare_name(person.name) for person in people if person.name}


def _bare_name(name: str) -> str:
    """A name in lower case, without degrees and full stops."""
    return name.partition(",")[0].replace(".", "").strip().casefold()


def _is_person(location: Location, facility: str, *, titled: bool) -> bool:
    """Whether the name of a facility is that of a person; if titled, only with a title or degree."""
    match = _PERSON.fullmatch(facility) if len(facility) <= _LONGEST_NAME else None
    if match is None or _is_of_institution(location, match["name"]):
        return False
    return not titled or _is_titled(location, match)


def _is_of_institution(location: Location, name: str) -> bool:
    """Whether what could be a person's name contains a word of an institution or of the site's place."""
    place = f"{location.city} {location.state}".casefold().split()
    return bool(_INSTITUTION.search(name)) or any(word in place for word in name.casefold().split())


def _is_titled(location: Location, match: re.Match[str]) -> bool:
    """Whether a name has a title or degree, and is capitalized as a name."""
    # After a place, MD is Maryland.
    titled = match["title"] or (match["degrees"] and location.state != "Maryland")
    words = match["name"].split()
    return bool(titled) and all(word[0].isupper() or _PARTICLE.fullmatch(word) for word in words)


@rule(
    "LOC022",
    severity=WARNING,
    of=REGISTRY,
    source="names of countries in the records of ClinicalTrials.gov; ISO 3166",
    reads="locations",
)
def country_in_another_form(trial: Trial) -> Problems:
    """A country is a code, or not in the form in which the registry writes it.

    Why:
        Searches by country and counts of countries use the registry's form. Names that are in no list are exempt, and
        so are names that the registry used in other years.

    Fix:
        Write the country as the registry does; the message says how.

    Fires:
        Trial(locations=[Location(city="Boston", country="USA")])
        Trial(locations=[Location(city="Leeds", country="England")])
        Trial(locations=[Location(city="Oslo", country="norway")])

    Silent:
        Trial(locations=[Location(city="Seoul", country="Korea, Republic of"), Location(country="South Korea")])
        Trial(locations=[Location(city="Sealand", country="Sealand")])
    """
    return counted_items(trial, "site", _other_forms(trial))


def _other_forms(trial: Trial) -> Places:
    known = countries()
    if all([location.country in known for location in trial.locations]):
        return
    for index, location in enumerate(trial.locations):
        meant = country_meant(location.country) if location.country else None
        if meant is not None:
            message = f"{quoted(location.country)} is not how the registry writes it; did you mean {quoted(meant)}?"
            yield location.country, f"locations[{index}].country", message


@rule(
    "LOC023",
    severity=WARNING,
    source="ClinicalTrials.gov API v2, GeoPoint, which the registry derives from city and country",
    reads="locations",
)
def site_outside_its_country(trial: Trial) -> Problems:
    """The coordinates of a site are outside of its country by more than one degree (about 100 km).

    Why:
        Searches by distance find the site in the wrong place. Usually a sign was lost, latitude and longitude were
        swapped, or the country is wrong.

    Fix:
        Correct the sign, the order or the values of the coordinates, or the country.

    Fires:
        Trial(locations=[Location(country="Norway", geo_point=GeoPoint(lat=42.4, lon=-71.1))])
        Trial(locations=[Location(country="Norway", geo_point=GeoPoint(lat=10.7, lon=59.9))])

    Silent:
        Trial(locations=[Location(country="Norway", geo_point=GeoPoint(lat=59.9, lon=10.7))])
        Trial(locations=[Location(country="France", geo_point=GeoPoint(lat=-20.9, lon=55.5))])
        Trial(locations=[Location(country="Sealand", geo_point=GeoPoint(lat=-20.9, lon=55.5))])
    """
    return counted_items(trial, "site", _outside(trial))


def _outside(trial: Trial) -> Places:
    known = countries()
    for index, location in enumerate(trial.locations):
        point, country = location.geo_point, known.get(location.country or "")
        if point is None or point.lat is None or point.lon is None or country is None:
            continue
        lat, lon = point.lat, point.lon
        if not country.holds(lat, lon, _MARGIN) and not is_nowhere(point):
            message = f"{coordinates(lat, lon)} is outside of {country.name}{_likely(country, lat, lon)}"
            yield country.name, f"locations[{index}].geo_point", message


def _likely(country: Country, lat: float, lon: float) -> str:
    """What was probably meant, if another sign or order is in the country; otherwise, where the country lies."""
    for other in ((lat, -lon), (-lat, lon), (-lat, -lon), (lon, lat)):
        if country.holds(*other, _MARGIN):
            return f"; {coordinates(*other)} is inside: is a sign or the order wrong?"
    largest = country.places[0]
    latitudes, longitudes = f"{largest.south} to {largest.north}", f"{largest.west} to {largest.east}"
    return f"; expected a latitude from {latitudes}, a longitude from {longitudes}"
