"""The table of findings, which validation yields."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from ctmodel.tables.node import Cell, Node
from ctmodel.tables.schema.column import Column, ColumnType, Level, Part, Table, Way
from ctmodel.tables.schema.makers import text_or_none

if TYPE_CHECKING:
    from ctmodel.rules.finding import Finding

_NO_TEXT: Final = "validated without its file"
_COLUMNS: Final[tuple[tuple[str, ColumnType, str, str], ...]] = (
    ("code", "string", "the code of the rule", "never"),
    ("name", "string", "the name of the rule", "never"),
    ("severity", "string", "error, warning or note", "never"),
    ("message", "string", "what is wrong", "never"),
    ("path", "string", "the path in the model", "the record as a whole"),
    ("value", "string", "the value concerned as JSON, shortened", "nothing is there, or it is personal data"),
    ("file", "string", "file, or archive.zip!/member", "not read from a file"),
    ("line_number", "int64", "the line of the file, from 1", _NO_TEXT),
    ("column_number", "int64", "the column, in characters from 1", _NO_TEXT),
    ("as_of", "date32", "the day that counted as today", "the record could not be read"),
    ("version", "string", "the version of ctmodel", "never"),
)


def finding_cells(finding: "Finding", as_of: dt.date | None, source: str | None = None) -> tuple[Cell, ...]:
    """Return the cells of a finding, without the columns that begin each row.

    Args:
        finding: the finding.
        as_of: the day that counted as today.
        source: where the record is from, if the finding does not say it.
    """
    from ctmodel import __version__
    from ctmodel.report.escaping import value_text

    return (
        finding.code,
        finding.name,
        finding.severity.value,
        finding.message,
        text_or_none(finding.path),
        text_or_none(value_text(finding.value)),
        text_or_none(finding.file) or source,
        finding.line,
        finding.column,
        as_of,
        __version__,
    )


def shown_finding(finding: "Finding") -> "Finding":
    """Return a finding without personal data, as reports show it."""
    from ctmodel.report.persons import shown_name, without_persons
    from ctmodel.rules.fingerprint import fingerprint

    file, record = shown_name(finding.file), shown_name(finding.record)
    return without_persons(finding, file=file, record=record, mark=fingerprint(finding))


def _findings(node: Node) -> Iterator[Node]:
    """Yield what is wrong with the trial."""
    from ctmodel.rules.validate import validate

    for position, finding in enumerate(map(shown_finding, validate(node.held, as_of=node.record.as_of))):
        yield Node(finding, node.record, node, finding.pointer, None, position)


def _cells(node: Node) -> tuple[Cell, ...]:
    from ctmodel.rules.engine import as_of_record

    record = node.record
    return finding_cells(node.held, record.as_of or as_of_record(record.trial), record.source)


FINDINGS: Final = Table(
    name="findings",
    about="something that is wrong with the record",
    on_request=True,
    levels=(
        Level(
            (Way("", expand=_findings),),
            (
                Part(
                    tuple(
                        Column(name=name, type=type, is_whole=True, how=how, null=null)
                        for name, type, how, null in _COLUMNS
                    ),
                    _cells,
                ),
            ),
        ),
    ),
)
