"""Damage that the rules about sites must see."""

from typing import Any


def sites(payload: dict[str, Any]) -> list[dict[str, Any]]:
    return payload["protocolSection"]["contactsLocationsModule"]["locations"]


def set_status(payload: dict[str, Any], study: str, site: str) -> None:
    payload["protocolSection"]["statusModule"]["overallStatus"] = study
    for location in sites(payload):
        location["status"] = site


def recruiting_nowhere(payload: dict[str, Any]) -> None:
    set_status(payload, "RECRUITING", "RECRUITING")
    del payload["protocolSection"]["contactsLocationsModule"]["locations"]


def no_country(payload: dict[str, Any]) -> None:
    del sites(payload)[0]["country"]


def no_city(payload: dict[str, Any]) -> None:
    del sites(payload)[0]["city"]


def no_state(payload: dict[str, Any]) -> None:
    del next(location for location in sites(payload) if location["country"] == "United States")["state"]


def far_away(payload: dict[str, Any]) -> None:
    sites(payload)[0]["geoPoint"]["lat"] += 360


def site_still_recruits(payload: dict[str, Any]) -> None:
    set_status(payload, "ACTIVE_NOT_RECRUITING", "RECRUITING")


def no_site_recruits(payload: dict[str, Any]) -> None:
    set_status(payload, "RECRUITING", "COMPLETED")


def ended_but_open(payload: dict[str, Any]) -> None:
    set_status(payload, "COMPLETED", "NOT_YET_RECRUITING")


def person_as_facility(payload: dict[str, Any]) -> None:
    sites(payload)[0]["facility"] = "Dr. Jo Doe"


def country_code(payload: dict[str, Any]) -> None:
    next(location for location in sites(payload) if location["country"] == "United States")["country"] = "USA"


def longitude_without_sign(payload: dict[str, Any]) -> None:
    point = next(location for location in sites(payload) if location["country"] == "United States")["geoPoint"]
    point["lon"] = -point["lon"]


MUTATIONS = {
    "LOC001": recruiting_nowhere,
    "LOC007": no_country,
    "LOC008": no_city,
    "LOC010": no_state,
    "LOC012": far_away,
    "LOC015": site_still_recruits,
    "LOC016": no_site_recruits,
    "LOC017": ended_but_open,
    "LOC021": person_as_facility,
    "LOC022": country_code,
    "LOC023": longitude_without_sign,
}
