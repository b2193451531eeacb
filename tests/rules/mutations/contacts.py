"""Damage that the rules about contacts must see."""

from typing import Any


def contacts(payload: dict[str, Any]) -> dict[str, Any]:
    return payload["protocolSection"]["contactsLocationsModule"]


def nobody_to_ask(payload: dict[str, Any]) -> None:
    payload["protocolSection"]["statusModule"]["overallStatus"] = "RECRUITING"
    contacts(payload).pop("centralContacts", None)
    for location in contacts(payload)["locations"]:
        location.pop("contacts", None)


def name_alone(payload: dict[str, Any]) -> None:
    contacts(payload)["centralContacts"][0] = {"name": "Study Office"}


def two_at_signs(payload: dict[str, Any]) -> None:
    contacts(payload)["centralContacts"][0]["email"] = "trials@unit@example.org"


MUTATIONS = {"LOC003": nobody_to_ask, "LOC004": name_alone, "LOC005": two_at_signs}
