"""The page about the JSON reports: each key of their schemas."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ctmodel
from generators.markup import WIDE, cell, code, table

_FOLDER = Path(ctmodel.__file__).parent / "report"
#: The schemas, and the commands whose reports have their form.
SCHEMAS = {
    "ctmodel validate --output-format json": _FOLDER / "report.schema.json",
    "ctmodel diff --output-format json": _FOLDER / "differences" / "differences.schema.json",
}

PAGE = """# JSON reports

The keys of the reports that programs read, from their JSON Schemas. `[]` is an item of a list. A key is in every report
unless the table says otherwise. [Stability](../stability.md) says what can change.

{sections}
"""
SECTION = """## `{command}`

{description} Version {version}; [the schema](<{path}>).

{keys}
"""
COLUMNS = ("key", "type", "meaning")


def pages() -> Iterator[tuple[str, str]]:
    """Yield the page."""
    sections = [_section(command, path) for command, path in SCHEMAS.items()]
    yield "reports.md", WIDE + PAGE.format(sections="\n".join(sections))


def _section(command: str, path: Path) -> str:
    schema = json.loads(path.read_text(encoding="utf-8"))
    root = Path(__file__).parents[2]
    return SECTION.format(
        command=command,
        description=schema["description"],
        version=schema["properties"]["schema_version"]["const"],
        path=f"../../{path.relative_to(root).as_posix()}",
        keys=table(COLUMNS, _rows(schema, "", schema["$defs"]), kind="filtered wide"),
    )


def _rows(schema: dict[str, Any], place: str, definitions: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    for key, held in schema.get("properties", {}).items():
        here, given = f"{place}.{key}".removeprefix("."), _resolved(held, definitions)
        says = cell(held.get("description", given.get("description", "")))
        says += "" if key in schema.get("required", ()) else " Not always present."
        yield code(here), _type(given, definitions), says.strip()
        inside = _resolved(given.get("items", given), definitions)
        yield from _rows(inside, f"{here}[]" if "items" in given else here, definitions)


def _resolved(schema: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """Return a schema without a reference; of null and something else, the other one, with its alternative noted."""
    if "$ref" in schema:
        return {**definitions[schema["$ref"].rpartition("/")[2]], **{k: v for k, v in schema.items() if k != "$ref"}}
    if "anyOf" in schema:
        null, other = schema["anyOf"]
        return {**_resolved(other, definitions), "or": null["type"]}
    return schema


def _type(schema: dict[str, Any], definitions: dict[str, Any]) -> str:
    """Return the type of a value in words."""
    if "const" in schema:
        return code(json.dumps(schema["const"]))
    if "enum" in schema:
        return " or ".join(code(json.dumps(value)) for value in schema["enum"])
    kind = schema.get("type", "any JSON")
    words = " or ".join(kind) if isinstance(kind, list) else kind
    if "items" in schema:
        words += f" of {_type(_resolved(schema['items'], definitions), definitions)}"
    return f"{words} or {schema['or']}" if "or" in schema else words
