"""Damage that the rules about dates must see."""

from collections.abc import Callable
from typing import Any

Mutation = Callable[[dict[str, Any]], None]


def status(payload: dict[str, Any]) -> dict[str, Any]:
    return payload["protocolSection"]["statusModule"]


def written(struct: str, **changes: str) -> Mutation:
    """Change keys of a date that the record has."""

    def mutate(payload: dict[str, Any]) -> None:
        held = status(payload)[struct]
        held["date"]
        held.update(changes)

    return mutate


def stamped(name: str, date: str, *needed: str) -> Mutation:
    """Change a plain date; a record that lacks one of those needed cannot show it."""

    def mutate(payload: dict[str, Any]) -> None:
        module = status(payload)
        for key in (name, *needed):
            module[key]
        module[name] = date

    return mutate


def untyped(payload: dict[str, Any]) -> None:
    start = status(payload)["startDateStruct"]
    start["date"] = "2019-05-02"
    del start["type"]


def never_started(payload: dict[str, Any]) -> None:
    del status(payload)["startDateStruct"]


def completed_before_primary(payload: dict[str, Any]) -> None:
    module = status(payload)
    module["primaryCompletionDateStruct"]["date"]
    module["completionDateStruct"]["date"] = "1970-01"


MUTATIONS = {
    "DAT004": written("completionDateStruct", date="2027-03", type="ACTUAL"),
    "DAT007": written("completionDateStruct", date="2099-12"),
    "DAT008": untyped,
    "DAT011": never_started,
    "DAT014": written("primaryCompletionDateStruct", date="1970-01"),
    "DAT015": completed_before_primary,
    "DAT016": written("completionDateStruct", date="1970-01"),
    "DAT017": stamped("studyFirstSubmitQcDate", "1990-01-01", "studyFirstSubmitDate"),
    "DAT018": stamped("studyFirstSubmitQcDate", "2025-12-31"),
    "DAT019": stamped("lastUpdateSubmitDate", "1990-01-01", "studyFirstSubmitDate"),
    "DAT020": written("lastUpdatePostDateStruct", date="1990-01-01"),
    "DAT021": stamped("resultsFirstSubmitQcDate", "1990-01-01", "resultsFirstSubmitDate"),
    "DAT022": written("resultsFirstPostDateStruct", date="1990-01-01"),
    "DAT023": stamped("resultsFirstSubmitDate", "1990-01-01", "studyFirstSubmitDate"),
    "DAT024": written("studyFirstPostDateStruct", date="2025-12-31"),
    "DAT025": written("lastUpdatePostDateStruct", date="2030-01-01"),
    "DAT028": stamped("statusVerifiedDate", "2025-12", "lastUpdateSubmitDate"),
}
