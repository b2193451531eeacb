"""Damage that the rules about identifiers must see."""

from collections.abc import Callable
from typing import Any


def identification(payload: dict[str, Any]) -> dict[str, Any]:
    module: dict[str, Any] = payload["protocolSection"]["identificationModule"]
    return module


def malformed_number(payload: dict[str, Any]) -> None:
    identification(payload)["nctId"] = identification(payload)["nctId"][:-1]


def malformed_alias(payload: dict[str, Any]) -> None:
    identification(payload)["nctIdAliases"] = ["NCT123"]


def own_alias(payload: dict[str, Any]) -> None:
    identification(payload)["nctIdAliases"] = [identification(payload)["nctId"]]


def no_org_study_id(payload: dict[str, Any]) -> None:
    del identification(payload)["orgStudyIdInfo"]["id"]


def org_study_id(text: str) -> Callable[[dict[str, Any]], None]:
    def damage(payload: dict[str, Any]) -> None:
        identification(payload)["orgStudyIdInfo"]["id"] = text

    return damage


def own_number_as_org_study_id(payload: dict[str, Any]) -> None:
    identification(payload)["orgStudyIdInfo"]["id"] = identification(payload)["nctId"]


def secondary_id(**held: str) -> Callable[[dict[str, Any]], None]:
    def damage(payload: dict[str, Any]) -> None:
        identification(payload)["secondaryIdInfos"] = [held]

    return damage


def repeated(payload: dict[str, Any]) -> None:
    held = identification(payload)["secondaryIdInfos"]
    held.append({**held[0], "id": held[0]["id"].lower() + "."})


def own_number_as_secondary_id(payload: dict[str, Any]) -> None:
    identification(payload)["secondaryIdInfos"][0]["id"] = identification(payload)["nctId"]


MUTATIONS = {
    "IDN001": malformed_number,
    "IDN002": malformed_alias,
    "IDN003": own_alias,
    "IDN004": no_org_study_id,
    "IDN005": own_number_as_org_study_id,
    "IDN006": org_study_id("NCT00000102"),
    "IDN007": org_study_id("A" * 31),
    "IDN008": repeated,
    "IDN010": own_number_as_secondary_id,
    "IDN011": secondary_id(id="2004-119-24", type="EUDRACT_NUMBER"),
    "IDN012": secondary_id(id="2021-001279-18", type="CTIS"),
    "IDN013": secondary_id(id="4711", type="OTHER_GRANT"),
    "IDN016": secondary_id(id="ISRCTN 17973604", type="REGISTRY", domain="ISRCTN"),
    "IDN017": secondary_id(id="U1111-1131438", type="OTHER", domain="UTN"),
    "IDN020": secondary_id(id="n/a", type="OTHER", domain="none"),
    "IDN021": secondary_id(id="4711" * 8, type="OTHER", domain="several"),
    "IDN022": org_study_id("ISRCTN00000000"),
    "IDN023": secondary_id(id="NCT0900001", type="REGISTRY", domain="ClinicalTrials.gov"),
}
