"""Findings about records of other registries get the positions of what they are about."""

import pytest

from ctmodel.formats.records import Leaf, Position, Record
from ctmodel.io.documents import Document
from ctmodel.rules.finding import Finding, Severity
from ctmodel.rules.placing import placed_in_record

Span = tuple[Position | None, Position | None]


@pytest.mark.parametrize(
    ("pointer", "leaf", "record", "expected"),
    [
        ("/Trial/Phase", ((2, 3), (2, 20)), ((1, 2), (4, 5)), (2, 3, 2, 20)),
        ("/Trial/Title", ((2, 3), (2, 20)), ((1, 2), (4, 5)), (1, 2, 4, 5)),
        ("/Trial/Phase", (None, None), ((1, 2), (4, 5)), (1, 1, 1, 1)),
        ("/Trial/Title", ((2, 3), (2, 20)), (None, None), (1, 1, 1, 1)),
    ],
    ids=["leaf", "record", "leaf without positions", "record without positions"],
)
def test_a_finding_is_placed_at_its_leaf_or_else_at_the_record(
    pointer: str, leaf: Span, record: Span, expected: tuple[int, int, int, int]
) -> None:
    phase = Leaf("/Trial/Phase", ("Trial", "Phase"), (0, 0), "2", "2", *leaf)
    finding = Finding(code="ABC001", name="example", severity=Severity.NOTE, message="a message", pointer=pointer)
    (placed,) = placed_in_record([finding], Document("a.xml", b""), Record(b"", (phase,), frozenset(), *record))
    assert (placed.line, placed.column, placed.end_line, placed.end_column) == expected
