"""Records that have everything, and copies of them in which a text, a list or a name is long."""

import copy
from collections.abc import Callable, Iterator
from typing import Any, Final

import ctmodel
from ctmodel.formats.ctgov_v2.classes import table_of
from tests.laws.samples import UNKNOWN, full

Path = tuple[str | int, ...]

#: Nothing is estimated in the past, and what is yet to come is.
AS_OF: Final = "2020-01-01"


def _single(value: Any) -> Any:
    """Leave out unknown fields, and all items of a list but the first."""
    if type(value) is dict:
        return {key: _single(item) for key, item in value.items() if key not in UNKNOWN}
    return [_single(item) for item in value[:1]] if type(value) is list else value


def _base(**changed: dict[str, Any]) -> dict[str, Any]:
    """Make a record that has everything, and some modules of the protocol in which values are others."""
    payload: dict[str, Any] = _single(full(table_of(ctmodel.Trial)))
    payload["protocolSection"]["identificationModule"]["nctId"] = "NCT00000001"
    for module, values in changed.items():
        payload["protocolSection"][module].update(values)
    return payload


#: Between them, these ask nearly every rule.
BASES: Final = {
    "trial": _base(
        designModule={
            "studyType": "INTERVENTIONAL",
            "phases": ["PHASE1"],
            "designInfo": {
                "allocation": "NON_RANDOMIZED",
                "interventionModel": "PARALLEL",
                "maskingInfo": {"masking": "SINGLE", "whoMasked": ["PARTICIPANT"]},
            },
        },
        statusModule={
            "overallStatus": "RECRUITING",
            "startDateStruct": {"date": "2019-01", "type": "ACTUAL"},
            "completionDateStruct": {"date": "2030-01", "type": "ESTIMATED"},
        },
        eligibilityModule={
            "sex": "MALE",
            "healthyVolunteers": False,
            "minimumAge": "21 Years",
            "maximumAge": "40 Years",
        },
    ),
    "observational study": _base(
        designModule={"studyType": "OBSERVATIONAL"},
        statusModule={"overallStatus": "COMPLETED", "startDateStruct": {"date": "2010-01", "type": "ACTUAL"}},
        eligibilityModule={"sex": "ALL", "healthyVolunteers": True, "minimumAge": "21 Years"},
    ),
}
del BASES["observational study"]["protocolSection"]["eligibilityModule"]["maximumAge"]


def leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield place and value of all that is neither object nor list."""
    if type(value) is dict:
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    elif type(value) is list:
        for index, item in enumerate(value):
            yield from leaves(item, (*path, index))
    else:
        yield path, value


def containers(value: Any, kind: type, path: Path = ()) -> Iterator[Path]:
    """Yield the place of each object, or of each list."""
    if type(value) is kind:
        yield path
    if type(value) is dict:
        for key, item in value.items():
            yield from containers(item, kind, (*path, key))
    elif type(value) is list:
        for index, item in enumerate(value):
            yield from containers(item, kind, (*path, index))


def at(value: Any, path: Path) -> Any:
    """Return what is at a place."""
    for step in path:
        value = value[step]
    return value


def replaced(value: Any, path: Path, change: Callable[[Any], Any]) -> Any:
    """Return a copy in which one place is changed; all else is shared."""
    if not path:
        return change(value)
    new = copy.copy(value)
    new[path[0]] = replaced(value[path[0]], path[1:], change)
    return new


def field_of(path: Path) -> str:
    """Write a place as a JSON pointer."""
    return "".join(f"/{step}" for step in path)


#: How the items of a long list are named: by key, index and value.
Naming = Callable[[str, int, str], str]

_REFERENCES: Final = {"groupId": "id", "groupIds": "id", "armGroupLabels": "label", "interventionNames": "name"}
_NUMERIC: Final = frozenset(
    {"value", "numSubjects", "lowerLimit", "upperLimit", "spread", "pValue", "paramValue", "ciPctValue"}
)
_MILESTONES: Final = ("STARTED", "COMPLETED", "NOT COMPLETED")


def same(key: str, index: int, value: str) -> str:
    """Name all alike."""
    return value


def numbered(key: str, index: int, value: str) -> str:
    """Name each by its number, so that what refers to another finds it."""
    if key in _NUMERIC:
        # As many digits in each: what looks at longer numbers more closely does not grow faster for that.
        return str(10_000 + index)
    name = f"{_REFERENCES.get(key, key)} {index}"
    return f"Drug: {name}" if key == "interventionNames" else name


def astray(key: str, index: int, value: str) -> str:
    """Name each by its number; what refers to another finds none, but many that are nearly it."""
    name = numbered(key, index, value)
    return f"{name}x" if key in _REFERENCES else name


def respelt(key: str, index: int, value: str) -> str:
    """Name each by its number; what refers to another writes it otherwise."""
    name = numbered(key, index, value)
    return name.upper() if key in _REFERENCES else name


NAMINGS: Final[tuple[Naming, ...]] = (same, numbered, astray, respelt)


def long_list(items: list[Any], count: int, name: Naming, key: str) -> list[Any]:
    """Return a list of so many copies of its first item, each with names of its own."""
    return [_named(items[0], key, index, name) for index in range(count)]


def all_long(value: Any, count: int, name: Naming, key: str = "", index: int = 0) -> Any:
    """Return a copy in which each list is long: of the items of a list, the lists in the first are long, too."""
    if type(value) is dict:
        return {member: all_long(item, count, name, member, index) for member, item in value.items()}
    if type(value) is list:
        first = all_long(value[0], count, name, key)
        return [first, *(_named(value[0], key, place, name) for place in range(1, count))]
    return _named(value, key, index, name)


def _named(value: Any, key: str, index: int, name: Naming) -> Any:
    if type(value) is dict:
        return {member: _named(item, member, index, name) for member, item in value.items()}
    if type(value) is list:
        return [_named(item, key, index, name) for item in value]
    if value == "text":
        if key == "type":
            return _MILESTONES[index % 3] if index < 3 else f"type {index}"
        return name(key, index, value)
    return value
