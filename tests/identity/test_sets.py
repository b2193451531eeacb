"""Disjoint sets."""

from hypothesis import given
from hypothesis import strategies as st

from ctmodel.identity.sets import Sets


@given(st.lists(st.tuples(st.integers(0, 19), st.integers(0, 19)), max_size=30))
def test_the_smallest_number_represents_a_set(pairs: list[tuple[int, int]]) -> None:
    sets, expected = Sets(20), [{number} for number in range(20)]
    for a, b in pairs:
        sets.join(a, b)
        joined = expected[a] | expected[b]
        for number in joined:
            expected[number] = joined
    assert [sets.find(number) for number in range(20)] == [min(held) for held in expected]


def test_copies_are_independent() -> None:
    sets = Sets(3)
    copied = sets.copy()
    copied.join(0, 2)
    assert (sets.find(2), copied.find(2)) == (2, 0)
