"""What a payload holds beyond the attributes of the model, and the place of an attribute in it."""

from typing import Any

from ctmodel.codec.anomalies import anomalies
from ctmodel.codec.json_pointer import pointer_keys
from ctmodel.codec.model_paths import ModelPaths
from ctmodel.codec.payload import copied
from ctmodel.formats.ctgov_v2.classes import payload_of, table_of
from ctmodel.model.sourced import Sourced


def extra_values(held: Sourced) -> dict[str, object]:
    """Return what an object's own JSON holds that no attribute does, by JSON pointer."""
    found = anomalies(table_of(type(held)), payload_of(held), nested=False)
    return {anomaly.pointer: copied(anomaly.value) for anomaly in found if anomaly.unheld}


def without_value(held: Sourced, pointer: str) -> dict[str, Any]:
    """Return the JSON of an object without the value at a pointer; what is not on the way to it is shared."""
    payload: dict[str, Any] = _without(payload_of(held), pointer_keys(pointer))
    return payload


def _without(json: Any, keys: list[str]) -> Any:
    first, *rest = keys
    key: Any = int(first) if type(json) is list else first
    json = json.copy()
    if rest:
        json[key] = _without(json[key], rest)
    else:
        del json[key]
    return json


def pointer(held: Sourced, path: str) -> str:
    """Return the JSON pointer into what ``held`` unstructures to of a model path, such as ``arms[0].label``.

    Raises:
        LookupError: the path leads to no attribute, or to an item that a list does not have.
    """
    return ModelPaths(table_of(type(held)), payload_of(held)).pointer(path)
