"""How long each rule takes over a record, in seconds of CPU."""

import gc
import sys
from collections.abc import Callable, Iterator
from functools import _lru_cache_wrapper, cache
from time import thread_time
from typing import Any

from attrs import evolve

import ctmodel
from ctmodel.model.criteria import facts, split_criteria
from ctmodel.rules import RULES
from ctmodel.rules.definition import Problems, Rule
from tests.growth.records import AS_OF

#: Seconds of CPU by what took them: the code of a rule, or the name of another step.
Work = dict[str, float]

STRUCTURE = "structure"
REST = "all but the rules"


@cache
def _memories() -> list[Any]:
    """What rules and criteria remember texts in that they have seen: so many, so that a few more are no longer known."""
    modules = [*sys.modules.items()]
    names = ("ctmodel.rules.families", "ctmodel.rules.mask", "ctmodel.model")
    return [
        held
        for name, module in modules
        if name.startswith(names)
        for held in [*vars(module).values()]
        if isinstance(held, _lru_cache_wrapper) and held.cache_parameters()["maxsize"] is not None
    ]


def forget() -> None:
    """Empty what rules and criteria remember."""
    for memory in _memories():
        memory.cache_clear()


def _seconds(payload: dict[str, Any], rules: frozenset[Rule]) -> tuple[float, float]:
    """Return how long it takes to structure a record, and to validate it."""
    forget()
    gc.disable()
    try:
        start = thread_time()
        trial = ctmodel.structure(payload)
        structured = thread_time()
        findings = ctmodel.validate(trial, rules=rules, profile="strict", as_of=AS_OF)
        end = thread_time()
    finally:
        gc.enable()
    crashed = [finding.message for finding in findings if finding.code == "STR900"]
    assert not crashed, crashed
    return structured - start, end - structured


class Stopwatch:
    """Rules that note how long they take."""

    def __init__(self, rules: frozenset[Rule] = RULES) -> None:
        self._work: Work = {}
        self._plain = rules
        self._rules = frozenset(self._timed(rule) for rule in rules)

    def total(self, payload: dict[str, Any]) -> float:
        """Structure and validate a record, and return how long it took."""
        return sum(_seconds(payload, self._plain))

    def work(self, payload: dict[str, Any]) -> Work:
        """Structure and validate a record, and return what each step took."""
        self._work = {}
        structuring, validating = _seconds(payload, self._rules)
        return {**self._work, STRUCTURE: structuring, REST: validating - sum(self._work.values())}

    def _timed(self, rule: Rule) -> Rule:
        check = rule.check
        if check is None:
            return rule

        def timed(*arguments: Any) -> Problems:
            forget()
            start = thread_time()
            problems = [*check(*arguments)]
            self._work[rule.code] = thread_time() - start
            return iter(problems)

        return evolve(rule, check=timed)


def _facts(text: str) -> Iterator[tuple[str, Callable[[], object]]]:
    criteria = split_criteria(text)
    for find in (facts.ages, facts.sexes, facts.pregnancies, facts.healthy_volunteers):
        yield find.__name__, lambda find=find: find(criteria)


def work_on_criteria(text: str) -> Work:
    """Split an eligibility text and look for its facts, and return what each step took."""
    forget()
    work: Work = {}
    start = thread_time()
    split_criteria(text)
    work["split"] = thread_time() - start
    for name, find in _facts(text):
        start = thread_time()
        find()
        work[name] = thread_time() - start
    return work
