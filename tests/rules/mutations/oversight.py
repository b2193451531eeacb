"""Damage that the rules about oversight must see."""

from typing import Any


def oversight(payload: dict[str, Any]) -> dict[str, Any]:
    return payload["protocolSection"]["oversightModule"]


def no_flag(payload: dict[str, Any]) -> None:
    del oversight(payload)["isFdaRegulatedDrug"]


def only_talk(payload: dict[str, Any]) -> None:
    for intervention in payload["protocolSection"]["armsInterventionsModule"]["interventions"]:
        intervention["type"] = "BEHAVIORAL"


def drug_without_drug(payload: dict[str, Any]) -> None:
    oversight(payload)["isFdaRegulatedDrug"] = True
    only_talk(payload)


def device_without_device(payload: dict[str, Any]) -> None:
    oversight(payload)["isFdaRegulatedDevice"] = True
    only_talk(payload)


def unapproved_device(payload: dict[str, Any]) -> None:
    oversight(payload).update(isUnapprovedDevice=True, isFdaRegulatedDevice=False)


def surveillance(payload: dict[str, Any]) -> None:
    oversight(payload).update(isPpsd=True, isFdaRegulatedDevice=False)


MUTATIONS = {
    "OVS001": no_flag,
    "OVS002": drug_without_drug,
    "OVS003": device_without_device,
    "OVS006": unapproved_device,
    "OVS007": surveillance,
}
