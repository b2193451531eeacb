"""The ways to read a record, or to read and write it, that are compared."""

from collections.abc import Callable
from operator import attrgetter
from types import ModuleType

import msgspec
import orjson

import ctmodel

#: What is done with the JSON text of one record.
Way = Callable[[bytes], object]

ORJSON = "orjson.loads"
ORJSON_BACK = "orjson.loads, orjson.dumps"
MSGSPEC = "msgspec.json.decode, untyped"
PROTOCOL = "ctmodel, other sections left for their first use"
ALL = "ctmodel, all sections"
BACK = "ctmodel, read and written"
ALL_BACK = "ctmodel, read, all sections used, and written"
CHECKED = "ctmodel, read, and all default rules asked"
PYDANTIC_PROTOCOL = "pydantic, protocol section, model_validate(orjson.loads)"
PYDANTIC_PROTOCOL_JSON = "pydantic, protocol section, model_validate_json"
PYDANTIC = "pydantic, whole study, model_validate(orjson.loads)"
PYDANTIC_JSON = "pydantic, whole study, model_validate_json"

_use_sections = attrgetter("results", "annotations", "documents", "derived")


def ways(generated: ModuleType) -> dict[str, Way]:
    """Return all ways by name; the module holds the generated pydantic models."""
    study, protocol = generated.Study, generated.ProtocolStudy
    return {
        ORJSON: orjson.loads,
        ORJSON_BACK: lambda text: orjson.dumps(orjson.loads(text)),
        MSGSPEC: msgspec.json.decode,
        PROTOCOL: ctmodel.loads,
        ALL: _all_sections,
        BACK: lambda text: ctmodel.dumps(ctmodel.loads(text)),
        ALL_BACK: lambda text: ctmodel.dumps(_all_sections(text)),
        CHECKED: lambda text: ctmodel.validate(ctmodel.loads(text)),
        PYDANTIC_PROTOCOL: lambda text: protocol.model_validate(orjson.loads(text)),
        PYDANTIC_PROTOCOL_JSON: protocol.model_validate_json,
        PYDANTIC: lambda text: study.model_validate(orjson.loads(text)),
        PYDANTIC_JSON: study.model_validate_json,
    }


def _all_sections(text: bytes) -> ctmodel.Trial:
    trial = ctmodel.loads(text)
    _use_sections(trial)
    return trial
