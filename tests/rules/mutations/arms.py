"""Damage that the rules about arms and interventions must see."""

from collections.abc import Callable
from typing import Any

Mutation = Callable[[dict[str, Any]], None]


def _module(payload: dict[str, Any], *, interventional: bool = True) -> dict[str, Any]:
    protocol = payload["protocolSection"]
    if (protocol["designModule"]["studyType"] == "INTERVENTIONAL") != interventional:
        raise KeyError("studyType")
    module: dict[str, Any] = protocol["armsInterventionsModule"]
    return module


def _late(payload: dict[str, Any]) -> dict[str, Any]:
    if payload["protocolSection"]["statusModule"]["startDateStruct"]["date"] < "2017-02":
        raise KeyError("start")
    return _module(payload)


def no_arms(payload: dict[str, Any]) -> None:
    del _late(payload)["armGroups"]


def no_interventions(payload: dict[str, Any]) -> None:
    del _module(payload)["interventions"]


def in_arm(index: int = 0, **values: Any) -> Mutation:
    def mutation(payload: dict[str, Any]) -> None:
        _module(payload)["armGroups"][index].update(values)

    return mutation


def in_intervention(**values: Any) -> Mutation:
    def mutation(payload: dict[str, Any]) -> None:
        _module(payload)["interventions"][0].update(values)

    return mutation


def label_repeated(payload: dict[str, Any]) -> None:
    arms = _module(payload)["armGroups"]
    arms[1]["label"] = arms[0]["label"]


def label_with_blank(payload: dict[str, Any]) -> None:
    arms = _module(payload)["armGroups"]
    arms[1]["label"] = f"{arms[0]['label']} "


def arm_unlinked(payload: dict[str, Any]) -> None:
    module = _module(payload)
    del module["armGroups"][1]["interventionNames"]
    for intervention in module["interventions"]:
        intervention["armGroupLabels"] = [module["armGroups"][0]["label"]]


def intervention_unlinked(payload: dict[str, Any]) -> None:
    module = _module(payload)
    del module["interventions"][0]["armGroupLabels"]
    for arm in module["armGroups"]:
        arm["interventionNames"] = arm["interventionNames"][:0]


def nothing_received(payload: dict[str, Any]) -> None:
    arm = _module(payload)["armGroups"][0]
    arm["interventionNames"][0]
    arm["type"] = "NO_INTERVENTION"


def no_arm_type(payload: dict[str, Any]) -> None:
    del _late(payload)["armGroups"][0]["type"]


def group_with_type(payload: dict[str, Any]) -> None:
    _module(payload, interventional=False)["armGroups"][0]["type"] = "EXPERIMENTAL"


def no_description(payload: dict[str, Any]) -> None:
    del _late(payload)["interventions"][0]["description"]


def link_removed(payload: dict[str, Any]) -> None:
    del _module(payload)["interventions"][0]["armGroupLabels"][0]


def controls_alone(payload: dict[str, Any]) -> None:
    payload["protocolSection"]["designModule"]["designInfo"]["interventionModel"] = "PARALLEL"
    for arm in _module(payload)["armGroups"]:
        arm["type"] = "PLACEBO_COMPARATOR"


def no_name(payload: dict[str, Any]) -> None:
    del _module(payload)["interventions"][0]["name"]


def placebo_unlisted(payload: dict[str, Any]) -> None:
    module = _module(payload)
    arms, product = module["armGroups"], module["armGroups"][0]["interventionNames"][0]
    del arms[2:]
    arms[0].update(type="EXPERIMENTAL", interventionNames=[product])
    arms[1].update(type="PLACEBO_COMPARATOR", interventionNames=[product])
    module["interventions"] = [held for held in module["interventions"] if product.endswith(f": {held['name']}")]
    for intervention in module["interventions"]:
        intervention["armGroupLabels"] = [arm["label"] for arm in arms]


def placebo_as_experimental(payload: dict[str, Any]) -> None:
    module = _module(payload)
    label = module["armGroups"][0]["label"] = "Placebo"
    module["armGroups"] = [{"label": label, "type": "EXPERIMENTAL", "interventionNames": ["Drug: Placebo"]}]
    module["interventions"] = [{"type": "DRUG", "name": "Placebo", "armGroupLabels": [label]}]


def interventions_lost(payload: dict[str, Any]) -> None:
    module = _module(payload)
    module["armGroups"][0]["interventionNames"][0]
    del module["interventions"]


def single_arm_title(payload: dict[str, Any]) -> None:
    _module(payload)["armGroups"][1]
    payload["protocolSection"]["identificationModule"]["briefTitle"] = "A Single-Arm Study of Aspirin"


MUTATIONS = {
    "ARM001": no_arms,
    "ARM003": no_interventions,
    "ARM004": label_repeated,
    "ARM005": label_with_blank,
    "ARM007": in_arm(interventionNames=["Drug: unknown"]),
    "ARM008": arm_unlinked,
    "ARM009": nothing_received,
    "ARM010": no_arm_type,
    "ARM012": group_with_type,
    "ARM014": in_arm(label="long " * 21),
    "ARM015": in_arm(description="long " * 201),
    "ARM018": in_intervention(armGroupLabels=["unknown"]),
    "ARM019": intervention_unlinked,
    "ARM020": no_description,
    "ARM022": in_intervention(name="long " * 41),
    "ARM023": in_intervention(description="long " * 201),
    "ARM026": link_removed,
    "ARM027": controls_alone,
    "ARM028": no_name,
    "ARM029": placebo_unlisted,
    "ARM030": interventions_lost,
    "ARM031": placebo_as_experimental,
    "TTL011": single_arm_title,
}
