"""Which parts of two texts differ."""

from difflib import SequenceMatcher
from random import Random
from typing import Any

import pytest

from ctmodel.fixes import changes

WINDOW = changes._WINDOW


def rebuilt(old: list[str], new: list[str]) -> list[str]:
    """Return the old lines with the changes made; lines that do not change must be the same."""
    lines, at = [], 0
    for a, b, c, d in changes.changes(old, new):
        lines += [*old[at:a], *new[c:d]]
        at = b
    return lines + old[at:]


@pytest.mark.parametrize("count", [0, 1, WINDOW - 1, WINDOW, WINDOW + 1, 3 * WINDOW])
@pytest.mark.parametrize("letters", [2, 10_000])
@pytest.mark.parametrize("gone", [0.01, 0.9, 1.0])
def test_changes_make_the_new_lines_of_the_old(count: int, letters: int, gone: float) -> None:
    random = Random(20)
    old = [str(random.randrange(letters)) for _ in range(count)]
    new = [line for line in old if random.random() > gone] + ["end"]
    assert rebuilt(old, new) == new
    assert rebuilt(new, old) == old


def test_lines_that_go_are_found_one_by_one() -> None:
    old = [f"line {number}" for number in range(5 * WINDOW)]
    new = [line for line in old if not line.endswith("7")]
    found = [*changes.changes(old, new)]
    assert [(a, b - a, d - c) for a, b, c, d in found] == [(at, 1, 0) for at in range(7, 5 * WINDOW, 10)]


def test_texts_are_compared_in_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[int] = []

    def counted(junk: None, old: list[str], new: list[str], **options: Any) -> SequenceMatcher[str]:
        compared.append(max(len(old), len(new)))
        return SequenceMatcher(junk, old, new, **options)

    monkeypatch.setattr(changes, "SequenceMatcher", counted)
    old = [f"{number}" for number in range(10 * WINDOW)]
    assert rebuilt(old, ["a", *reversed(old)]) == ["a", *reversed(old)]
    assert max(compared) == WINDOW
    assert sum(compared) <= 4 * len(old)
