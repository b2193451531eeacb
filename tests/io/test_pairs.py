"""Which item of an array became which."""

from typing import Any

import pytest

from ctmodel.io.splice.pairs import paired

SHARED = "".join(["sha", "red"])
OLD: list[Any] = [{"a": SHARED, "b": [1]}, {"a": SHARED, "b": [2]}, {"a": "other", "b": [3]}]


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        ([], [1], [None]),
        ([1, 2], [], []),
        ([1, 1.0, True], [True, 1, 1.0], [2, 0, 1]),
        ([0.0, -0.0], [-0.0], [1]),
        (["a", "b", "a"], ["a", "a", "b"], [0, 2, 1]),
        (["a", "b"], ["x", "b"], [None, 1]),
        ([{"a": 1, "b": 2}], [{"b": 2, "a": 1}], [0]),
        ([[1], [2]], [[3], [2]], [0, 1]),
        ([{"a": 1}], [[1]], [None]),
        # What several old items hold tells nothing; what one holds tells which it is.
        (OLD, [{"a": SHARED, "b": OLD[0]["b"], "c": 1}, {"a": "x", "b": OLD[2]["b"]}], [0, 2]),
        (OLD, [{"a": SHARED, "b": OLD[1]["b"], "c": 1}, OLD[0]], [1, 0]),
        (OLD, [OLD[0], {"a": "new"}, {"a": SHARED, "b": OLD[1]["b"], "c": 1}, OLD[2]], [0, None, 1, 2]),
    ],
)
def test_pairs(old: list[Any], new: list[Any], pairs: list[int | None]) -> None:
    assert paired(old, new) == pairs
