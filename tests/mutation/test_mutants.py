"""The changes that are tried are those that matter, and those that make no difference are listed for changes there are."""

from collections import Counter

import pytest

from tests.mutation.mutants import mutants
from tests.mutation.rules import EQUIVALENTS, ROOT, TESTS, all_mutants, equivalents


@pytest.mark.parametrize(
    ("source", "changes"),
    [
        ("LIMIT = 100", ["100 -> 99", "100 -> 101"]),
        ("LIMIT: float = 0.05", ["0.05 -> 0.04", "0.05 -> 0.06"]),
        ("DAY = date(2017, 1, 1)", ["2017-01-01 -> 2016-12-31", "2017-01-01 -> 2017-01-02"]),
        ("DAY = '2017-01-18'", ["2017-01-18 -> 2017-01-17", "2017-01-18 -> 2017-01-19"]),
        ("KINDS = frozenset({A.B, A.C})", ["without A.B", "without A.C"]),
        ("KINDS = 'a b'.split()", ["without a", "without b"]),
        ("NAMES = {'a': b, 'c': d}", ["without 'a'", "without 'c'"]),
        ("STRICT = True", ["True -> False"]),
        ("WORD = lazy_regex(r'x{1,2}')", ["{1,2} -> {0,2}", "{1,2} -> {2,2}", "{1,2} -> {1,1}", "{1,2} -> {1,3}"]),
        ("WORD = lazy_regex(rf'{x}{{2}}')", ["{2} -> {1}", "{2} -> {3}"]),
        ("def f(a):\n    return a < b <= c", ["< -> <=", "<= -> <"]),
        ("def f(a):\n    return a in (B.C, B.D)", ["in -> not in", "without B.C", "without B.D"]),
        ("def f(a):\n    return a is None", ["is -> is not"]),
        ("def f(a):\n    '''At most 5.'''\n    yield a[0], f'{a:.60}', quoted(a, 80)", []),
        ("__all__ = ['a', 'b']", []),
    ],
)
def test_changes(source: str, changes: list[str]) -> None:
    found = mutants("module", source)
    assert [mutant.change for mutant in found] == changes
    compiled = {mutant.code() for mutant in found}
    assert len(compiled) == len(changes)
    assert compile(source, "module", "exec") not in compiled


def test_a_change_that_makes_no_difference_is_one_that_is_tried() -> None:
    keys = Counter(mutant.key for mutant in all_mutants())
    assert max(keys.values()) == 1
    assert equivalents() <= set(keys)
    lines = EQUIVALENTS.read_text(encoding="utf-8").splitlines()
    assert all(line.count("\t") == 4 and line.rpartition("\t")[2] for line in lines)


def test_the_tests_that_judge_a_module_exist() -> None:
    modules = {mutant.module.removeprefix("ctmodel.rules.") for mutant in all_mutants()}
    assert set(TESTS) <= modules
    assert all((ROOT / "tests" / file).is_file() for files in TESTS.values() for file in files)
