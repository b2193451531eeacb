"""The JSON Schema of a study, made from the tables, the vocabularies and the registry's list of fields."""

from collections.abc import Iterator
from typing import Any, Final

from ctmodel.codec.leaves import FixedForm, OneOf, Plain
from ctmodel.codec.nested import Many, One
from ctmodel.codec.schema import Kind, Member, PlainObject, Table
from ctmodel.formats.ctgov_v2.classes import tables
from ctmodel.formats.ctgov_v2.fields import RETIRED, Field, fields
from ctmodel.formats.ctgov_v2.tables.protocol import TRIAL
from ctmodel.formats.ctgov_v2.text_forms import TEXT_FORMS, text_schema
from ctmodel.terms.term import Term

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_TITLE: Final = "Study of the ClinicalTrials.gov API v2"
_DESCRIPTION: Final = (
    "One registered clinical trial, as ctmodel reads it. A value is invalid if its field cannot hold it. Unknown "
    "fields and unknown terms of vocabularies are valid, and no field is required."
)
#: The beginning of every reference to a definition.
POINTER: Final = "#/$defs/"
_TYPES: Final[dict[type, str]] = {str: "string", bool: "boolean", int: "integer", float: "number"}

#: The registry's fields for each member of a table; several if its class has several places in a study.
_Places = dict[Member | PlainObject, list[Field]]


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of one study of the ClinicalTrials.gov API v2.

    The schema is as strict as the model: a value, including null, is invalid if no attribute can hold it.
    Vocabularies are open, unknown fields are allowed, and no field is required.
    Titles and descriptions give the registry's data elements, their definitions and their limits.
    Each call returns a new object.

    Example:
        >>> import ctmodel
        >>> ctmodel.schema()["$defs"]["Arm"]["properties"]["label"]["title"]
        'Arm Title'
    """
    return {
        "$schema": _DIALECT,
        "title": _TITLE,
        "description": _DESCRIPTION,
        "$ref": f"{POINTER}{TRIAL.cls.__name__}",
        "$defs": definitions(),
    }


def definitions() -> dict[str, dict[str, Any]]:
    """Return the definitions in the schema by name: classes, vocabularies and text forms."""
    places = _places()
    found = {}
    for table in tables().values():
        found[table.cls.__name__] = _titled(table.cls, _object(table.root, places))
        for kind in _leaves(table):
            if isinstance(kind, OneOf):
                found[kind.vocabulary.__name__] = _vocabulary(kind.vocabulary)
            elif isinstance(kind, FixedForm):
                found[TEXT_FORMS[kind.name].name] = _form(kind)
    return dict(sorted(found.items()))


def _places() -> _Places:
    found: _Places = {}
    pending = [("", TRIAL.root)]
    while pending:
        path, node = pending.pop(0)
        for key, member in node.members.items():
            here, inner = f"{path}{key}", member if isinstance(member, PlainObject) else member.kind
            if isinstance(inner, Many):
                here, inner = f"{here}[]", inner.item
            found.setdefault(member, []).append(fields()[here])
            if isinstance(inner, One | PlainObject):
                pending.append((f"{here}.", inner.table.root if isinstance(inner, One) else inner))
    return found


def _leaves(table: Table) -> Iterator[Kind]:
    for _, row in table.rows():
        yield row.kind.item if isinstance(row.kind, Many) else row.kind


def _object(node: PlainObject, places: _Places) -> dict[str, Any]:
    members = {key: _member(member, places) for key, member in node.members.items()}
    return {"type": "object", "properties": members, "additionalProperties": True}


def _member(member: Member | PlainObject, places: _Places) -> dict[str, Any]:
    held = _object(member, places) if isinstance(member, PlainObject) else _value(member.kind)
    return {**held, **_annotations(places[member])}


def _value(kind: Kind) -> dict[str, Any]:
    if isinstance(kind, Many):
        return {"type": "array", "items": _value(kind.item)}
    if isinstance(kind, Plain):
        return {"type": _TYPES[kind.types[0]]}
    return {"$ref": f"{POINTER}{_name(kind)}"}


def _name(kind: Kind) -> str:
    """Return the name of the definition for a kind."""
    if isinstance(kind, One):
        return kind.table.cls.__name__
    if isinstance(kind, OneOf):
        return kind.vocabulary.__name__
    if isinstance(kind, FixedForm):
        return TEXT_FORMS[kind.name].name
    raise TypeError(f"there is no JSON Schema for the kind {type(kind).__name__}")


def _annotations(held: list[Field]) -> dict[str, Any]:
    """Return the name, definition and limit of the fields that a member holds, and whether they are retired."""
    names = dict.fromkeys(field.data_element or field.piece for field in held)
    found: dict[str, Any] = {"title": next(iter(names))} if len(names) == 1 else {}
    told = [(field.data_element or field.piece, _definition(field)) for field in held]
    lines = dict.fromkeys(line if "title" in found else f"{name}: {line}" for name, line in told if line)
    if lines:
        found["description"] = "\n".join(lines)
    if all(field.path in RETIRED for field in held):
        found["deprecated"] = True
    return found


def _definition(field: Field) -> str:
    limit = f"at most {field.max_chars} characters" if field.max_chars else ""
    return "; ".join(filter(None, (field.definition, limit)))


def _vocabulary(vocabulary: type[Term]) -> dict[str, Any]:
    known: list[dict[str, str]] = [{"const": term.value, "title": term.label} for term in vocabulary]
    newer = {"title": "Any other term"}
    return _titled(vocabulary, {"type": "string", "anyOf": [*known, newer]})


def _form(kind: FixedForm) -> dict[str, Any]:
    form = TEXT_FORMS[kind.name]
    described = {"title": form.name, "description": kind.expected[0].upper() + kind.expected[1:]}
    return {**described, **text_schema(form.pattern), "examples": list(form.examples)}


def _titled(cls: type, defined: dict[str, Any]) -> dict[str, Any]:
    """Add the name of a class and the first paragraph of its docstring, unless docstrings are stripped."""
    told = {"title": cls.__name__}
    if cls.__doc__:
        told["description"] = " ".join(cls.__doc__.split("\n\n")[0].split()).replace("`", "")
    return {**told, **defined}
