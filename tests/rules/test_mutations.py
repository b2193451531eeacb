"""Every error and warning rule fires on a damaged real record, and no rule crashes on anything."""

import copy
import importlib
import json
import pkgutil
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

import ctmodel
from ctmodel import Severity
from ctmodel.ctgov.codec import payload_of
from ctmodel.rules import RULES
from ctmodel.rules.engine import Questions
from ctmodel.rules.profiles import Profile
from tests.conftest import members
from tests.laws.damage import damaged
from tests.rules import mutations
from tests.rules.expressions import AS_OF

ALL = Profile("all", "Every rule.", all_rules=True)
Mutation = Callable[[dict[str, Any]], None]


def all_mutations() -> dict[str, Mutation]:
    found: dict[str, Mutation] = {}
    for module in pkgutil.iter_modules(mutations.__path__):
        found |= importlib.import_module(f"tests.rules.mutations.{module.name}").MUTATIONS
    return found


MUTATIONS = all_mutations()


def codes(payload: dict[str, Any]) -> list[str]:
    trial = ctmodel.structure(payload)
    return [finding.code for finding in Questions(RULES, ALL).examine(trial, payload_of(trial), AS_OF).findings]


def test_there_is_a_mutation_for_every_error_and_warning() -> None:
    needed = {rule.code for rule in RULES if rule.check is not None and rule.severity is not Severity.NOTE}
    assert needed <= set(MUTATIONS)
    assert set(MUTATIONS) <= {rule.code for rule in RULES}


@pytest.fixture(scope="session")
def records(corpus: Path) -> list[dict[str, Any]]:
    """Real records, those with results first, and large ones left out."""
    payloads = [json.loads(data) for _, data in members(corpus / "ctgov_v2.zip") if len(data) < 60_000]
    return sorted(payloads, key=lambda payload: "resultsSection" not in payload)


@pytest.mark.corpus
@pytest.mark.parametrize("code", sorted(MUTATIONS))
def test_damage_is_seen(code: str, records: list[dict[str, Any]]) -> None:
    for payload in records:
        broken = copy.deepcopy(payload)
        try:
            MUTATIONS[code](broken)
        except (KeyError, IndexError, StopIteration):
            continue  # this record lacks what would be damaged
        if codes(broken).count(code) > codes(payload).count(code):
            return
    pytest.fail(f"no damaged record made {code} fire")


@pytest.mark.corpus
def test_nothing_crashes_on_damaged_records(records: list[dict[str, Any]], corpus: Path) -> None:
    random = Random(4)
    for _, data in members(corpus / "damaged_v2.zip"):
        assert "STR900" not in codes(json.loads(data))
    for _ in range(300):
        assert "STR900" not in codes(damaged(random.choice(records), random, 12))
