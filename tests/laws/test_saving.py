"""Law 10, on the fixture, on a record that has everything, on small payloads and on the corpus."""

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import ctmodel
from ctmodel.formats.ctgov_v2.classes import table_of
from ctmodel.io.splice.text import spliced
from ctmodel.testing import trials
from tests.laws.corpus import records
from tests.laws.layouts import any_style, any_text
from tests.laws.samples import full
from tests.laws.saving import assert_rest_kept, check_file
from tests.laws.strict import same
from tests.laws.test_round_trip import JSON

RANDOM = st.integers(0, 2**32).map(Random)
RECORDS = [ctmodel.unstructure(ctmodel.testing.load_fixture("NCT01219465")), full(table_of(ctmodel.Trial))]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("saving")


def check(payload: Any, folder: Path, random: Random, edits: int = 4) -> None:
    path = folder / random.choice(["a.json", "b.json.gz"])
    style = any_style(random)
    check_file(path, style.text(payload), random, edits, style)
    check_file(path, any_text(payload, random), random, edits)


@settings(max_examples=20)
@given(st.sampled_from(RECORDS), RANDOM, st.sampled_from([1, 1, 4]))
def test_records(folder: Path, payload: dict[str, Any], random: Random, edits: int) -> None:
    check(payload, folder, random, edits)


@settings(max_examples=50)
@given(trials(), RANDOM)
def test_trials_made_by_hand(folder: Path, trial: ctmodel.Trial, random: Random) -> None:
    path = folder / "a.json"
    check_file(path, any_text(ctmodel.unstructure(trial), random), random, 3)


def changed(value: Any, random: Random) -> Any:
    """Change JSON anywhere, often nowhere."""
    chance = random.random()
    if chance < 0.1:
        return random.choice([None, {}, [], 0, 0.0, -0.0, "é/", {"n": [1, {"m": {}}]}, [[], "x", {"y": 1}]])
    if type(value) is dict:
        items = [(key, changed(item, random)) for key, item in value.items() if random.random() > 0.1]
        if random.random() < 0.2:
            items.insert(random.randint(0, len(items)), ("new", random.choice([1, ["a", "b"], {"c": {"d": 1}}])))
        if random.random() < 0.1:
            random.shuffle(items)
        return dict(items)
    if type(value) is list:
        items = [changed(item, random) for item in value if random.random() > 0.1]
        if random.random() < 0.2:
            items.insert(random.randint(0, len(items)), random.choice([1, ["a", "b"], {"c": {"d": 1}}]))
        if random.random() < 0.2:
            random.shuffle(items)
        return items
    return value


@given(JSON, RANDOM)
@example({"a": {"b": [0.0]}}, Random(1))
def test_any_json(value: Any, random: Random) -> None:
    text = any_text({"x": value, "y": [value, value]}, random)
    old = json.loads(text)
    new = changed(old, random)
    written = spliced(text, old, new)
    assert same(json.loads(written), new)
    assert_rest_kept(text, written, old, new)
    style = any_style(random)
    text = style.text(old)
    assert same(json.loads(spliced(text, old, new)), new)
    assert spliced(text, old, json.loads(json.dumps(old))) == text


@pytest.mark.parametrize("depth", [200, 249])
def test_deep(depth: int) -> None:
    text = "[" * depth + "1" + "]" * depth
    assert spliced(text, json.loads(text), json.loads(text.replace("1", "2"))) == text.replace("1", "2")


@pytest.mark.corpus
def test_the_corpus(corpus: Path, folder: Path) -> None:
    random = Random(20_261_125)
    for number, (_, name, data) in enumerate(records(corpus)):
        if number % 50 == 0 and len(data) < 100_000:
            try:
                check_file(folder / "a.json", data.decode(), random, 1)
                check(json.loads(data), folder, random)
            except AssertionError as error:
                raise AssertionError(name) from error
