"""Damage that the rules about design, phase, masking and enrollment must see."""

from collections.abc import Callable
from typing import Any

Mutation = Callable[[dict[str, Any]], None]


def _design(payload: dict[str, Any], study_type: str = "INTERVENTIONAL") -> dict[str, Any]:
    module: dict[str, Any] = payload["protocolSection"]["designModule"]
    if module["studyType"] != study_type:
        raise KeyError(study_type)
    return module


def _late(payload: dict[str, Any]) -> None:
    if payload["protocolSection"]["statusModule"]["startDateStruct"]["date"] < "2017-02":
        raise KeyError("start")


def without(*path: str, study_type: str = "INTERVENTIONAL", late: bool = False) -> Mutation:
    def mutation(payload: dict[str, Any]) -> None:
        held = _design(payload, study_type)
        if late:
            _late(payload)
        for key in path[:-1]:
            held = held[key]
        del held[path[-1]]

    return mutation


def with_info(study_type: str = "INTERVENTIONAL", **values: Any) -> Mutation:
    def mutation(payload: dict[str, Any]) -> None:
        _design(payload, study_type)["designInfo"].update(values)

    return mutation


def with_phases(*phases: str, study_type: str = "INTERVENTIONAL") -> Mutation:
    def mutation(payload: dict[str, Any]) -> None:
        _design(payload, study_type)["phases"] = list(phases)

    return mutation


def registry_without_duration(payload: dict[str, Any]) -> None:
    module = _design(payload, "OBSERVATIONAL")
    module["patientRegistry"] = True
    del module["targetDuration"]


def one_party_less(payload: dict[str, Any]) -> None:
    del _design(payload)["designInfo"]["maskingInfo"]["whoMasked"][1]


def masking_without_parties(payload: dict[str, Any]) -> None:
    _late(payload)
    del _design(payload)["designInfo"]["maskingInfo"]["whoMasked"]


def with_model(model: str, allocation: str, arms: slice) -> Mutation:
    def mutation(payload: dict[str, Any]) -> None:
        module = payload["protocolSection"]["armsInterventionsModule"]
        if len(module["armGroups"]) < 2:
            raise IndexError(len(module["armGroups"]))
        with_info(interventionModel=model, allocation=allocation)(payload)
        module["armGroups"] = module["armGroups"][arms]

    return mutation


def one_masked_arm(payload: dict[str, Any]) -> None:
    module = payload["protocolSection"]["armsInterventionsModule"]
    _design(payload)["designInfo"]["maskingInfo"]["whoMasked"][0]
    del module["armGroups"][1:]


def randomized_title(payload: dict[str, Any]) -> None:
    with_info(allocation="NA")(payload)
    payload["protocolSection"]["identificationModule"]["briefTitle"] = "A Randomized Trial"


def enrolled(status: str, **values: Any) -> Mutation:
    def mutation(payload: dict[str, Any]) -> None:
        _design(payload)["enrollmentInfo"].update(values)
        payload["protocolSection"]["statusModule"]["overallStatus"] = status

    return mutation


def completed_with_estimate(payload: dict[str, Any]) -> None:
    _design(payload)["enrollmentInfo"]["type"] = "ESTIMATED"
    payload["protocolSection"]["statusModule"]["primaryCompletionDateStruct"]["type"] = "ACTUAL"


def no_device(payload: dict[str, Any]) -> None:
    with_info(primaryPurpose="DEVICE_FEASIBILITY")(payload)
    for intervention in payload["protocolSection"]["armsInterventionsModule"]["interventions"]:
        intervention["type"] = "DRUG"


def described(text: str, *who: str) -> Mutation:
    def mutation(payload: dict[str, Any]) -> None:
        info = _design(payload)["designInfo"]
        if info["maskingInfo"]["whoMasked"] != list(who):
            raise KeyError(who)
        info["maskingInfo"]["maskingDescription"] = text

    return mutation


def masked_without_intervention(payload: dict[str, Any]) -> None:
    module = payload["protocolSection"]["armsInterventionsModule"]
    arms = module["armGroups"]
    if "PARTICIPANT" not in _design(payload)["designInfo"]["maskingInfo"]["whoMasked"]:
        raise KeyError("PARTICIPANT")
    del arms[2:], arms[1]["interventionNames"], arms[0]["interventionNames"][1:]
    arms[1]["type"] = "NO_INTERVENTION"
    given = arms[0]["interventionNames"][0]
    module["interventions"] = [held for held in module["interventions"] if given.endswith(f": {held['name']}")]
    module["interventions"][0]["armGroupLabels"] = [arms[0]["label"]]


MUTATIONS = {
    "DES001": without("designInfo", "allocation", late=True),
    "DES003": without("designInfo", "interventionModel"),
    "DES004": without("designInfo", "primaryPurpose", late=True),
    "DES005": without("designInfo", "maskingInfo", late=True),
    "DES006": with_info(observationalModel="COHORT"),
    "DES007": without("phases"),
    "DES008": with_info("OBSERVATIONAL", allocation="RANDOMIZED"),
    "DES009": without("designInfo", "observationalModel", study_type="OBSERVATIONAL"),
    "DES010": without("designInfo", "timePerspective", study_type="OBSERVATIONAL"),
    "DES011": with_phases("PHASE4", study_type="OBSERVATIONAL"),
    "DES012": registry_without_duration,
    "DES013": with_phases("PHASE2", "PHASE1"),
    "DES016": one_party_less,
    "DES017": masking_without_parties,
    "DES019": with_info(interventionModel="SINGLE_GROUP", allocation="RANDOMIZED"),
    "DES021": with_info(interventionModel="SINGLE_GROUP", allocation="NON_RANDOMIZED"),
    "DES022": with_model("SINGLE_GROUP", "NA", slice(None)),
    "DES023": with_model("PARALLEL", "RANDOMIZED", slice(1)),
    "DES025": with_model("PARALLEL", "NA", slice(None)),
    "DES026": one_masked_arm,
    "DES028": randomized_title,
    "DES030": without("enrollmentInfo", "count"),
    "DES031": enrolled("COMPLETED", count=0),
    "DES033": enrolled("COMPLETED", type="ESTIMATED"),
    "DES034": enrolled("RECRUITING", type="ACTUAL"),
    "DES036": completed_with_estimate,
    "DES037": no_device,
    "DES038": described("This is an open-label study.", "PARTICIPANT", "INVESTIGATOR"),
    "DES039": described("Outcome assessors will be blinded.", "PARTICIPANT"),
    "DES040": masked_without_intervention,
}
