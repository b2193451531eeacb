"""The law of the page: every text of the record is on it, or named where it lists what it does not show."""

import itertools
import json
from pathlib import Path

import pytest

import ctmodel
from ctmodel.formats.native import payload_of
from ctmodel.pages.html import page
from tests.conftest import members
from tests.pages.everything import STUDY
from tests.pages.html.records import RECORDS
from tests.pages.html.text import missing, squashed, text_of

SAMPLES = Path(__file__).parents[2] / "formats"


def left_out(trial, payload):
    parts = [part.text for part in trial.eligibility.parts] if trial.eligibility else []
    return list(missing(payload, page(trial, []), parts))


def test_all_texts_of_the_fixture_are_on_the_page():
    trial = ctmodel.testing.load_fixture("NCT01219465")
    assert left_out(trial, payload_of(trial)) == []


def test_all_texts_of_a_study_with_each_field_are_on_the_page():
    assert left_out(ctmodel.structure(STUDY), STUDY) == []


@pytest.mark.parametrize("name", RECORDS)
def test_all_texts_of_records_that_are_hard_to_show_are_on_the_page(name):
    trial = RECORDS[name]()
    assert left_out(trial, payload_of(trial)) == []


def test_unknown_fields_and_misfits_are_named_at_the_end():
    trial = ctmodel.structure({
        "protocolSection": {"identificationModule": {"nctId": "NCT00000001", "briefTitle": 5}, "newModule": {"a": ["x y"]}},
        "strange": {"deep": [{"er": "text"}]},
    })  # fmt: skip
    html = page(trial, [])
    rest = html[html.index('<section id="rest"') :].replace("<wbr>", "")
    for text in ("/protocolSection/newModule/a/0", "x y", "/strange/deep/0/er", "text", "briefTitle", ">5<"):
        assert text in rest


def test_a_page_of_a_complete_record_says_that_nothing_is_left_out():
    assert "Nothing is left out." in page(ctmodel.testing.load_fixture("NCT01219465"), [])


@pytest.mark.parametrize(
    "file",
    [file for file in sorted(SAMPLES.glob("*/samples/*")) if ".expected" not in file.name],
    ids=lambda file: f"{file.parts[-3]}/{file.name}",
)
def test_all_texts_of_foreign_samples_are_on_their_pages(file):
    for trial in ctmodel.read_many(file, on_error=[].append):
        assert left_out(trial, payload_of(trial)) == []
        shown = squashed(text_of(page(trial, [])))
        for left in ctmodel.formats.account(trial).left.values():
            assert squashed(str(left.value)) in shown


@pytest.mark.corpus
def test_all_texts_of_the_corpus_are_on_the_pages(corpus):
    for name, data in itertools.chain(members(corpus / "ctgov_v2.zip"), members(corpus / "partial_v2.zip")):
        payload = json.loads(data)
        assert left_out(ctmodel.structure(payload), payload) == [], name


@pytest.mark.corpus
def test_all_texts_of_foreign_records_are_on_the_pages(corpus):
    archives = ("isrctn_raw.zip", "few.zip", "ctis_ctrdata.zip")
    for archive in archives:
        for count, trial in enumerate(ctmodel.read_many(corpus / "registries" / archive, on_error=[].append)):
            assert left_out(trial, payload_of(trial)) == [], trial.registry_id
            if count == 30:
                break
