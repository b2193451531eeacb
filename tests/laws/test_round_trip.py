"""Laws 1, 2 and 4, on whatever Hypothesis thinks of, and on the corpus."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import ctmodel
from ctmodel.formats.ctgov_v2.classes import table_of
from ctmodel.model.sourced import Sourced
from ctmodel.testing import trials
from tests.laws.corpus import attributes, check_payload, check_text, records
from tests.laws.damage import damaged
from tests.laws.samples import full
from tests.laws.strict import same

NUMBERS = st.integers(-(2**80), 2**80) | st.floats(allow_nan=False, allow_infinity=False)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(TEXTS, JSON).filter(lambda payload: type(payload.get("studies")) is not list))
@example({"protocolSection": {"identificationModule": [1, 1.0, True, None]}})
@example({"hasResults": 1, "resultsSection": [], "derivedSection": None, "\ud800": "\udfff"})
def test_any_json_object(payload: dict[str, Any]) -> None:
    check_payload(payload)


@given(st.randoms(use_true_random=False), st.integers(1, 12))
def test_a_full_record_damaged(random: Random, times: int) -> None:
    check_payload(damaged(full(table_of(ctmodel.Trial)), random, times))


@given(trials())
def test_a_trial_made_by_hand(trial: ctmodel.Trial) -> None:
    payload = ctmodel.unstructure(trial)

    assert ctmodel.structure(payload) == trial
    assert ctmodel.loads(ctmodel.dumps(trial)) == trial
    assert same(ctmodel.unstructure(ctmodel.structure(payload)), payload)


@given(JSON, st.none() | st.integers(0, 16))
def test_text(value: Any, indent: int | None) -> None:
    payload = {"hasResults": True, "x": value}
    text = json.dumps(payload)
    assert same(json.loads(ctmodel.dumps(ctmodel.loads(text), indent)), payload)
    assert same(json.loads(ctmodel.dumps(ctmodel.loads(text.encode()), indent)), payload)


@pytest.mark.parametrize("integer", [2**53 + 1, 2**63, 2**64, -(2**64), 10**399, 10**4299])
def test_integers_survive(integer: int) -> None:
    text = f'{{"hasResults":{integer},"x":[{integer}]}}'
    assert ctmodel.dumps(ctmodel.loads(text)) == text


@pytest.mark.parametrize(
    ("payload", "pointer"),
    [
        ({"x": "\ud800é"}, "/x"),
        ({"\udfff": 1}, "/\\udfff"),
        (
            {"protocolSection": {"identificationModule": {"acronym": "\udfff"}}},
            "/protocolSection/identificationModule/acronym",
        ),
    ],
)
def test_half_of_a_surrogate_pair_is_held_and_not_written(payload: Any, pointer: str, tmp_path: Path) -> None:
    trial = ctmodel.structure(payload)
    assert same(ctmodel.unstructure(trial), payload)
    for indent in (None, 2):
        with pytest.raises(ValueError, match="lone surrogate") as caught:
            ctmodel.dumps(trial, indent)
        assert str(caught.value).startswith(f"{pointer}: ")
    for way in ("keep", None, 2):
        with pytest.raises(ValueError, match="lone surrogate"):
            ctmodel.write(trial, tmp_path / "a.json", way)
    assert not [*tmp_path.iterdir()]


@pytest.mark.corpus
def test_the_corpus(corpus: Path) -> None:
    for _, name, data in records(corpus):
        try:
            check_text(data)
            check_payload(json.loads(data))
        except AssertionError as error:
            raise AssertionError(name) from error


@pytest.mark.corpus
def test_every_leaf_of_whole_records_is_reached_by_an_attribute(corpus: Path) -> None:
    for kind, name, data in records(corpus):
        if kind == "whole":
            reached = Counter(str(value) for value in held_leaves(ctmodel.loads(data)))
            assert reached == Counter(str(leaf) for leaf in registry_leaves(json.loads(data))), name


def held_leaves(trial: ctmodel.Trial) -> Iterator[Any]:
    for _, value, _ in attributes(trial):
        items = value if type(value) is list else [value]
        yield from (item for item in items if item is not None and not isinstance(item, Sourced))


def registry_leaves(value: Any) -> Iterator[Any]:
    if type(value) is dict:
        for key, item in value.items():
            if key not in ("locations_nested", "interventionMappedName"):  # not the registry's
                yield from registry_leaves(item)
    elif type(value) is list:
        for item in value:
            yield from registry_leaves(item)
    else:
        yield value
