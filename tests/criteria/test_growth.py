"""Four times the text takes four times as long, not sixteen: ratios of the processor's time in one run."""

import gc
import time

import pytest

from ctmodel.model.criteria import Criteria, add, ages, remove, split_criteria
from ctmodel.model.criteria.one_line import runs
from ctmodel.model.criteria.split_cache import SplitCache
from ctmodel.model.criteria.splitting import split_text

pytestmark = pytest.mark.slow
SMALL, LARGE = 10_000, 40_000
# Four is linear, sixteen quadratic.
MOST = 8


ON_ONE_LINE = [
    ("Inclusion Criteria: 1. ", "A 2. "),
    ("Inclusion Criteria: ", "\u2022 a "),
    ("Inclusion Criteria: ", "a; "),
    ("Inclusion Criteria: 1. A", " "),
    ("", "Exclusion Criteria 1. a "),
    ("Inclusion Criteria:\n", "1. A 2. B\n"),
]


def filled(head: str, piece: str, size: int) -> str:
    return head + piece * (size // len(piece))


def seconds(work: object, *arguments: object) -> float:
    assert callable(work)
    best = float("inf")
    for _ in range(3):
        gc.collect()
        start = time.process_time()
        work(*arguments)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        ("", "w1\n"),
        ("Inclusion Criteria:\n", "b\n"),
        ("inclusion of words that name a kind and are no header, for they go on and have a stop.\n", "b\n"),
        ("", "(" * 50 + "a\n"),
        ("", "None\n"),
        ("", "A Label\nInclusion Criteria:\n"),
        ("", "Healthy Controls\n\nInclusion Criteria:\n\n* a\n\n"),
        ("Inclusion Criteria:\n\n1. a\n\n", "   b 7. c\n\n"),
        *ON_ONE_LINE,
    ],
)
def test_splitting(head: str, piece: str) -> None:
    small, large = (seconds(split_text, filled(head, piece, size)) for size in (SMALL, LARGE))
    assert large < MOST * small


@pytest.mark.parametrize(("head", "piece"), ON_ONE_LINE)
def test_lists_on_one_line(head: str, piece: str) -> None:
    small, large = (seconds(runs, filled(head, piece, size)) for size in (SMALL, LARGE))
    assert large < MOST * small


@pytest.mark.parametrize("head", ["age", "age:", "age 5", "age 5 years", "age 18 to 65 years", "18 to 65 years old"])
def test_ages_behind_spaces(head: str) -> None:
    small, large = (
        seconds(ages, split_text(filled(f"Inclusion Criteria:\n\n* {head}", " ", size) + "x"))
        for size in (SMALL // 8, LARGE // 8)
    )
    # The larger takes so little that the clock hardly sees it.
    assert large < MOST * small + 0.001


def test_numbers_behind_an_edit() -> None:
    def edit(text: str) -> None:
        first = split_criteria(text).criteria[0]
        remove(add(text, "New", "inclusion", first), first)

    # A number has three digits at most.
    texts = [
        "Inclusion Criteria:\n\n" + "".join(f"{number}. {'b' * 80}\n" for number in range(1, count))
        for count in (240, 960)
    ]
    small, large = (seconds(edit, text) for text in texts)
    assert large < MOST * small


def test_nesting_is_not_recursive() -> None:
    text = "Inclusion Criteria:\n\n" + "".join(f"{' ' * depth}* b\n" for depth in range(1_500))
    last = split_text(text).criteria[-1]
    assert last.depth == 1_499
    assert last.with_lead_in == " ".join("b" * 1_500)


# What was split is kept, up to a size.


def splits(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    seen: list[str] = []

    def counted(text: str) -> Criteria:
        seen.append(text)
        return split_text(text)

    monkeypatch.setattr("ctmodel.model.criteria.split_cache.split_text", counted)
    return seen


def test_a_long_text_is_split_once(monkeypatch: pytest.MonkeyPatch) -> None:
    seen, recent = splits(monkeypatch), SplitCache(1_000)
    text = "* Adults\n" * 10_000
    assert recent.split(text) is recent.split(text)
    assert seen == [text]


def test_no_more_is_kept_than_was_said(monkeypatch: pytest.MonkeyPatch) -> None:
    # One part and the text itself are counted with 400 bytes each, a character with 2.
    seen, recent = splits(monkeypatch), SplitCache(2 * (800 + 2))
    for text in ("a", "b", "a", "b", "c", "b", "a"):
        recent.split(text)
    assert seen == ["a", "b", "c", "a"]
    seen.clear()
    smaller = SplitCache(2 * (800 + 2) - 1)
    for text in ("a", "b", "a"):
        smaller.split(text)
    assert seen == ["a", "b", "a"]
