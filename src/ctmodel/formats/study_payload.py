"""Build the payload of a study from the values of attributes, with the tables of the native format."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from ctmodel.codec.model_paths import members_on
from ctmodel.codec.nested import Many, One
from ctmodel.codec.schema import Kind, PlainObject, Table
from ctmodel.formats import native


@cache  # tables have few paths
def kind_at(path: str) -> Kind | None:
    """Return the kind of an attribute of a trial in the native format; ``[]`` marks items of a list."""
    try:
        *_, (_, member) = members_on(native.TRIAL, path)
    except KeyError:
        return None
    return member.kind


def fits(kind: Kind | None, value: Any) -> bool:
    """Whether the native format can hold a value; an object is given as a dict of its values by attribute."""
    if isinstance(kind, Many):
        return type(value) is list and all(fits(kind.item, item) for item in value)
    if isinstance(kind, One) and type(value) is dict:
        return all(fits(kind.table.places[name][1].kind, item) for name, item in value.items())
    return kind is not None and kind.fits(value)


def study_payload(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the payload of a study with the given values of attributes, in the registry's key order."""
    payload: dict[str, Any] = {}
    for path, value in values.items():
        _put(native.TRIAL, payload, path.split("."), value)
    return _in_order(native.TRIAL.root, payload)


def _put(table: Table, json: dict[str, Any], steps: list[str], value: Any) -> None:
    place, member = table.places[steps[0]]
    for key in place[:-1]:
        json = json.setdefault(key, {})
    kind = member.kind
    if len(steps) > 1 and isinstance(kind, One):
        _put(kind.table, json.setdefault(place[-1], {}), steps[1:], value)
    elif isinstance(kind, Many) and isinstance(kind.item, One):
        json[place[-1]] = [_object(kind.item.table, item) for item in value]
    else:
        json[place[-1]] = value


def _object(table: Table, values: Mapping[str, Any]) -> dict[str, Any]:
    json: dict[str, Any] = {}
    for attribute, value in values.items():
        _put(table, json, attribute.split("."), value)
    return _in_order(table.root, json)


def _in_order(node: PlainObject, json: dict[str, Any]) -> dict[str, Any]:
    ordered = {}
    for key, member in node.members.items():
        if key in json:
            value = json[key]
            if isinstance(member, PlainObject):
                value = _in_order(member, value)
            elif isinstance(member.kind, One):
                value = _in_order(member.kind.table.root, value)
            ordered[key] = value
    return ordered
