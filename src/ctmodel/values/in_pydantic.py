"""Let pydantic use a class as the type of a field, without importing pydantic."""

from importlib import import_module
from typing import Any, Final

#: The module that tells pydantic how to validate, write and describe the classes; imported when pydantic calls.
_FIELDS: Final = "ctmodel.formats.pydantic_fields"


class InPydantic:
    """A class that can be the type of a field in a pydantic model, and of a body or response in FastAPI.

    Pydantic calls one method when it builds a model, and the other when it makes the JSON Schema.
    """

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        return import_module(_FIELDS).core_schema_of(cls, handler)

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: Any) -> Any:
        return import_module(_FIELDS).json_schema_of(cls, core_schema, handler)
