"""Patterns that are compiled when they are first used."""

import re

import pytest

from ctmodel import lazy_regex as module
from ctmodel.lazy_regex import lazy_regex
from ctmodel.rules.families import families


def test_it_behaves_as_the_pattern() -> None:
    pattern, compiled = lazy_regex(r"a(b)", re.IGNORECASE), re.compile(r"a(b)", re.IGNORECASE)
    for method in ("search", "match", "fullmatch", "findall"):
        held, expected = (getattr(found, method)("AB ab") for found in (pattern, compiled))
        assert getattr(held, "regs", held) == getattr(expected, "regs", expected)
    assert pattern.sub("x", "AB ab") == "x x"
    assert [found[1] for found in pattern.finditer("AB ab")] == ["B", "b"]


def test_it_is_compiled_once_and_late(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[tuple[str, int]] = []

    class Counting:
        @staticmethod
        def compile(pattern: str, flags: int) -> re.Pattern[str]:
            compiled.append((pattern, flags))
            return re.compile(pattern, flags)

    monkeypatch.setattr(module, "re", Counting)
    pattern = lazy_regex("a")
    assert compiled == []
    assert pattern.search("a")
    assert pattern.match("a")
    assert compiled == [("a", 0)]


def test_all_patterns_can_be_compiled() -> None:
    held = [found for family in families() for found in vars(family).values() if type(found) is type(lazy_regex(""))]
    assert len(held) > 50
    for pattern in held:
        pattern.search(pattern._pattern[0][:0])


def test_it_has_nothing_else() -> None:
    with pytest.raises(AttributeError):
        lazy_regex("a").split("bab")
