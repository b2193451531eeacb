"""Every rule fires on its own examples and stays silent on the others, and reads no more than it says."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import ctmodel
from ctmodel import Finding
from ctmodel.formats.registry import view_of
from ctmodel.rules import RULES, Rule
from ctmodel.rules.definition import Record
from ctmodel.rules.documentation import examples
from ctmodel.rules.engine import Engine
from ctmodel.rules.profiles import Profile
from ctmodel.rules.records import RecordKind
from ctmodel.rules.structure import STRUCTURE
from tests.conftest import members
from tests.rules.examples import Example, documented, edges
from tests.rules.expressions import AS_OF

ALL = Profile("all", "Every rule.", all_rules=True)
#: Rules about what cannot be written as an example: damaged archives, huge documents, crashes of rules.
WITHOUT_EXAMPLES = {"STR015", "STR016", "STR900", "STR901"}


BY_CODE = {rule.code: rule for rule in RULES}


def cases(fires: bool) -> Iterator[Any]:
    """Yield the examples that a rule fires on, or those on which it is silent."""
    for number, example in enumerate([*documented(), *edges()]):
        if example.fires is fires:
            yield pytest.param(BY_CODE[example.code], example, id=f"{example.code}-{number}")


def found(example: Example, rule: Rule, folder: Path) -> list[Finding]:
    value = example.value()
    if isinstance(value, str):
        path = folder / "example.json"
        path.write_text(value)
        return list(ctmodel.validate_path(path, select=[rule.code]))
    trial = ctmodel.structure(value) if isinstance(value, dict) else value
    kind = None if rule in STRUCTURE else RecordKind.WHOLE
    outcome = Engine([rule], ALL, kind).check(trial, view_of(trial), AS_OF)
    assert "STR900" not in {finding.code for finding in outcome.findings}, outcome.findings
    return outcome.findings


@pytest.mark.parametrize(("rule", "example"), list(cases(True)))
def test_it_fires(rule: Rule, example: Example, tmp_path: Path) -> None:
    findings = found(example, rule, tmp_path)
    assert rule.code in {finding.code for finding in findings}
    assert any(example.says in f"{finding.path}: {finding.message}" for finding in findings)


@pytest.mark.parametrize(("rule", "example"), list(cases(False)))
def test_it_is_silent(rule: Rule, example: Example, tmp_path: Path) -> None:
    assert found(example, rule, tmp_path) == []


@pytest.mark.parametrize("rule", sorted(RULES, key=lambda rule: rule.code), ids=lambda rule: rule.code)
def test_it_is_documented(rule: Rule) -> None:
    assert rule.summary.endswith(".")
    assert len(rule.summary) <= 120
    assert "\nWhy:\n    " in rule.documentation
    assert "\n\nFix:\n    " in rule.documentation
    assert rule.source
    if rule.code not in WITHOUT_EXAMPLES:
        assert examples(rule, "Fires")
        assert examples(rule, "Silent")


class Recording:
    """A trial that notes which of its attributes are read; its registry says where it comes from, and fits always."""

    def __init__(self, trial: ctmodel.Trial) -> None:
        self.trial = trial
        self.read: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        if name == "registry":
            return self.trial.registry
        composed = getattr(ctmodel.Trial, name)
        if isinstance(composed, property) and composed.fget is not None:
            return composed.fget(self)
        self.read.add(name)
        return getattr(self.trial, name)


def read_by(rule: Rule, trial: ctmodel.Trial) -> set[str]:
    recording: Any = Recording(trial)
    if rule.check is not None and (rule.applies is None or rule.applies(recording)):
        list(rule.problems(Record(recording, AS_OF)))
    return set(recording.read)


@pytest.mark.parametrize(("rule", "example"), [*cases(True), *cases(False)])
def test_it_reads_what_it_says(rule: Rule, example: Example) -> None:
    value = example.value()
    if not isinstance(value, str):
        trial = ctmodel.structure(value) if isinstance(value, dict) else value
        assert read_by(rule, trial) <= rule.reads


@pytest.mark.corpus
def test_rules_read_what_they_say_on_real_records(corpus: Path) -> None:
    for number, (_, data) in enumerate(members(corpus / "ctgov_v2.zip")):
        if number % 20 == 0:
            trial = ctmodel.structure(json.loads(data))
            for rule in RULES:
                assert read_by(rule, trial) <= rule.reads, rule.code
