"""Which files a pattern of a configuration goes for."""

from itertools import product
from pathlib import Path

import pytest

from ctmodel.config import patterns
from ctmodel.config.patterns import covers, from_root

ROOT = Path("/data")


def leads(wanted: list[str], parts: list[str]) -> bool:
    """Say what a pattern means, as plainly as can be."""
    if not wanted:
        return True
    if wanted[0] == "**":
        return any(leads(wanted[1:], parts[start:]) for start in range(len(parts)))
    return bool(parts) and wanted[0] in ("*", parts[0]) and leads(wanted[1:], parts[1:])


@pytest.mark.parametrize("length", [1, 2, 3])
def test_a_pattern_covers_what_git_ignores_by_it(length: int) -> None:
    pathspec = pytest.importorskip("pathspec")
    files = ["/".join(parts) for count in (1, 2, 3) for parts in product(("a", "b", "ab"), repeat=count)]
    for names in product(("a", "ab", "*", "a*", "?", "[ab]", "[!a]", "**"), repeat=length):
        pattern = "/".join(names)
        for own, of_git in ((pattern, pattern), (f"./{pattern}", f"/{pattern}")):
            held, spec = from_root(own, ROOT, ROOT), pathspec.GitIgnoreSpec.from_lines([of_git])
            assert [name for name in files if covers(held, f"{ROOT}/{name}", ROOT)] == [*spec.match_files(files)], own


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
