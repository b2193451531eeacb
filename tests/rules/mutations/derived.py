"""Damage that the rules about the derived section must see."""

from typing import Any


def browse(payload: dict[str, Any]) -> dict[str, Any]:
    return payload["derivedSection"]["conditionBrowseModule"]


def old_data(payload: dict[str, Any]) -> None:
    payload["derivedSection"]["miscInfoModule"]["versionHolder"] = "1999-01-01"


def wrong_ages(payload: dict[str, Any]) -> None:
    ages = payload["protocolSection"]["eligibilityModule"]["stdAges"]
    if len(ages) < 2:
        raise IndexError("one group alone")
    del ages[0]


def country_with_site(payload: dict[str, Any]) -> None:
    country = payload["protocolSection"]["contactsLocationsModule"]["locations"][0]["country"]
    payload["derivedSection"]["miscInfoModule"]["removedCountries"] = [country]


def term_twice(payload: dict[str, Any]) -> None:
    browse(payload)["meshes"].append(browse(payload)["meshes"][0])


def tree_number(payload: dict[str, Any]) -> None:
    browse(payload)["ancestors"][0]["id"] = "C16.320"


def term_above_itself(payload: dict[str, Any]) -> None:
    browse(payload)["ancestors"].append(browse(payload)["meshes"][0])


def no_terms(payload: dict[str, Any]) -> None:
    browse(payload)["ancestors"][0]
    del browse(payload)["meshes"]


MUTATIONS = {
    "DRV001": old_data,
    "DRV002": wrong_ages,
    "DRV003": country_with_site,
    "DRV004": term_twice,
    "DRV005": tree_number,
    "DRV006": term_above_itself,
    "DRV007": no_terms,
}
