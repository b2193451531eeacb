"""Every error and warning rule fires on a damaged real record, and no rule crashes on anything.

Where the corpus is not at hand, a rule may lack its mutation and the line in ``companions.tsv``.
"""

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest

from ctmodel import Severity
from ctmodel.rules import RULES
from tests.conftest import members
from tests.laws.damage import damaged
from tests.rules.companions import added, codes, listed, real_records
from tests.rules.mutations import all_mutations


def test_mutations_are_those_of_rules() -> None:
    assert set(listed()) <= set(all_mutations()) <= {rule.code for rule in RULES}


@pytest.mark.corpus
@pytest.mark.usefixtures("corpus")
def test_there_is_a_mutation_for_every_error_and_warning() -> None:
    needed = {rule.code for rule in RULES if rule.check is not None and rule.severity is not Severity.NOTE}
    assert needed <= set(all_mutations())
    assert set(listed()) == set(all_mutations())


@pytest.fixture(scope="session")
def records(corpus: Path) -> list[dict[str, Any]]:
    return real_records(corpus)


@pytest.mark.corpus
@pytest.mark.parametrize("code", sorted(all_mutations()))
def test_damage_is_seen_by_the_rule_and_by_no_others_than_those_listed(
    code: str, records: list[dict[str, Any]]
) -> None:
    assert added(code, records) == {code} | listed()[code]


@pytest.mark.corpus
def test_nothing_crashes_on_damaged_records(records: list[dict[str, Any]], corpus: Path) -> None:
    random = Random(4)
    for _, data in members(corpus / "damaged_v2.zip"):
        assert "STR900" not in codes(json.loads(data))
    for _ in range(300):
        assert "STR900" not in codes(damaged(random.choice(records), random, 12))
