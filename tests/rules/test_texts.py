"""The views of a record's texts: with paths, without, joined."""

from pathlib import Path

import pytest
from hypothesis import given

import ctmodel
from ctmodel import Contact, Location, Official, Outcome, ResponsibleParty, Trial
from ctmodel.model import FlowGroup, MoreInfo, ParticipantFlow, Results
from ctmodel.rules.definition import Record
from ctmodel.rules.engine import as_of_record
from ctmodel.rules.texts import of_people, protocol_texts, results_strings, results_texts
from ctmodel.testing import trials
from tests.rules.expressions import AS_OF


def assert_same_texts(trial: Trial) -> None:
    record = Record(trial, as_of_record(trial))
    found = protocol_texts(trial)
    others, people = record.strings
    assert sorted(others) == sorted(text for path, text in found if not of_people(path))
    assert sorted(people) == sorted(text for path, text in found if of_people(path))
    assert all(text in record.text for _, text in found)
    assert all(text in record.free_text for text in others)


def test_views_of_the_texts() -> None:
    trial = Trial(
        brief_title="Asthma \u2265 1",
        keywords=["A", "B"],
        primary_outcomes=[Outcome(measure="Pain")],
        locations=[Location(facility="Here", contacts=[Contact(name="Somebody")])],
    )
    record = Record(trial, as_of_record(trial))
    assert record.strings == (["Asthma \u2265 1", "A", "B", "Pain"], ["Here", "Somebody"])
    assert record.free_text == "Asthma \u2265 1\nA\nB\nPain"
    assert record.lower_text == "asthma \u2265 1\na\nb\npain\nhere\nsomebody".encode()
    assert record.characters == "\u2265"
    assert_same_texts(trial)


def test_texts_of_results() -> None:
    results = Results(
        participant_flow=ParticipantFlow(groups=[FlowGroup(title="A", description="B")]),
        more_info=MoreInfo(limitations_and_caveats="C"),
    )
    assert results_texts(results) == [
        ("results.participant_flow.groups[0].title", "A"),
        ("results.participant_flow.groups[0].description", "B"),
        ("results.more_info.limitations_and_caveats", "C"),
    ]
    assert sorted(results_strings(results)) == ["A", "B", "C"]


def test_people_are_told_from_other_texts() -> None:
    trial = Trial(
        brief_title="A title",
        central_contacts=[Contact(name="A contact")],
        overall_officials=[Official(name="An official")],
        responsible_party=ResponsibleParty(investigator_full_name="An investigator"),
        locations=[Location(facility="A site")],
    )
    others, people = Record(trial, AS_OF).strings
    assert others == ["A title"]
    assert set(people) == {"A contact", "An official", "An investigator", "A site"}
    assert_same_texts(trial)


def test_characters_of_plain_text_are_left_out() -> None:
    printed = "".join(map(chr, range(0x20, 0x7F)))
    assert Record(Trial(brief_title=f"\n\t{printed}"), AS_OF).characters == ""
    assert set(Record(Trial(brief_title="\x1f\x7f"), AS_OF).characters) == {"\x1f", "\x7f"}


@given(trials())
def test_gathered_texts_are_those_with_paths(trial: Trial) -> None:
    assert_same_texts(trial)


@pytest.mark.corpus
def test_gathered_texts_of_real_records(corpus: Path) -> None:
    for trial in ctmodel.read_many(corpus / "ctgov_v2.zip"):
        assert_same_texts(trial)
