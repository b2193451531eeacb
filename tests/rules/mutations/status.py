"""Damage that the rules about the recruitment status must see."""

from collections.abc import Callable
from typing import Any

Mutation = Callable[[dict[str, Any]], None]


def status(payload: dict[str, Any]) -> dict[str, Any]:
    return payload["protocolSection"]["statusModule"]


def with_status(token: str, **changes: Any) -> Mutation:
    """Give a trial another status and change what stands beside it."""

    def mutate(payload: dict[str, Any]) -> None:
        status(payload).update(overallStatus=token, **changes)

    return mutate


def with_dates(token: str, kind: str, *structs: str) -> Mutation:
    """Give a trial another status, and dates another type."""

    def mutate(payload: dict[str, Any]) -> None:
        module = status(payload)
        module["overallStatus"] = token
        for struct in structs:
            module[struct]["type"] = kind

    return mutate


def no_last_status(payload: dict[str, Any]) -> None:
    status(payload).pop("lastKnownStatus", None)
    status(payload)["overallStatus"] = "UNKNOWN"


def no_reason(payload: dict[str, Any]) -> None:
    del status(payload)["whyStopped"]


def withdrawn(payload: dict[str, Any]) -> None:
    payload["protocolSection"]["designModule"]["enrollmentInfo"]["count"] = 12
    status(payload)["overallStatus"] = "WITHDRAWN"


def stale(payload: dict[str, Any]) -> None:
    status(payload)["completionDateStruct"]["date"] = "2023-01"
    status(payload).update(overallStatus="RECRUITING", statusVerifiedDate="2022-11")


def access_to_nothing(payload: dict[str, Any]) -> None:
    if payload["protocolSection"]["designModule"]["studyType"] != "OBSERVATIONAL":
        raise StopIteration
    status(payload)["expandedAccessInfo"]["hasExpandedAccess"] = True


MUTATIONS = {
    "STA001": with_status("AVAILABLE"),
    "STA002": no_last_status,
    "STA003": with_status("COMPLETED", lastKnownStatus="RECRUITING"),
    "STA004": no_reason,
    "STA005": with_status("RECRUITING", whyStopped="Slow enrollment"),
    "STA006": with_status("TERMINATED", whyStopped="Slow enrollment " * 16),
    "STA007": with_dates("COMPLETED", "ESTIMATED", "completionDateStruct"),
    "STA008": withdrawn,
    "STA009": with_dates("NOT_YET_RECRUITING", "ACTUAL", "startDateStruct"),
    "STA010": with_dates("ACTIVE_NOT_RECRUITING", "ESTIMATED", "startDateStruct"),
    "STA011": with_dates("RECRUITING", "ACTUAL", "completionDateStruct"),
    "STA012": with_dates("RECRUITING", "ACTUAL", "primaryCompletionDateStruct"),
    "STA013": with_dates("ACTIVE_NOT_RECRUITING", "ACTUAL", "completionDateStruct"),
    "STA014": stale,
    "STA015": with_status("UNKNOWN", statusVerifiedDate="2025-06"),
    "STA016": with_status("WITHHELD", delayedPosting=False),
    "STA018": with_status("RECRUITING", expandedAccessInfo={"hasExpandedAccess": True, "nctId": "NCT123"}),
    "STA019": access_to_nothing,
    "STA020": with_dates("WITHDRAWN", "ACTUAL", "startDateStruct"),
}
