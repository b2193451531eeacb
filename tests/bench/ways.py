"""The ways to read a record, to read and write it, or to check it, that are compared."""

from collections.abc import Callable, Iterator
from operator import attrgetter
from pathlib import Path
from typing import Any

import attrs
import fastjsonschema
import jsonschema_rs
import msgspec
import orjson
import yaml
from cattrs.preconf.orjson import make_converter
from jsonschema import Draft202012Validator
from peer import Generated

import ctmodel
from ctmodel.model.criteria.lists import split_lists
from ctmodel.model.criteria.splitting import split_blocks
from ctmodel.model.sourced import Sourced
from ctmodel.model.trial import SECTIONS
from ctmodel.rules import RULES, rule
from ctmodel.rules.structure import STRUCTURE

#: What is done with the JSON text of one record.
Way = Callable[[bytes], object]

ORJSON = "orjson.loads"
ORJSON_BACK = "orjson.loads, orjson.dumps"
MSGSPEC = "msgspec.json.decode, untyped"
MSGSPEC_STRUCTS = "msgspec, entire study, typed structs"
ENCODED = "msgspec.json.encode of msgspec.json.decode, untyped"
CATTRS = "cattrs, entire study, dataclasses of orjson.loads"
PROTOCOL = "ctmodel, other sections not used"
ALL = "ctmodel, all sections"
BACK = "ctmodel, read and written"
ALL_BACK = "ctmodel, read, all sections used, and written"
CHECKED = "ctmodel, read, all default rules run"
SPLIT = "ctmodel, read, criteria split"
LOADED = "ctmodel, all sections, criteria split"
STRUCTURE_CHECKED = "ctmodel, read, structure checked"
ASKED = "ctmodel, read, structure checked, as many rules run without findings"
JSONSCHEMA = "jsonschema, all errors of msgspec.json.decode"
JSONSCHEMA_RS = "jsonschema-rs, all errors of orjson.loads"
FASTJSONSCHEMA = "fastjsonschema, the first error of msgspec.json.decode"
PYDANTIC_PROTOCOL = "pydantic, protocol section, model_validate(orjson.loads)"
PYDANTIC_PROTOCOL_JSON = "pydantic, protocol section, model_validate_json"
PYDANTIC = "pydantic, entire study, model_validate(orjson.loads)"
PYDANTIC_JSON = "pydantic, entire study, model_validate_json"

_DIALECT = Draft202012Validator.META_SCHEMA["$id"]
_use_sections = attrgetter(*SECTIONS)


def ways(generated: Generated, openapi: Path) -> dict[str, Way]:
    """Return all ways by name, from the registry's OpenAPI document and the classes generated from it."""
    study, protocol = generated.pydantic.Study, generated.pydantic.ProtocolStudy
    components = yaml.safe_load(openapi.read_text(encoding="utf-8"))["components"]
    schema = {"$schema": _DIALECT, "$ref": "#/components/schemas/Study", "components": components}
    structure = [held.code for held in STRUCTURE]
    silent = frozenset(_silent_rules(sum(held.default and held.check is not None for held in RULES)))
    return {
        ORJSON: orjson.loads,
        ORJSON_BACK: lambda text: orjson.dumps(orjson.loads(text)),
        MSGSPEC: msgspec.json.decode,
        MSGSPEC_STRUCTS: msgspec.json.Decoder(generated.structs.Study).decode,
        ENCODED: lambda text: msgspec.json.encode(msgspec.json.decode(text)).decode(),
        CATTRS: _with_cattrs(generated.dataclasses.Study),
        PROTOCOL: ctmodel.loads,
        ALL: _all_sections,
        BACK: lambda text: ctmodel.dumps(ctmodel.loads(text)),
        ALL_BACK: lambda text: ctmodel.dumps(_all_sections(text)),
        CHECKED: lambda text: ctmodel.validate(ctmodel.loads(text)),
        SPLIT: lambda text: _split(ctmodel.loads(text)),
        LOADED: lambda text: _split(_all_sections(text)),
        STRUCTURE_CHECKED: lambda text: ctmodel.validate(ctmodel.loads(text), select=structure),
        ASKED: lambda text: ctmodel.validate(ctmodel.loads(text), rules=silent),
        JSONSCHEMA: _with_jsonschema(Draft202012Validator(schema)),
        JSONSCHEMA_RS: _with_jsonschema_rs(schema),
        FASTJSONSCHEMA: _with_fastjsonschema(fastjsonschema.compile(schema)),
        PYDANTIC_PROTOCOL: lambda text: protocol.model_validate(orjson.loads(text)),
        PYDANTIC_PROTOCOL_JSON: protocol.model_validate_json,
        PYDANTIC: lambda text: study.model_validate(orjson.loads(text)),
        PYDANTIC_JSON: study.model_validate_json,
    }


def _all_sections(text: bytes) -> ctmodel.Trial:
    trial = ctmodel.loads(text)
    _use_sections(trial)
    return trial


def objects_in(held: object) -> int:
    """Count the objects of the model in a trial or a part of it."""
    if isinstance(held, list):
        return sum(map(objects_in, held))
    if not isinstance(held, Sourced):
        return 0
    return 1 + sum(objects_in(getattr(held, field.name)) for field in attrs.fields(type(held)))


def _split(trial: ctmodel.Trial) -> None:
    """Split the criteria of a trial, none of which is remembered."""
    eligibility = trial.eligibility
    if eligibility is not None and eligibility.text and split_lists(eligibility.text) is None:
        split_blocks(eligibility.text)


def _silent_rules(count: int) -> Iterator[Any]:
    def silent(trial: ctmodel.Trial) -> Iterator[tuple[str, str]]:
        """Nothing."""
        if trial.nct_id == "":
            yield "nct_id", "never said"

    for number in range(count):
        yield rule(f"NIL{number:03}", severity=ctmodel.Severity.NOTE, source="measuring", reads="nct_id")(silent)


def _with_jsonschema(validator: Draft202012Validator) -> Way:
    return lambda text: list(validator.iter_errors(msgspec.json.decode(text)))


def _with_jsonschema_rs(schema: dict[str, Any]) -> Way:
    validator = jsonschema_rs.validator_for(schema)
    return lambda text: list(validator.iter_errors(orjson.loads(text)))


def _with_cattrs(study: type) -> Way:
    converter = make_converter()
    return lambda text: converter.structure(orjson.loads(text), study)


def _with_fastjsonschema(check: Callable[[Any], object]) -> Way:
    def way(text: bytes) -> object:
        try:
            return check(msgspec.json.decode(text))
        except fastjsonschema.JsonSchemaException as error:
            return error

    return way
