"""The JSON Schema of the native format and its parts; a module of its own, because few programs need it."""

from ctmodel.formats.ctgov_v2.json_schema import POINTER, definitions, schema
from ctmodel.formats.ctgov_v2.text_forms import ANY_DATE, TEXT_FORMS, text_schema

__all__ = ["ANY_DATE", "POINTER", "TEXT_FORMS", "definitions", "schema", "text_schema"]
