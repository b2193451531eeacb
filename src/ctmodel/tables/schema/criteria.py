"""The table of eligibility criteria."""

from collections.abc import Iterator
from typing import Final

from ctmodel.model.eligibility import Eligibility
from ctmodel.tables.node import Node
from ctmodel.tables.schema.column import Level, Table, Way
from ctmodel.tables.schema.makers import computed, position, text_or_none
from ctmodel.tables.walking import reached, steps

_TEXT_STEPS: Final = steps("text", Eligibility)


def _criteria(eligibility: Node) -> Iterator[Node]:
    """Yield the criteria in the text of an eligibility, all in the place of the text."""
    if not eligibility.held.text:
        return
    (text,) = reached(eligibility, _TEXT_STEPS)
    for index, criterion in enumerate(eligibility.held.criteria):
        yield Node(criterion, text.record, eligibility, text.place, text.token, index)


def _parent_position(node: Node) -> int | None:
    parent, eligibility = node.held.parent, node.above
    if parent is None or eligibility is None:
        return None
    if eligibility.found is None:
        criteria = eligibility.held.criteria
        eligibility.found = {"positions": {criterion.start: index for index, criterion in enumerate(criteria)}}
    position: int | None = eligibility.found["positions"].get(parent.start)
    return position


_TEXT: Final = ("eligibility.text",)

CRITERIA: Final = Table(
    name="criteria",
    about="an eligibility criterion: an item or a paragraph of the text",
    levels=(
        Level(
            (Way("eligibility", expand=_criteria),),
            (
                position(),
                computed("kind", "string", lambda node: node.held.kind.value, of=_TEXT, is_whole=True,
                         how="inclusion, exclusion or unspecified", null="never"),
                computed("depth", "int64", lambda node: node.held.depth, of=_TEXT, is_whole=True,
                         how="how deep it is nested, from 0", null="never"),
                computed("parent_position", "int64", _parent_position, of=_TEXT, is_whole=True,
                         how="the position of the criterion in which it is nested", null="it is nested in none"),
                computed("section_heading", "string", lambda node: text_or_none(node.held.section.heading), of=_TEXT,
                         is_whole=True, how="the header above", null="there is none"),
                computed("section_label", "string", lambda node: text_or_none(node.held.section.label), of=_TEXT,
                         is_whole=True, how="whom the section is about", null="all participants"),
                computed("marker", "string", lambda node: text_or_none(node.held.marker), of=_TEXT, is_whole=True,
                         how="the marker as written", null="a paragraph"),
                computed("number", "string", lambda node: text_or_none(node.held.number), of=_TEXT, is_whole=True,
                         how="the number or letter of the marker", null="a bullet or a paragraph"),
                computed("text", "string", lambda node: text_or_none(node.held.text), of=_TEXT, is_whole=True,
                         how="without marker, Markdown escapes resolved, lines joined", null="it has no words"),
                computed("start_position", "int64", lambda node: node.held.start, of=_TEXT, is_whole=True,
                         unit="characters", how="where it begins in the text", null="never"),
                computed("end_position", "int64", lambda node: node.held.end, of=_TEXT, is_whole=True,
                         unit="characters", how="where it ends in the text", null="never"),
            ),
        ),
    ),
)  # fmt: skip
