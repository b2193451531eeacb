"""Damage that the rules about the presence of results must see."""

from typing import Any

Payload = dict[str, Any]


def no_adverse_events(payload: Payload) -> None:
    del payload["resultsSection"]["adverseEventsModule"]


def no_contact(payload: Payload) -> None:
    del payload["resultsSection"]["moreInfoModule"]["pointOfContact"]


def no_agreement(payload: Payload) -> None:
    del payload["resultsSection"]["moreInfoModule"]["certainAgreement"]


def no_submission_date(payload: Payload) -> None:
    if "resultsSection" not in payload:
        raise KeyError("resultsSection")
    del payload["protocolSection"]["statusModule"]["resultsFirstSubmitDate"]


def withdrawn(payload: Payload) -> None:
    if "resultsSection" not in payload:
        raise KeyError("resultsSection")
    payload["protocolSection"]["statusModule"]["overallStatus"] = "WITHDRAWN"


def no_results(payload: Payload) -> None:
    del payload["resultsSection"]


MUTATIONS = {
    "RES001": no_adverse_events,
    "RES002": no_contact,
    "RES003": no_agreement,
    "RES004": no_submission_date,
    "RES005": withdrawn,
    "RES006": no_results,
}
