"""Numbers and letters of lists: which one comes after which."""

import pytest

from ctmodel.model.criteria.markers import follows, successor


@pytest.mark.parametrize(
    ("number", "before", "expected"),
    [
        ("9", "8", "10"),
        ("a", None, "b"),
        ("B", "A", "C"),
        ("z", "y", None),
        ("iv", "iii", "v"),
        ("v", "iv", "vi"),
        ("v", "u", "w"),
        ("i", None, "j"),
        ("IX", "VIII", "X"),
        ("xix", None, "xx"),
        ("1.2", None, None),
        ("①", None, None),
        (None, None, None),
    ],
)
def test_successor(number: str | None, before: str | None, expected: str | None) -> None:
    assert successor(number, before) == expected


@pytest.mark.parametrize(
    ("number", "other", "expected"),
    [
        ("10", "9", True),
        ("9", "10", False),
        ("b", "a", True),
        ("②", "①", True),
        ("iv", "iii", True),
        ("V", "IV", True),
        ("x", "ix", True),
        ("vi", "iv", False),
        ("1.3", "1.2", False),
        (None, "1", False),
        ("1", None, False),
    ],
)
def test_follows(number: str | None, other: str | None, expected: bool) -> None:
    assert follows(number, other) is expected
