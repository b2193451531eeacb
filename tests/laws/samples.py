"""JSON in which a class has everything, made from its table, and values to set."""

from typing import Any

from ctmodel.codec.compiling import functions_of
from ctmodel.codec.leaves import FixedForm, OneOf, Plain
from ctmodel.codec.nested import Many, One
from ctmodel.codec.schema import Kind, PlainObject, Table
from ctmodel.values import Age, Duration, PartialDate

UNKNOWN = {"zz": [None, {"x": 1.0}]}
_WRITTEN: dict[str, list[Any]] = {
    "date": [PartialDate("2010-10-12"), PartialDate("2024-02-29")],
    "partial_date": [PartialDate("2010-09"), PartialDate("1999")],
    "date_time": [PartialDate("2010-10-12T08:30"), PartialDate("2024-02-29T00:00")],
    "age": [Age(3, "Years"), Age(1, "Month")],
    "duration": [Duration(5, "Years"), Duration(1, "Day")],
}
_PLAIN: dict[type, list[Any]] = {str: ["text", "a/b ~ é"], bool: [True, False], int: [0, 2**70], float: [1.5, -0.0]}


def full(table: Table) -> dict[str, Any]:
    """Return JSON that fills every attribute of a class, with an unknown field in every object."""
    return _hop(table.root)


def _hop(hop: PlainObject) -> dict[str, Any]:
    filled = {
        key: _hop(member) if isinstance(member, PlainObject) else _json(member.kind)
        for key, member in hop.members.items()
    }
    return {**filled, **UNKNOWN}


def _json(kind: Kind) -> Any:
    if isinstance(kind, One):
        return full(kind.table)
    if isinstance(kind, Many):
        return [_json(kind.item), _json(kind.item)]
    value = values(kind)[0]
    return value.text if isinstance(kind, FixedForm) else str(value) if isinstance(kind, OneOf) else value


def values(kind: Kind) -> list[Any]:
    """Return two values that an attribute of a kind can hold."""
    if isinstance(kind, One):
        return [kind.table.cls(), functions_of(kind.table).structure(full(kind.table))]
    if isinstance(kind, Many):
        one, other = values(kind.item)
        return [[one], [other, one, other]]
    if isinstance(kind, OneOf):
        return [list(kind.vocabulary)[-1], "a token that is not known yet"]
    if isinstance(kind, FixedForm):
        return _WRITTEN[kind.name]
    assert isinstance(kind, Plain)
    return _PLAIN[kind.types[0]]


def misfits(value: Any) -> Any:
    """Return JSON of the same shape in which nothing but objects fits."""
    if type(value) is dict:
        return {key: misfits(item) for key, item in value.items()}
    if type(value) is list:
        return [["no item"], *map(misfits, value)] if value and type(value[0]) is dict else 7
    return {"no": "value"}
