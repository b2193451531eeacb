"""Law 8: each value of a trial is in the converted document or in its losses; checked by another walk."""

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from attrs import evolve

import ctmodel
from ctmodel.formats import formats
from ctmodel.formats.foreign import ForeignFormat
from ctmodel.formats.native import TRIAL
from ctmodel.formats.study_payload import kind_at
from ctmodel.formats.targets import TextInPart, constant, target, value_at
from ctmodel.formats.unheld import unheld
from ctmodel.formats.writer import Writer, Written
from ctmodel.model import Outcome
from tests.conftest import members
from tests.formats.shares import archives
from tests.formats.test_account import FOREIGN, samples
from tests.formats.written import FORMS, check
from tests.laws.damage import damaged
from tests.laws.samples import full
from tests.pages.everything import PROTOCOL

WRITERS = {name: held.writer for name, held in formats().items() if held.writer is not None}


def test_each_writer_is_checked() -> None:
    assert WRITERS.keys() == FORMS.keys()


@pytest.mark.parametrize("name", FORMS)
def test_everything_that_the_model_has(name: str) -> None:
    check(ctmodel.testing.load_fixture("NCT01219465"), name)
    check(ctmodel.structure({"protocolSection": PROTOCOL}), name)
    check(ctmodel.structure(full(TRIAL)), name)


@pytest.mark.parametrize("name", FORMS)
def test_damaged_records(name: str) -> None:
    random = Random(8)
    for _ in range(400):
        check(ctmodel.structure(damaged({"protocolSection": PROTOCOL, "hasResults": True}, random)), name)


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize(
    ("held", "path"),
    [pytest.param(held, path, id=f"{held.name}-{path.stem}") for held in FOREIGN for path in samples(held)],
)
def test_foreign_records(name: str, held: ForeignFormat, path: Path) -> None:
    for record in held.records(path.read_bytes()):
        check(held.trial(record), name)


@pytest.mark.corpus
@pytest.mark.parametrize("name", FORMS)
def test_the_corpus(name: str, corpus: Path) -> None:
    count = 0
    for archive, step in (("ctgov_v2.zip", 8), ("damaged_v2.zip", 1), ("partial_v2.zip", 1)):
        for index, (_, data) in enumerate(members(corpus / archive)):
            if index % step == 0:
                payload = json.loads(data)
                if isinstance(payload, dict) and "studies" not in payload:
                    check(ctmodel.structure(payload), name)
                    count += 1
    assert count > 300


@pytest.mark.corpus
@pytest.mark.parametrize("name", FORMS)
def test_foreign_records_of_the_corpus(name: str, corpus: Path) -> None:
    for format, documents in archives(corpus).items():
        held: Any = formats()[format]
        for data in documents[:20]:
            for record in list(held.records(data))[:20]:
                check(held.trial(record), name)


def studies() -> list[ctmodel.Trial]:
    """Return trials that use each row of the writers."""
    observational = {
        "identificationModule": {"nctId": "NCT99000002", "briefTitle": "Walks"},
        "statusModule": {"studyFirstSubmitDate": "2019-12-01"},
        "designModule": {"designInfo": {"observationalModel": "COHORT", "timePerspective": "PROSPECTIVE"}},
    }
    foreign = formats()["ictrp-xml"]
    assert isinstance(foreign, ForeignFormat)
    (elsewhere,) = map(
        foreign.trial, foreign.records(b"<Trial><TrialID>X1</TrialID><Source_Register>ANZCTR</Source_Register></Trial>")
    )
    elsewhere.nct_id = "NCT99000003"
    whole = ctmodel.structure({"protocolSection": PROTOCOL, "documentSection": DOCUMENTS, "hasResults": True})
    return [whole, ctmodel.structure({"protocolSection": observational}), elsewhere]


DOCUMENTS = {"largeDocumentModule": {"largeDocs": [{"label": "Study Protocol", "filename": "Prot_000.pdf", "size": 5}]}}
ROWS = [
    pytest.param(name, index, id=f"{name}-{index}-{row.place}")
    for name, writer in WRITERS.items()
    for index, row in enumerate(writer.targets)
]


def written(writer: Writer, trial: ctmodel.Trial) -> Written:
    found = writer.write(trial)
    return Written(found.document, [*found.losses, *unheld(trial)])


#: The row without which the next one takes its place: secondary identifiers come after the organization's.
WITHOUT_FIRST = {"ris": None, "ctgov-csv": 21}


@pytest.mark.parametrize(("name", "index"), ROWS)
def test_without_a_row_more_is_lost(name: str, index: int) -> None:
    writer = WRITERS[name]
    broken = evolve(writer, targets=(*writer.targets[:index], *writer.targets[index + 1 :]))
    changed = []
    for trial in studies():
        whole, less = written(writer, trial), written(broken, trial)
        changed.append(whole.document != less.document)
        if index != WITHOUT_FIRST[name]:
            check(trial, name, less)
        assert {loss.path for loss in whole.losses} <= {loss.path for loss in less.losses}
    assert any(changed), "no study here uses the row"


@pytest.mark.parametrize(("name", "index"), ROWS)
def test_a_row_that_cuts_its_texts_is_noticed(name: str, index: int) -> None:
    writer = WRITERS[name]
    row = writer.targets[index]

    def cut(*values: Any) -> Any:
        found = row.write(*values)
        if isinstance(found, TextInPart):
            return evolve(found, text=found.text[:1])
        return found and found[:1]

    replaced = evolve(writer, targets=(*writer.targets[:index], evolve(row, write=cut), *writer.targets[index + 1 :]))
    dropped = evolve(writer, targets=(*writer.targets[:index], *writer.targets[index + 1 :]))
    for trial in studies():
        needed = {loss.path for loss in written(dropped, trial).losses if loss.reason == "no place"}
        whole = {loss.path for loss in written(writer, trial).losses}
        if needed <= whole:  # it holds in full what no other row does
            continue
        with pytest.raises((AssertionError, IndexError)):
            check(trial, name, written(replaced, trial))


def write(writer: Writer, **attributes: Any) -> tuple[str, dict[str, str]]:
    found = writer.write(ctmodel.Trial(**attributes))
    return found.document, {loss.path: loss.reason for loss in found.losses}


def lines(texts: Any) -> str:
    return "".join(f"{place}={text}\n" for place, held in texts.items() for text in held)


def test_the_first_row_that_holds_a_value_in_full_counts() -> None:
    def first_letter(text: str) -> TextInPart:
        return TextInPart(text[0], "in part: only a letter")

    short, whole = target("a", "acronym", first_letter), target("b", "acronym")
    for rows in ((short, whole), (whole, short)):
        assert write(Writer(rows, lines), acronym="XY")[1] == {}
    assert write(Writer((short,), lines), acronym="XY") == ("a=X\n", {"acronym": "in part: only a letter"})


def test_a_value_without_text_is_lost() -> None:
    writer = Writer((target("a", "acronym"), target("b", "conditions[]", separator="|")), lines)
    assert write(writer, acronym=" ", conditions=["", "x"]) == (
        "b=x\n", {"acronym": "no place", "conditions[0]": "no place"}
    )  # fmt: skip
    assert write(writer, conditions=("x", " ")) == ("b=x\n", {"conditions[1]": "no place"})
    assert write(writer, acronym="", conditions=()) == ("", {"acronym": "no place"})


def test_what_is_between_items_cannot_be_in_one() -> None:
    writer = Writer((target("b", "conditions[]", separator=" | "),), lines)
    why = "in part: '|' is between items, which are stripped"
    assert write(writer, conditions=["x", "y|z", "v "]) == (
        "b=x | y|z | v \n", {"conditions[1]": why, "conditions[2]": why}
    )  # fmt: skip


def test_some_attributes_of_an_item_are_held_in_part() -> None:
    def outcome(measure: str | None, time: str | None) -> TextInPart | None:
        return TextInPart(f"{measure}", "in part: cut", ("time_frame",)) if time else None

    writer = Writer((target("o", "primary_outcomes[].measure primary_outcomes[].time_frame", outcome),), lines)
    outcomes = [Outcome(measure="m", time_frame="t"), Outcome(measure="n"), Outcome(description="d")]
    assert write(writer, primary_outcomes=outcomes) == (
        "o=m\n",
        {
            "primary_outcomes[0].time_frame": "in part: cut",
            "primary_outcomes[1].measure": "no place",
            "primary_outcomes[2].description": "no place",
        },
    )


def test_constants_and_what_is_given_hold_nothing() -> None:
    writer = Writer((constant("a", "always"), target("b", "", given="acronym")), lines)
    assert write(writer) == ("a=always\n", {})
    assert write(writer, acronym="X") == ("a=always\nb=X\n", {"acronym": "no place"})


@pytest.mark.parametrize("name", FORMS)
def test_a_lone_surrogate_is_refused_where_it_would_be_written(name: str) -> None:
    with pytest.raises(ValueError, match=r"^conditions\[1\]: a lone surrogate cannot be written"):
        ctmodel.convert(ctmodel.Trial(conditions=["a", "\ud800"]), name)
    assert ctmodel.convert(ctmodel.Trial(detailed_description="\ud800"), name).losses


@pytest.mark.parametrize("name", FORMS)
def test_a_value_of_a_wrong_type_is_refused(name: str) -> None:
    with pytest.raises(TypeError, match=r"^conditions: expected a list"):
        ctmodel.convert(ctmodel.Trial(conditions="Fatigue"), name)  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "writer"), WRITERS.items())
def test_rows_name_attributes_of_the_model(name: str, writer: Writer) -> None:
    for row in writer.targets:
        for attribute in row.attributes:
            assert kind_at(attribute) is not None, attribute
        for given in row.given:
            value_at(ctmodel.Trial(), given)
