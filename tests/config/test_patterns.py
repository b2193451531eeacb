"""Which files a pattern of a configuration goes for."""

from itertools import product
from pathlib import Path

import pytest

from ctmodel.config import patterns
from ctmodel.config.patterns import covers

ROOT = Path("/data")


def leads(wanted: list[str], parts: list[str]) -> bool:
    """Say what a pattern means, as plainly as can be."""
    if not wanted:
        return True
    if wanted[0] == "**":
        return any(leads(wanted[1:], parts[start:]) for start in range(len(parts)))
    return bool(parts) and wanted[0] in ("*", parts[0]) and leads(wanted[1:], parts[1:])


@pytest.mark.parametrize("length", [1, 2, 3, 4])
def test_each_pattern_means_what_it_says(length: int) -> None:
    files = [parts for count in (1, 2, 3) for parts in product("ab", repeat=count)]
    for wanted in product(("a", "b", "*", "**"), repeat=length):
        for parts in files:
            pattern = "./" + "/".join(wanted)
            assert covers(pattern, "/data/" + "/".join(parts), ROOT) is leads([*wanted], [*parts]), (pattern, parts)


def test_many_stars_compare_each_name_with_each_part_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = []

    def counted(name: str, pattern: str) -> bool:
        compared.append(pattern)
        return name == pattern

    monkeypatch.setattr(patterns, "fnmatchcase", counted)
    assert not covers("./" + "**/a/" * 20 + "b", "/data/" + "a/" * 39 + "a", ROOT)
    assert 0 < len(compared) <= 21 * 40
