"""What a payload holds beyond the attributes of the model, and where an attribute is in it."""

from typing import Any

from ctmodel.codec.anomalies import anomalies
from ctmodel.codec.json_pointer import pointer_keys
from ctmodel.codec.model_paths import ModelPaths
from ctmodel.codec.payload import copied
from ctmodel.formats.ctgov_v2.classes import payload_of, table_of
from ctmodel.model.sourced import Sourced


def extra_values(held: Sourced) -> dict[str, object]:
    """Return the values in an object's JSON that no attribute holds, by JSON pointer."""
    found = anomalies(table_of(type(held)), payload_of(held), nested=False)
    return {anomaly.pointer: copied(anomaly.value) for anomaly in found if anomaly.unheld}


def without_value(held: Sourced, pointer: str) -> dict[str, Any]:
    """Return the JSON of an object without the value at a pointer; unaffected parts are shared."""
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
    """Return the JSON pointer of a model path, such as ``arms[0].label``, in the payload that ``held`` unstructures to.

    Raises:
        LookupError: the model does not have the attribute, or the list does not have the item.
    """
    return ModelPaths(table_of(type(held)), payload_of(held)).pointer(path)
