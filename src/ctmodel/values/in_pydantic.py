"""What makes a class the type of a pydantic field, without an import of pydantic."""

from importlib import import_module
from typing import Any, Final

#: Knows how pydantic validates, writes and describes the classes; imported when pydantic asks.
_FIELDS: Final = "ctmodel.formats.pydantic_fields"


class InPydantic:
    """A class that can be the type of a field of a pydantic model, and of a body or response of FastAPI.

    Pydantic calls the two methods when it builds a model and when it describes one.
    """

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        return import_module(_FIELDS).core_schema_of(cls, handler)

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: Any) -> Any:
        return import_module(_FIELDS).json_schema_of(cls, core_schema, handler)
