"""Damage that the rules about the participant flow must see."""

from typing import Any

Payload = dict[str, Any]


def flow(payload: Payload) -> Payload:
    found: Payload = payload["resultsSection"]["participantFlowModule"]
    return found


def milestone(payload: Payload, type: str) -> Payload:
    return next(held for held in flow(payload)["periods"][0]["milestones"] if held["type"] == type)


def group_twice(payload: Payload) -> None:
    groups = flow(payload)["groups"]
    groups[1]["id"] = groups[0]["id"]


def group_unknown(payload: Payload) -> None:
    milestone(payload, "STARTED")["achievements"][0]["groupId"] = "FG999"


def no_start(payload: Payload) -> None:
    milestone(payload, "STARTED")["type"] = "Began"


def many_completed(payload: Payload) -> None:
    milestone(payload, "COMPLETED")["achievements"][0]["numSubjects"] = "987654"


def one_more_lost(payload: Payload) -> None:
    numbers = milestone(payload, "NOT COMPLETED")["achievements"][0]
    numbers["numSubjects"] = str(int(numbers["numSubjects"]) + 1)


def one_more_reason(payload: Payload) -> None:
    reason = flow(payload)["periods"][0]["dropWithdraws"][0]["reasons"][0]
    reason["numSubjects"] = str(int(reason["numSubjects"]) + 1)


def few_enrolled(payload: Payload) -> None:
    flow(payload)
    enrollment = payload["protocolSection"]["designModule"]["enrollmentInfo"]
    if enrollment["type"] != "ACTUAL":
        raise KeyError("actual enrolment")
    enrollment["count"] = 0


MUTATIONS = {
    "FLW001": group_twice,
    "FLW002": group_unknown,
    "FLW003": no_start,
    "FLW004": many_completed,
    "FLW005": one_more_lost,
    "FLW006": one_more_reason,
    "FLW009": few_enrolled,
}
