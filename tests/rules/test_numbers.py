"""What is a number in results, and which word is near another."""

import pytest

from ctmodel.rules.nearest import did_you_mean, nearest
from ctmodel.rules.numbers import count, number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12.0), ("-1.5", -1.5), ("+.5", 0.5), ("1.", 1.0), ("1e5", 1e5), ("1e100", 1e100), ("1e0100", None),
        ("1e", None), ("1,234", None), ("NA", None), ("<0.001", None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_numbers(text: str | None, value: float | None) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("0", 0), ("12", 12), ("9" * 15, 999_999_999_999_999), ("9" * 16, None), ("", None), ("-1", None), (None, None)],
)
def test_counts(text: str | None, value: int | None) -> None:
    assert count(text) == value


@pytest.mark.parametrize(
    ("word", "known", "found"),
    [
        ("ab", "ac", None),  # two letters allow no edit,
        ("abc", "abd", "abd"),  # three to five allow one,
        ("abc", "ade", None),
        ("abcde", "abcdf", "abcdf"),
        ("abcde", "abcfg", None),
        ("abcdef", "abcdgh", "abcdgh"),  # six and more allow two
        ("abcdefghi", "abcdefxyz", None),
        ("abcdef", "abcdefgh", "abcdefgh"),
        ("abcdef", "abcdefghi", None),
        ("abcdef", "abcd", "abcd"),
        ("ABCDEF", "abcdef", "abcdef"),
        ("abcde", "xabcd", None),  # a letter to put in and one to leave out are two edits
        ("abcd", "xabcd", "xabcd"),
        ("UNSEEN", "SEEN", None),  # behind a prefix it is another word
        ("SEENX", "SEEN", "SEEN"),
        ("XSEENS", "SEENS", "SEENS"),
        ("PHASE5", "PHASE1", None),
        ("PHASE11", "PHASE1", None),
        ("lable", "label", "label"),  # two letters that are swapped are one edit
        ("lbael", "label", "label"),
        ("lbale", "label", None),
        ("labels", "alble", None),
        ("labesl", "albels", "albels"),
        ("PHASE 1", "PHASE1", "PHASE1"),
        ("STR0004", "STR004", "STR004"),
        ("STR0O4", "STR004", "STR004"),
        ("STR005", "STR004", None),
    ],
)
def test_the_nearest_word(word: str, known: str, found: str | None) -> None:
    assert nearest(word, [known]) == found


def test_the_nearest_of_several_is_the_one_with_the_fewest_edits() -> None:
    assert nearest("abcdef", ["abcdgh", "abcdeg", "xbcdeg"]) == "abcdeg"


def test_a_hint_names_the_nearest_word() -> None:
    assert did_you_mean("briefs", ["brieftit", "brief"]) == "; did you mean 'brief'?"
    assert did_you_mean("brief", ["brieftit"]) == ""
