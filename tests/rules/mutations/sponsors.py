"""Damage that the rules about sponsors and the responsible party must see."""

from typing import Any


def sponsors(payload: dict[str, Any]) -> dict[str, Any]:
    return payload["protocolSection"]["sponsorCollaboratorsModule"]


def no_responsible_party(payload: dict[str, Any]) -> None:
    del sponsors(payload)["responsibleParty"]
    payload["protocolSection"]["statusModule"]["startDateStruct"]["date"] = "2019-03"


def investigator_without_title(payload: dict[str, Any]) -> None:
    del sponsors(payload)["responsibleParty"]["investigatorTitle"]


def sponsor_with_title(payload: dict[str, Any]) -> None:
    sponsors(payload)["responsibleParty"] = {"type": "SPONSOR", "investigatorTitle": "Professor"}


def strange_sponsor_investigator(payload: dict[str, Any]) -> None:
    party = {"type": "SPONSOR_INVESTIGATOR", "investigatorFullName": "Xyzzy Quux"}
    sponsors(payload)["responsibleParty"] = party


def sponsor_as_collaborator(payload: dict[str, Any]) -> None:
    sponsors(payload).setdefault("collaborators", []).append(sponsors(payload)["leadSponsor"])


def collaborator_twice(payload: dict[str, Any]) -> None:
    first = sponsors(payload)["collaborators"][0]
    sponsors(payload)["collaborators"].append({"name": first["name"].upper()})


def office_as_investigator(payload: dict[str, Any]) -> None:
    sponsors(payload)["responsibleParty"]["investigatorFullName"] = "Department of Medicine"


def company_in_person(payload: dict[str, Any]) -> None:
    sponsors(payload)["leadSponsor"]["class"] = "INDUSTRY"
    sponsors(payload)["responsibleParty"]["type"] = "SPONSOR_INVESTIGATOR"


MUTATIONS = {
    "SPO001": no_responsible_party,
    "SPO003": investigator_without_title,
    "SPO004": sponsor_with_title,
    "SPO005": strange_sponsor_investigator,
    "SPO008": sponsor_as_collaborator,
    "SPO009": collaborator_twice,
    "SPO012": office_as_investigator,
    "SPO013": company_in_person,
}
