"""The list of countries: no form stands for two of them, and each has a place."""

from collections import Counter
from pathlib import Path

import pytest

from ctmodel.terms.countries import countries, country_meant
from tests.rules.companions import real_records


def test_each_name_and_form_stands_for_one_country() -> None:
    listed = {country.name: country for country in countries().values()}
    assert len(listed) > 180
    words = [word for held in listed.values() for word in (held.name, *held.also, *held.never)]
    assert [word for word, count in Counter(words).items() if count > 1] == []
    assert all(countries()[held.name] is held for held in listed.values())


def test_the_registry_s_own_names_are_no_other_forms() -> None:
    assert [name for name in countries() if country_meant(name) is not None] == []


def test_every_other_form_leads_to_its_country() -> None:
    for country in countries().values():
        for form in country.never:
            assert country_meant(form) == country.name
            assert country_meant(form.upper()) == country.name


def test_places_are_rectangles_on_earth() -> None:
    for country in countries().values():
        assert country.places, country.name
        for place in country.places:
            assert -90 <= place.south < place.north <= 90, country.name
            assert -180 <= place.west < place.east <= 180, country.name


@pytest.mark.corpus
def test_real_sites_are_in_their_countries(corpus: Path) -> None:
    sites = [
        site
        for record in real_records(corpus)
        for site in record["protocolSection"].get("contactsLocationsModule", {}).get("locations", [])
        if "geoPoint" in site
    ]
    assert len(sites) > 5_000
    known = countries()
    assert {site["country"] for site in sites} <= set(known)
    for site in sites:
        assert known[site["country"]].holds(site["geoPoint"]["lat"], site["geoPoint"]["lon"], margin=0), site
