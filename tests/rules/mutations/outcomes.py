"""Damage that the rules about planned outcome measures must see."""

from typing import Any

Outcome = dict[str, Any]


def _primary(payload: dict[str, Any]) -> list[Outcome]:
    outcomes: list[Outcome] = payload["protocolSection"]["outcomesModule"]["primaryOutcomes"]
    return outcomes


def _start_of_now(payload: dict[str, Any]) -> None:
    payload["protocolSection"]["statusModule"]["startDateStruct"]["date"] = "2020-02"


def no_primary_outcome(payload: dict[str, Any]) -> None:
    _start_of_now(payload)
    del payload["protocolSection"]["outcomesModule"]["primaryOutcomes"]


def no_time_frame(payload: dict[str, Any]) -> None:
    _start_of_now(payload)
    del _primary(payload)[0]["timeFrame"]


def number_as_time_frame(payload: dict[str, Any]) -> None:
    _primary(payload)[0]["timeFrame"] = "28"


def no_measure(payload: dict[str, Any]) -> None:
    del _primary(payload)[0]["measure"]


def unspecific_measure(payload: dict[str, Any]) -> None:
    _primary(payload)[0]["measure"] = "Efficacy"


def long_measure(payload: dict[str, Any]) -> None:
    _primary(payload)[0]["measure"] = "Pain " * 80


def long_time_frame(payload: dict[str, Any]) -> None:
    _primary(payload)[0]["timeFrame"] = "Day 1, " * 80


def long_description(payload: dict[str, Any]) -> None:
    _primary(payload)[0]["description"] = "At rest. " * 150


def repeated_outcome(payload: dict[str, Any]) -> None:
    _primary(payload).append(dict(_primary(payload)[0]))


def primary_as_secondary(payload: dict[str, Any]) -> None:
    payload["protocolSection"]["outcomesModule"]["secondaryOutcomes"].append(dict(_primary(payload)[0]))


def aim_as_measure(payload: dict[str, Any]) -> None:
    _primary(payload)[0]["measure"] = "To evaluate the effect of the treatment"


def study_as_time_frame(payload: dict[str, Any]) -> None:
    _primary(payload)[0] = {"measure": "Pain", "timeFrame": "Through study completion"}


def secondary_scale(payload: dict[str, Any]) -> None:
    outcomes = payload["protocolSection"]["outcomesModule"]["secondaryOutcomes"]
    outcomes[0] = {"measure": "Pain score", "timeFrame": "12 weeks"}


MUTATIONS = {
    "OUT001": no_primary_outcome,
    "OUT003": no_time_frame,
    "OUT005": number_as_time_frame,
    "OUT007": no_measure,
    "OUT008": unspecific_measure,
    "OUT009": long_measure,
    "OUT010": long_time_frame,
    "OUT011": long_description,
    "OUT014": repeated_outcome,
    "OUT015": primary_as_secondary,
    "OUT017": aim_as_measure,
    "OUT018": study_as_time_frame,
    "OUT019": secondary_scale,
}
