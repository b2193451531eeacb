"""Write the pages that come from the tables and the rules: the field mapping and the list of findings."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

import ctmodel
from ctmodel.cli.app import app
from ctmodel.codec.leaves import OneOf
from ctmodel.codec.nested import Many, One
from ctmodel.codec.schema import Kind, PlainObject
from ctmodel.formats.ctgov_v2.classes import table_of
from ctmodel.formats.ctgov_v2.fields import RETIRED, Field, fields
from ctmodel.formats.foreign import ForeignFormat
from ctmodel.formats.registry import formats
from ctmodel.rules import RULES, Rule
from ctmodel.rules.documentation import examples

#: Shares of leaves in percent, measured by ``python -m tests.formats.shares`` where the records are.
SHARES = json.loads((Path(__file__).parent / "shares.json").read_text(encoding="utf-8"))

FIELDS = """# Field mapping

Each row is a field of the ClinicalTrials.gov API v2 (2.0.5) and the attribute that holds it.
The page is generated from the tables of the codec: {count} fields, {retired} of them retired.

| JSON path | attribute | type | data element |
| --- | --- | --- | --- |
{rows}
"""

FORMAT = """# {title}

The format `{name}`. Each row is a leaf of a record, the attributes that it fills, and what it is read as. Rows are
tried in this order, and the first match is used; a leaf can have several rows. The page is generated from the table
of the reader.

{shares}

| leaf | attributes | read as | registers | in records |
| --- | --- | --- | --- | --- |
{rows}

## No place yet

No attribute can hold these leaves: {left_out}.
"""

MEASURED = """In the {records} records that the table is based on, attributes carry {carried} % of the leaves,
and {part} % in part; {silent} % say nothing, and {left} % are left: `trial.extra` lists them.
Most of these are {most}."""

RULES_PAGE = """# All rules

| code | severity | summary |
| --- | --- | --- |
{rows}

```{{toctree}}
:hidden:
:glob:

rules/*
```
"""

RULE_PAGE = """# {code} {name}

{summary}

*{when}*

{sections}

## Source

{source}
"""


def _format_page(held: ForeignFormat) -> str:
    measured = SHARES.get(held.name)
    rows = []
    for filler in held.reader.fillers:
        fills = "repeats " if filler.row.again else ""
        fills += ", ".join(f"`{path}`" for path in sorted(filler.fills))
        leaves = ", ".join(f"`{name}`" for name in filler.names)
        registers = ", ".join(sorted(filler.registers)) or "all"
        share = f"{max(measured['filled'].get(name, 0) for name in filler.sources)} %" if measured else ""
        rows.append(f"| {leaves} | {fills} | {filler.row.conversion.expected} | {registers} | {share} |")
    left_out = ", ".join(f"`{rest.source}`" for rest in held.reader.rests.values() if rest.silent is None) or "none"
    shares = "Its coverage has not been measured."
    if measured:
        most = ", ".join(f"`{leaf}`" for leaf in measured["left"])
        shares = MEASURED.format(records=measured["records"], most=most, **measured["leaves"])
    return FORMAT.format(title=held.title, name=held.name, rows="\n".join(rows), left_out=left_out, shares=shares)


def _options_page() -> str:
    """Return the help of each command, as the command line prints it."""
    parts = []
    for name, command in sorted(app.commands.items()):
        context = click.Context(command, info_name=f"ctmodel {name}", max_content_width=100, terminal_width=100)
        context.help_option_names = ["-h", "--help"]
        parts.append(f"### `ctmodel {name}`\n\n```text\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


def write_pages(folder: Path) -> None:
    """Write the pages into a folder."""
    folder.mkdir(exist_ok=True)
    listed = list(_fields(table_of(ctmodel.Trial).root, "", "trial"))
    rows = "\n".join(f"| {' | '.join(row)} |" for row in listed)
    page = FIELDS.format(count=len(listed), retired=len(RETIRED), rows=rows)
    (folder / "fields.md").write_text(page, encoding="utf-8")
    (folder / "options.md").write_text(_options_page(), encoding="utf-8")
    for held in formats().values():
        if isinstance(held, ForeignFormat):
            (folder / f"{held.name}.md").write_text(_format_page(held), encoding="utf-8")
    rules = sorted(RULES, key=lambda rule: rule.code)
    rows = "\n".join(f"| [{r.code}](rules/{r.code}.md) | {r.severity} | {r.summary} |" for r in rules)
    (folder / "rules.md").write_text(RULES_PAGE.format(rows=rows), encoding="utf-8")
    (folder / "rules").mkdir(exist_ok=True)
    for rule in rules:
        (folder / "rules" / f"{rule.code}.md").write_text(_rule_page(rule), encoding="utf-8")


def _rule_page(rule: Rule) -> str:
    why = "\n".join(line.strip() for line in examples(rule, "Why"))
    sections = f"## Why\n\n{why}"
    for heading, title in (("Fires", "Fires on"), ("Silent", "Does not fire on")):
        if found := examples(rule, heading):
            sections += f"\n\n## {title}\n\n```text\n" + "\n".join(found) + "\n```"
    return RULE_PAGE.format(
        code=rule.code,
        name=rule.name,
        summary=rule.summary,
        when=", ".join(filter(None, (rule.severity, rule.condition))),
        sections=sections,
        source=rule.source,
    )


def _fields(hop: PlainObject, place: str, path: str) -> Iterator[tuple[str, str, str, str]]:
    for key, member in hop.members.items():
        here = f"{place}.{key}" if place else key
        if isinstance(member, PlainObject):
            yield f"`{here}`", "", "an object without a class", _element(fields()[here])
            yield from _fields(member, here, path)
            continue
        attribute = f"{path}.{member.attribute}"
        kind: Kind = member.kind
        if isinstance(kind, Many):
            here, attribute, kind = f"{here}[]", f"{attribute}[]", kind.item
        yield f"`{here}`", f"`{attribute}`", _holds(kind), _element(fields()[here])
        if isinstance(kind, One):
            yield from _fields(kind.table.root, here, attribute)


def _holds(kind: Kind) -> str:
    if isinstance(kind, One):
        return f"`{kind.table.cls.__name__}`"
    return f"`{kind.vocabulary.__name__}`" if isinstance(kind, OneOf) else kind.expected


def _element(field: Field) -> str:
    if field.path in RETIRED:
        return "retired"
    name = field.data_element.replace("|", "\\|") or f"`{field.piece}`"
    return f"[{name}]({field.definition})" if field.definition else name
