"""Find what a payload holds that its tables do not expect: unknown fields, values that do not fit, unknown terms."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from attrs import frozen

from ctmodel.codec.compiling import functions_of
from ctmodel.codec.json_pointer import pointer_token
from ctmodel.codec.leaves import OneOf
from ctmodel.codec.nested import Many, One
from ctmodel.codec.schema import Kind, PlainObject, Table


class AnomalyKind(StrEnum):
    """What is unexpected about a value."""

    UNKNOWN_FIELD = "unknown field"
    MISFIT = "misfit"
    UNKNOWN_TERM = "unknown term"
    NULL = "null"
    BLANK = "blank text"
    EMPTY = "empty object or array"


@frozen
class Anomaly:
    """A value that the tables do not expect, and where it is."""

    kind: AnomalyKind
    #: JSON pointer of the value, relative to the payload.
    pointer: str
    #: Path in the model of the attribute, or of the object that has the unknown field.
    path: str
    value: Any
    #: What the value should be; for an unknown field, the object that it is in.
    expected: Kind | PlainObject

    @property
    def unheld(self) -> bool:
        """Whether no attribute holds the value; False for nulls and empty values."""
        if self.value is None or self.value == {} or self.value == []:
            return False
        return self.kind is AnomalyKind.UNKNOWN_FIELD or not self.expected.fits(self.value)


def anomalies(table: Table, payload: dict[str, Any], *, nested: bool = True) -> Iterator[Anomaly]:
    """Yield the anomalies of a payload, in its order; without ``nested``, skip objects that have their own class."""
    if functions_of(table).conforms(payload):
        return iter(())
    found = _in_object(table.root, payload, "", "", nested)
    return (odd for odd in found if odd.value != {} or odd.pointer not in table.left_empty)


def _in_object(node: PlainObject, json: dict[str, Any], pointer: str, path: str, nested: bool) -> Iterator[Anomaly]:
    for key, value in json.items():
        member = node.members.get(key)
        here = f"{pointer}/{pointer_token(key)}"
        if member is None:
            yield Anomaly(AnomalyKind.UNKNOWN_FIELD, here, path, value, node)
        elif not isinstance(member, PlainObject):
            below = f"{path}.{member.attribute}" if path else member.attribute
            yield from _in_value(member.kind, value, here, below, nested)
        elif type(value) is dict and value:
            yield from _in_object(member, value, here, path, nested)
        else:
            yield Anomaly(_anomaly_kind(value, member) or AnomalyKind.EMPTY, here, path, value, member)


def _in_value(kind: Kind, value: Any, pointer: str, path: str, nested: bool) -> Iterator[Anomaly]:
    if isinstance(kind, One) and type(value) is dict and value:
        if nested and not functions_of(kind.table).conforms(value):
            yield from _in_object(kind.table.root, value, pointer, path, nested)
    elif isinstance(kind, Many) and type(value) is list and value:
        index = 0
        for place, item in enumerate(value):
            fits = kind.item.fits(item)
            below = f"{path}[{index}]" if fits else path
            index += fits
            yield from _in_value(kind.item, item, f"{pointer}/{place}", below, nested)
    else:
        anomaly = _anomaly_kind(value, kind)
        if anomaly is not None:
            yield Anomaly(anomaly, pointer, path, value, kind)


def _anomaly_kind(value: Any, expected: Kind | PlainObject) -> AnomalyKind | None:
    if value is None:
        return AnomalyKind.NULL
    if type(value) is str and (not value or value.isspace()):
        return AnomalyKind.BLANK
    if not expected.fits(value):
        return AnomalyKind.MISFIT
    if isinstance(expected, OneOf) and value not in expected.known:
        return AnomalyKind.UNKNOWN_TERM
    return AnomalyKind.EMPTY if type(value) in (dict, list) and not value else None
