"""The law of the text page: every text of the record is on it, or named where it lists what it does not show."""

import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import ctmodel
from ctmodel.formats.native import payload_of
from ctmodel.io.visible import visible
from ctmodel.pages.text.plain import study_page
from ctmodel.pages.text.prose import prose
from ctmodel.pages.wording import ages
from tests.conftest import members
from tests.pages.everything import STUDY
from tests.pages.html.text import forms, squashed, texts_in

SAMPLES = Path(__file__).parents[1] / "formats"


def shapes(text: str) -> Iterator[str]:
    yield squashed(visible(text))
    yield squashed(visible(prose(text)))
    yield from (squashed(visible(form)) for form in forms(text))


def left_out(trial: Any, payload: Any, page: str) -> list[tuple[str, str]]:
    shown, held = squashed(page), trial.eligibility
    found = []
    seen = set()
    for pointer, text in texts_in(payload):
        if text in seen:
            continue
        seen.add(text)
        if held is not None and held.text == text:
            texts = [part.text.rstrip(": ") for part in held.parts]
        elif held is not None and text in (str(held.minimum_age), str(held.maximum_age)):
            texts = [ages(held.minimum_age, held.maximum_age)]
        else:
            texts = [text]
        found += [(pointer, one) for one in texts if not any(shape in shown for shape in shapes(one))]
    return found


def test_all_texts_of_the_fixture_are_on_the_page() -> None:
    trial = ctmodel.testing.load_fixture("NCT01219465")
    assert left_out(trial, payload_of(trial), study_page(trial)) == []
    assert "Not shown above" not in study_page(trial)


def test_all_texts_of_a_study_with_each_field_are_on_the_page() -> None:
    trial = ctmodel.structure(STUDY)
    page = study_page(trial)
    assert left_out(trial, STUDY, page) == []
    assert "Not shown above" not in page


def test_unknown_fields_and_misfits_are_named_at_the_end() -> None:
    trial = ctmodel.structure({
        "protocolSection": {"identificationModule": {"nctId": "NCT00000001", "briefTitle": 5}, "newModule": {"a": ["x y"]}},
    })  # fmt: skip
    page = study_page(trial)
    rest = page[page.index("Not shown above") :]
    assert "/protocolSection/newModule/a/0: x y" in rest
    assert "/protocolSection/identificationModule/briefTitle: 5" in rest


@pytest.mark.parametrize(
    "file",
    [file for file in sorted(SAMPLES.glob("*/samples/*")) if ".expected" not in file.name],
    ids=lambda file: f"{file.parts[-3]}/{file.name}",
)
def test_all_texts_of_foreign_samples_are_on_their_pages(file: Path) -> None:
    for trial in ctmodel.read_many(file, on_error=[].append):
        page = study_page(trial)
        assert left_out(trial, payload_of(trial), page) == []
        for left in ctmodel.formats.account(trial).left.values():
            assert any(shape in squashed(page) for shape in shapes(str(left.value)))


@pytest.mark.corpus
@pytest.mark.parametrize("archive", ["ctgov_v2.zip", "partial_v2.zip", "damaged_v2.zip"])
def test_all_texts_of_the_corpus_are_on_the_pages(corpus: Path, archive: str) -> None:
    for name, data in members(corpus / archive):
        payload = json.loads(data)
        trial = ctmodel.structure(payload)
        assert left_out(trial, payload, study_page(trial)) == [], name


@pytest.mark.corpus
@pytest.mark.parametrize("archive", ["isrctn_raw.zip", "few.zip", "ctis_ctrdata.zip"])
def test_all_texts_of_foreign_records_are_on_the_pages(corpus: Path, archive: str) -> None:
    trials = ctmodel.read_many(corpus / "registries" / archive, on_error=[].append)
    for trial in itertools.islice(trials, 30):
        assert left_out(trial, payload_of(trial), study_page(trial)) == [], trial.registry_id
