"""Damage that the rules about titles, conditions, descriptions and references must see."""

from collections.abc import Callable
from typing import Any

Damage = Callable[[dict[str, Any]], None]


def module(payload: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = payload["protocolSection"][name]
    return found


def text(name: str, field: str, value: str) -> Damage:
    def damage(payload: dict[str, Any]) -> None:
        module(payload, name)[field] = value

    return damage


def no_official_title(payload: dict[str, Any]) -> None:
    if module(payload, "statusModule")["startDateStruct"]["date"] < "2018":
        raise KeyError("startDateStruct")
    del module(payload, "identificationModule")["officialTitle"]


def repeated_condition(payload: dict[str, Any]) -> None:
    conditions = module(payload, "conditionsModule")["conditions"]
    conditions.append(conditions[0].upper())


def long_condition(payload: dict[str, Any]) -> None:
    module(payload, "conditionsModule")["conditions"][0] *= 161


def healthy_condition(payload: dict[str, Any]) -> None:
    if module(payload, "eligibilityModule")["healthyVolunteers"]:
        raise KeyError("healthyVolunteers")
    module(payload, "conditionsModule")["conditions"] = ["Healthy Volunteers"]


def no_host(payload: dict[str, Any]) -> None:
    module(payload, "referencesModule")["seeAlsoLinks"][0]["url"] = "http:/example.org"


def repeated_reference(payload: dict[str, Any]) -> None:
    references = module(payload, "referencesModule")["references"]
    references.append({"pmid": references[0]["pmid"], "type": references[0]["type"], "citation": "The same."})


def malformed_pmid(payload: dict[str, Any]) -> None:
    module(payload, "referencesModule")["references"][0]["pmid"] = "PMC1"


def retraction(payload: dict[str, Any]) -> None:
    module(payload, "referencesModule")["references"][0]["retractions"] = [{"pmid": "1", "source": "A journal"}]


def no_citation(payload: dict[str, Any]) -> None:
    del module(payload, "referencesModule")["references"][0]["citation"]


def details_without_sharing(payload: dict[str, Any]) -> None:
    module(payload, "ipdSharingStatementModule").update(ipdSharing="NO", timeFrame="5 years")


MUTATIONS = {
    "CON001": repeated_condition,
    "CON003": long_condition,
    "CON006": healthy_condition,
    "DSC001": text("descriptionModule", "briefSummary", "Aspirin helps. " * 400),
    "DSC002": text("descriptionModule", "detailedDescription", "Aspirin helps. " * 2200),
    "DSC004": text("descriptionModule", "briefSummary", "Aspirin helps."),
    "IPD001": details_without_sharing,
    "REF001": no_host,
    "REF002": repeated_reference,
    "REF003": malformed_pmid,
    "REF005": retraction,
    "REF006": no_citation,
    "TTL001": text("identificationModule", "briefTitle", "A" * 301),
    "TTL002": text("identificationModule", "officialTitle", "A" * 601),
    "TTL003": text("identificationModule", "acronym", "A" * 15),
    "TTL004": no_official_title,
}
