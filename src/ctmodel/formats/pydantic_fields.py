"""Use the classes of the model as types of pydantic fields; :mod:`ctmodel.values.in_pydantic` imports this module.

Objects of classes with a table are validated with :func:`ctmodel.structure` and written with
:func:`ctmodel.unstructure`, so that nothing is lost. Their JSON Schema is taken from :func:`ctmodel.schema`, whose
definitions become pydantic definitions.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, Final

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticKnownError, PydanticSerializationUnexpectedValue
from pydantic_core.core_schema import (
    CoreSchema,
    any_schema,
    definitions_schema,
    no_info_plain_validator_function,
    plain_serializer_function_ser_schema,
)

from ctmodel.codec.compiling import functions_of
from ctmodel.codec.payload import copied
from ctmodel.formats.native import payload_of, structure, table_of, tables
from ctmodel.formats.native_schema import ANY_DATE, POINTER, TEXT_FORMS, definitions, text_schema
from ctmodel.model.trial import Trial
from ctmodel.values import Age, Duration, PartialDate

#: The metadata key under which a core schema keeps the definitions that its JSON Schema refers to.
_PARTS: Final = "ctmodel_parts"

#: The values that are written as text: the function that reads them, and the pattern of their texts.
_TEXTS: Final[Mapping[type, tuple[Callable[[str], object], str]]] = {
    PartialDate: (PartialDate, ANY_DATE),
    Age: (Age.parse, TEXT_FORMS["age"].pattern),
    Duration: (Duration.parse, TEXT_FORMS["duration"].pattern),
}


def core_schema_of(cls: type, handler: GetCoreSchemaHandler) -> CoreSchema:
    """Return the core schema with which pydantic validates and writes objects of a class."""
    if cls in _TEXTS:
        return _core_schema(cls, _text_reader(cls), str)
    parts = {name: handler.resolve_ref_schema(handler.generate_schema(_type(name))) for name in _parts(cls.__name__)}
    # Pydantic copies what is written, so that callers do not get the payload itself.
    return _core_schema(cls, _reader(cls), payload_of, ref=_reference(cls.__name__), metadata={_PARTS: parts})


def json_schema_of(cls: type, core_schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
    """Return the JSON Schema of a class, with references in pydantic's form."""
    if cls in _TEXTS:
        _, pattern = _TEXTS[cls]
        return text_schema(pattern)
    parts: dict[str, CoreSchema] = core_schema["metadata"][_PARTS]
    # The handler is for the schema of this class; wrapped, the schema of another class is handled separately.
    references = {name: handler(definitions_schema(part, [])) for name, part in parts.items()}
    described: dict[str, Any] = _referring(_definitions()[cls.__name__], references)
    return described


def _core_schema(
    cls: type, read: Callable[[Any], object], write: Callable[[Any], object], **options: Any
) -> CoreSchema:
    def validated(value: Any) -> object:
        return value if type(value) is cls else read(value)

    def written(value: Any) -> object:
        if type(value) is not cls:  # pydantic tries the next part of a union, or warns
            raise PydanticSerializationUnexpectedValue(f"Expected `{cls.__name__}`")
        return write(value)

    validated.__name__ = cls.__name__  # the name that a ValidationError shows
    writing = plain_serializer_function_ser_schema(written)
    return no_info_plain_validator_function(validated, serialization=writing, **options)


def _reader(cls: type) -> Callable[[Any], object]:
    structured = structure if cls is Trial else lambda payload: functions_of(table_of(cls)).structure(copied(payload))

    def read(payload: Any) -> object:
        if not isinstance(payload, dict):
            raise PydanticKnownError("model_type", {"class_name": cls.__name__})
        try:
            return structured(payload)
        except TypeError as error:  # pydantic would not report it as a validation error
            raise ValueError(str(error)) from None

    return read


def _text_reader(cls: type) -> Callable[[Any], object]:
    reading, _ = _TEXTS[cls]

    def read(text: Any) -> object:
        if not isinstance(text, str):
            raise PydanticKnownError("string_type")
        return reading(text)

    return read


class _Definition:
    """The type of a definition without a class in the model: a vocabulary or a text form."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return any_schema(ref=_reference(cls.__name__))

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        described: dict[str, Any] = _referring(_definitions()[cls.__name__], {})
        return described


@cache
def _type(name: str) -> type:
    """Return the type for a definition."""
    classes = {cls.__name__: cls for cls in tables()}
    return classes.get(name) or type(name, (_Definition,), {})


def _reference(name: str) -> str:
    """The reference to a definition, in the form from which pydantic derives its name."""
    return f"ctmodel.{name}:{name}"


@cache
def _definitions() -> dict[str, dict[str, Any]]:
    return definitions()


@cache
def _parts(name: str) -> tuple[str, ...]:
    """The names of the definitions that a definition refers to."""
    return tuple(dict.fromkeys(_references(_definitions()[name])))


def _references(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        if "$ref" in schema:
            yield schema["$ref"].removeprefix(POINTER)
        for inner in schema.values():
            yield from _references(inner)


def _referring(schema: Any, references: Mapping[str, Mapping[str, Any]]) -> Any:
    """Return a copy of a schema with its references replaced."""
    if isinstance(schema, list):
        return [_referring(item, references) for item in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: _referring(item, references) for key, item in schema.items() if key != "$ref"}
    return {**references[schema["$ref"].removeprefix(POINTER)], **inner} if "$ref" in schema else inner
