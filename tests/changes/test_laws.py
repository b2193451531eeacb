"""The laws of changes, on trials made by Hypothesis, damaged payloads, and all versions in the corpus."""

import json
from collections import defaultdict
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ctmodel
from ctmodel.testing import trials
from tests.changes.laws import check
from tests.conftest import members
from tests.laws.damage import damaged

Payload = dict[str, Any]

JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-2, 2), st.sampled_from([0.0, -0.0, 1.0, "", "a", "A", "b/~"])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from(["", "a", "b/~c", "protocolSection", "statusModule", "outcomesModule",
                                         "primaryOutcomes", "otherOutcomes", "measure", "startDateStruct", "date"]),
                        inner, max_size=4),
    ),
    max_leaves=12,
)  # fmt: skip


@given(trials(), trials())
def test_two_trials(old: ctmodel.Trial, new: ctmodel.Trial) -> None:
    changes = ctmodel.diff(old, new)
    assert ctmodel.apply(old, changes) == new
    check(ctmodel.unstructure(old), ctmodel.unstructure(new))


@given(trials(), st.randoms(use_true_random=False))
def test_a_trial_and_a_damaged_copy(trial: ctmodel.Trial, random: Random) -> None:
    payload = ctmodel.unstructure(trial)
    check(payload, damaged(payload, random))


@given(st.dictionaries(st.sampled_from(["protocolSection", "unknown", "hasResults"]), JSON), JSON, JSON)
def test_any_json(study: Payload, old: Any, new: Any) -> None:
    check(study, {**study, "protocolSection": new})
    check({**study, "protocolSection": old}, {**study, "protocolSection": new})


@given(
    *[st.lists(st.lists(st.sampled_from(["a", "A", "b", "c d", "c e", "", "-"]), max_size=5), min_size=3, max_size=3)]
    * 2
)
def test_outcomes_in_any_lists(old: list[list[str]], new: list[list[str]]) -> None:
    keys = ("primaryOutcomes", "secondaryOutcomes", "otherOutcomes")
    studies = [
        {"protocolSection": {"outcomesModule": {
            key: [{"measure": measure} for measure in measures] for key, measures in zip(keys, lists, strict=True)
        }}}
        for lists in (old, new)
    ]  # fmt: skip
    check(*studies)


@given(*[st.lists(st.sampled_from(["a", "A", "b", "c", 1, 1.0, True, None]), max_size=7)] * 2)
def test_any_two_lists_of_texts(old: list[Any], new: list[Any]) -> None:
    for key in ("keywords", "unknown"):
        check(*({"protocolSection": {"conditionsModule": {key: items}}} for items in (old, new)))


def versions(corpus: Path) -> list[list[Payload]]:
    """Return the versions of each study, oldest first."""
    found = defaultdict[str, list[Payload]](list)
    for name, data in members(corpus / "history_v2.zip"):
        found[name.split("/")[0]].append(json.loads(data))
    for name, data in sorted(members(corpus / "history_pairs.zip"), reverse=True):  # old before new
        found[name.split(".")[0]].append(json.loads(data))
    return list(found.values())


@pytest.mark.corpus
def test_all_versions_both_ways(corpus: Path) -> None:
    pairs = 0
    for held in versions(corpus):
        for index, old in enumerate(held):
            for new in held[index + 1 :]:
                assert check(old, new, ordered=True)
                check(new, old, ordered=True)
                pairs += 1
    assert pairs == 71


@pytest.mark.corpus
def test_damaged_versions(corpus: Path) -> None:
    random = Random(20_261_126)
    held = versions(corpus)
    for _ in range(200):
        old, new = (random.choice(study) for study in [random.choice(held)] * 2)
        check(damaged(old, random, 6), new)
        check(damaged(old, random, 6), damaged(new, random, 6))


@pytest.mark.corpus
def test_pairs_of_different_studies(corpus: Path) -> None:
    random = Random(20_261_126)
    studies = [json.loads(data) for _, data in members(corpus / "ctgov_v2.zip") if len(data) < 100_000]
    for _ in range(200):
        check(random.choice(studies), random.choice(studies))


@pytest.mark.corpus
def test_damaged_records(corpus: Path) -> None:
    random = Random(20_261_126)
    studies = [
        json.loads(data) for archive in ("damaged_v2.zip", "partial_v2.zip") for _, data in members(corpus / archive)
    ]
    for _ in range(150):
        check(random.choice(studies), random.choice(studies))


@pytest.mark.corpus
def test_foreign_trials(corpus: Path) -> None:
    random = Random(20_261_126)
    for archive in sorted((corpus / "registries").glob("*.zip")):
        found = list(ctmodel.read_many(archive, on_error=lambda _: None))
        for _ in range(8 if found else 0):
            old, new = random.choice(found), random.choice(found)
            made = ctmodel.apply(old, ctmodel.diff(old, new))
            assert ctmodel.unstructure(made) == ctmodel.unstructure(new)
            assert ctmodel.diff(old, old) == []
