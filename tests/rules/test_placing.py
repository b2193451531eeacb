"""Findings get the positions of what they are about, and repeated keys are found."""

import json
from collections.abc import Callable

import pytest

from ctmodel.formats.records import Leaf, Position, Record
from ctmodel.io.document import Document
from ctmodel.rules.check import Checker
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


def quoted_by_number(text: str) -> str:
    """Write the quotes inside texts by their number."""
    return text.replace('\\"', "\\u0022")


def colons_by_number(text: str) -> str:
    """Write the colons inside texts by their number."""
    return text.replace('\\":', '\\"\\u003a')


class TestRepeatedKeys:
    """A key twice in an object is found, however the text is written; a text without one is not searched for it."""

    #: A key that is repeated adds a quote and a colon, and writing these by number takes one away.
    TITLE = 'A "title": é \U0001f600'

    @pytest.mark.parametrize("indent", [None, 1, 4])
    @pytest.mark.parametrize("ascii_only", [False, True])
    @pytest.mark.parametrize("rewritten", [str, quoted_by_number, colons_by_number])
    def test_every_writer(self, indent: int | None, ascii_only: bool, rewritten: Callable[[str], str]) -> None:
        payload = {"protocolSection": {"identificationModule": {"nctId": "NCT00000001", "briefTitle": self.TITLE}}}
        text = rewritten(json.dumps(payload, indent=indent, ensure_ascii=ascii_only))
        assert repeated_in(text) == []
        assert repeated_in(text.replace('"nctId"', '"briefTitle": "other", "nctId"')) == [
            "/protocolSection/identificationModule/briefTitle"
        ]

    def test_the_members_that_were_lost_have_keys_of_their_own(self) -> None:
        text = '{"protocolSection": {"x\\u0022:": 1, "designModule": {"a": 1, "b": 2}, "designModule": {"a": 1}}}'
        assert repeated_in(text) == ["/protocolSection/designModule"]


def repeated_in(text: str) -> list[str]:
    checked = Checker(select=["STR012"]).check_documents([Document(text.encode(), "study.json")])
    return [finding.pointer for each in checked for finding in each.findings if finding.code == "STR012"]
