"""The table of eligibility criteria."""

from collections.abc import Iterator
from typing import Final

from ctmodel.model.criteria.criterion import EligibilityCriterion
from ctmodel.model.eligibility import Eligibility
from ctmodel.tables.node import Cell, Node, repeatable
from ctmodel.tables.schema.column import Column, ColumnType, Level, Part, Table, Way
from ctmodel.tables.schema.makers import position, text_or_none
from ctmodel.tables.walking import reached, steps

_TEXT: Final = steps("text", Eligibility)
_COLUMNS: Final[tuple[tuple[str, ColumnType, str, str], ...]] = (
    ("kind", "string", "inclusion, exclusion or unspecified", "never"),
    ("depth", "int64", "how deep it is nested, from 0", "never"),
    ("parent_position", "int64", "the position of the criterion in which it is nested", "it is nested in none"),
    ("section_heading", "string", "the header above", "there is none"),
    ("section_label", "string", "whom the section is about", "all participants"),
    ("marker", "string", "the marker as written", "a paragraph"),
    ("number", "string", "the number or letter of the marker", "a bullet or a paragraph"),
    ("text", "string", "without marker, Markdown escapes resolved, lines joined", "it has no words"),
    ("start_position", "int64", "where it begins in the text, in characters from 0", "never"),
    ("end_position", "int64", "where it ends in the text, in characters from 0", "never"),
)


def _criteria(eligibility: Node) -> Iterator[Node]:
    """Yield the criteria in the text of an eligibility, all in the place of the text."""
    if not eligibility.held.text:
        return
    (text,) = reached(eligibility, _TEXT)
    positions = dict[int, int]()
    eligibility.found = {"positions": positions}
    for index, criterion in enumerate(eligibility.held.criteria):
        positions[criterion.start] = index
        yield Node(criterion, text.record, eligibility, text.place, text.token, index)


def _cells(node: Node) -> tuple[Cell, ...]:
    held: EligibilityCriterion = node.held
    section, parent = held.section, held.parent
    positions: dict[int, int] = node.above.found["positions"]  # type: ignore[union-attr, index]
    return (
        held.kind.value,
        held.depth,
        None if parent is None else positions[parent.start],
        repeatable(text_or_none(section.heading)),
        repeatable(text_or_none(section.label)),
        held.marker or None,
        held.number,
        text_or_none(held.text),
        held.start,
        held.end,
    )


CRITERIA: Final = Table(
    name="criteria",
    about="an eligibility criterion: an item or a paragraph of the text",
    levels=(
        Level(
            (Way("eligibility", expand=_criteria),),
            (
                position(),
                Part(
                    tuple(
                        Column(name=name, type=type, of=("eligibility.text",), is_whole=True, how=how, null=null)
                        for name, type, how, null in _COLUMNS
                    ),
                    _cells,
                ),
            ),
        ),
    ),
)
