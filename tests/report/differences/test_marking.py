"""Which words of two texts are marked: a law for any two texts, and the limits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctmodel.report.differences.marking import AROUND, MOST_WORDS, Held, are_alike, marked, passages

TEXTS = st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), max_size=30).map(" ".join)


def side(old: str, new: str, held: Held) -> str:
    return " ".join(text for which, text in marked(old, new) if which in (Held.BOTH, held))


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_the_marked_one(old: str, new: str) -> None:
    assert side(old, new, Held.OLD) == old
    assert side(old, new, Held.NEW) == new


@given(TEXTS, TEXTS)
def test_passages_tell_each_difference(old: str, new: str) -> None:
    told = [words for passage in passages(marked(old, new)) for words in passage if words.held in (Held.OLD, Held.NEW)]
    assert told == [words for words in marked(old, new) if words.held is not Held.BOTH]


@pytest.mark.parametrize("extra", [0, 1])
def test_of_many_words_only_the_first_and_last_difference_is_found(extra: int) -> None:
    count = MOST_WORDS - 2 + extra
    shared = [f"w{number}" for number in range(count)]
    kinds = [words.held for words in marked(" ".join(["a", *shared, "b"]), " ".join(["c", *shared, "d"]))]
    one = [Held.OLD, Held.NEW]
    assert kinds == (one if extra else [*one, Held.BOTH, *one])


@pytest.mark.parametrize("extra", [0, 1])
def test_words_around_a_difference(extra: int) -> None:
    around = " ".join(f"w{number}" for number in range(AROUND + extra))
    (passage,) = passages(marked(f"{around} old {around}", f"{around} new {around}"))
    left_out = [Held.LEFT_OUT] * extra
    assert [held for held, _ in passage] == [*left_out, Held.BOTH, Held.OLD, Held.NEW, Held.BOTH, *left_out]


def test_one_shared_word_between_two_differences_is_told_with_them() -> None:
    assert marked("a x b", "c x d") == [(Held.OLD, "a x b"), (Held.NEW, "c x d")]
    assert [text for _, text in marked("a x y b", "c x y d")] == ["a", "c", "x y", "b", "d"]


@pytest.mark.parametrize(
    ("old", "new", "alike"),
    [("aa bb", "aa cc", False), ("aaaa bbb", "aaaa ccc", False), ("aaaaa bbb", "aaaaa ccc", True), ("", "", False)],
)
def test_more_than_half_of_the_shorter_text_is_alike(old: str, new: str, alike: bool) -> None:
    assert are_alike(marked(old, new), old, new) is alike
