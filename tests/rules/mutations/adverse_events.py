"""Damage that the rules about adverse events must see."""

from collections.abc import Callable
from typing import Any

Payload = dict[str, Any]


def adverse(payload: Payload) -> Payload:
    found: Payload = payload["resultsSection"]["adverseEventsModule"]
    return found


def many_deaths(payload: Payload) -> None:
    group = adverse(payload)["eventGroups"][0]
    group["deathsNumAffected"] = group["deathsNumAtRisk"] + 1


def no_organ_system(payload: Payload) -> None:
    del adverse(payload)["otherEvents"][0]["organSystem"]


def numbers_with(**damage: Any) -> Callable[[Payload], None]:
    return lambda payload: adverse(payload)["otherEvents"][0]["stats"][0].update(damage)


def few_events(payload: Payload) -> None:
    stats = adverse(payload)["otherEvents"][0]["stats"][0]
    stats["numEvents"] = stats["numAffected"] - 1


def no_threshold(payload: Payload) -> None:
    del adverse(payload)["frequencyThreshold"]


def high_threshold(payload: Payload) -> None:
    adverse(payload)["frequencyThreshold"] = "10"


def no_deaths(payload: Payload) -> None:
    for group in adverse(payload)["eventGroups"]:
        del group["deathsNumAffected"]


def one_lower_at_risk(payload: Payload) -> None:
    group = adverse(payload)["eventGroups"][1]
    held = next(held for held in adverse(payload)["otherEvents"][4]["stats"] if held["groupId"] == group["id"])
    held["numAtRisk"] = group["otherNumAtRisk"] - 1


MUTATIONS = {
    "AEV001": many_deaths,
    "AEV003": no_organ_system,
    "AEV004": numbers_with(groupId="EG999"),
    "AEV005": numbers_with(numAffected=987654),
    "AEV006": few_events,
    "AEV007": numbers_with(numAtRisk=987654),
    "AEV008": numbers_with(numAffected=987654),
    "AEV010": no_threshold,
    "AEV011": high_threshold,
    "AEV012": no_deaths,
    "AEV013": one_lower_at_risk,
}
