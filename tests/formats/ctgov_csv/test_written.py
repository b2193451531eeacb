"""The rows that are written, compared with those of the registry's own downloads, cell by cell and byte by byte."""

import csv
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

import ctmodel
from ctmodel.formats import format_named
from ctmodel.formats.ctgov_csv.columns import COLUMNS
from ctmodel.formats.ctgov_csv.table import READER
from ctmodel.formats.ctgov_csv.texts import row
from ctmodel.formats.ctgov_csv.writing import WRITER
from ctmodel.model import Design, Documents, LargeDoc, Location, Outcome
from tests.conftest import members
from tests.formats.written import cells
from tests.pages.everything import PROTOCOL

#: What differs between a download and the study of another day: the number, the columns (all, if there are none), why.
OTHER_DAYS = {
    "NCT06954246": ((), "the study was changed after the download"),
    "NCT06953089": ((), "the study was changed after the download"),
    "NCT04167618": (("Start Date", "Primary Completion Date", "Completion Date"), "a script has rewritten the dates"),
    "NCT06419855": (("Study Design", "Locations"), "a defect of 2025, and states that were added later"),
    "NCT02650414": (("Interventions",), "one list of interventions was changed"),
    "NCT05993949": (("Collaborators",), "one collaborator was renamed"),
}
#: How the design was written before 2026: nothing around the bars.
OLD_BAR = re.compile(r"(?<! )\|(?! )")


def test_a_row() -> None:
    trial = ctmodel.structure({"protocolSection": PROTOCOL, "hasResults": True})
    trial.documents = Documents(large_docs=[LargeDoc(label="Study Protocol", filename="Prot_000.pdf")])
    document = ctmodel.convert(trial, "ctgov-csv").document
    assert document == (
        ",".join(COLUMNS) + "\r\n"
        "NCT00000103,A walking trial,https://clinicaltrials.gov/study/NCT00000103,WALK,TERMINATED,"
        '"Why people walk.\n\n* alone\n* together",YES,Fatigue,DRUG: Walking|OTHER: Sitting,'
        '"Steps a day, Counted.\nTwice., 12 weeks",Pain,1 year,Example University,Example Company,FEMALE,ADULT,'
        'PHASE1|PHASE2,121,OTHER,INTERVENTIONAL,"Allocation: RANDOMIZED | Intervention Model: PARALLEL | '
        "Masking: DOUBLE (PARTICIPANT, INVESTIGATOR) | Primary Purpose: TREATMENT | Observational Model: COHORT | "
        'Time Perspective: PROSPECTIVE",EX-103|2020-000001-10,2020-01,2022,2023-05-06,2019-12-05,2024-01-04,2024-02-02,'
        '"Example Hospital, Rome, Lazio, 00100, Italy|99999",'
        '"Study Protocol, https://cdn.clinicaltrials.gov/large-docs/03/NCT00000103/Prot_000.pdf"\r\n'
    )
    assert again(document) == document


def test_both_tables_have_the_columns_in_their_order() -> None:
    assert tuple(name for held in READER.fillers for name in held.names) == COLUMNS
    assert tuple(dict.fromkeys(held.place for held in WRITER.targets)) == COLUMNS


def test_an_empty_trial_is_a_row_of_empty_cells() -> None:
    held = cells(ctmodel.convert(ctmodel.Trial(), "ctgov-csv").document)
    assert held == dict.fromkeys(COLUMNS, "")


def read(document: str) -> ctmodel.Trial:
    held: Any = format_named("ctgov-csv")
    (record,) = held.records(document.encode())
    trial: ctmodel.Trial = held.trial(record)
    return trial


def again(document: str) -> str:
    """Read a document, and write it again."""
    return ctmodel.convert(read(document), "ctgov-csv").document


def lost(trial: ctmodel.Trial) -> dict[str, str]:
    return {loss.path: loss.reason.partition(":")[0] for loss in ctmodel.convert(trial, "ctgov-csv").losses}


@pytest.mark.parametrize(
    ("location", "parts"),
    [
        (Location(facility="A, B", country="Italy"), []),
        (Location(facility="A", country="Korea, Republic of"), []),
        (Location(country="Italy"), []),
        (Location(facility="A", country="Atlantis"), ["facility", "country"]),
        (Location(facility="A"), ["facility"]),
        (Location(facility="A", city="Rome", country="Italy"), ["facility", "city"]),
        (Location(facility="A", state="Lazio", zip="1", country="Italy"), ["facility", "state", "zip"]),
    ],
)
def test_the_country_is_found_at_the_end_of_a_location(location: Location, parts: list[str]) -> None:
    trial = ctmodel.Trial(locations=[location])
    assert list(lost(trial)) == [f"locations[0].{part}" for part in parts]
    if not parts:
        assert read(ctmodel.convert(trial, "ctgov-csv").document).locations == [location]


@pytest.mark.parametrize(
    ("outcome", "is_whole"),
    [
        (Outcome(measure="Pain"), True),
        (Outcome(measure="Pain", time_frame="1 y"), False),
        (Outcome(description="d"), False),
    ],
)
def test_an_outcome_is_whole_if_it_is_only_a_measure(outcome: Outcome, is_whole: bool) -> None:
    trial = ctmodel.Trial(secondary_outcomes=[outcome])
    assert (lost(trial) == {}) is is_whole
    assert (read(ctmodel.convert(trial, "ctgov-csv").document).secondary_outcomes == [outcome]) is is_whole


@pytest.mark.parametrize(
    ("design", "cell", "reasons"),
    [
        (Design(allocation="NA", masking="NONE"), "Allocation: NA | Masking: NONE", {}),
        (Design(time_perspective="OTHER"), "Time Perspective: OTHER", {}),
        (Design(who_masked=["PARTICIPANT"]), "", {"design.who_masked[0]": "no place"}),
        (
            Design(allocation="NA", who_masked=["PARTICIPANT"]), "Allocation: NA",
            {"design.who_masked[0]": "no place"},
        ),
        (
            Design(allocation="half | half", masking="NONE"), "Allocation: half | half | Masking: NONE",
            {"design.allocation": "in part", "design.masking": "in part"},
        ),
    ],
)  # fmt: skip
def test_a_design(design: Design, cell: str, reasons: dict[str, str]) -> None:
    trial = ctmodel.Trial(design=design)
    assert cells(ctmodel.convert(trial, "ctgov-csv").document)["Study Design"] == cell
    assert lost(trial) == reasons
    if not reasons:
        assert read(ctmodel.convert(trial, "ctgov-csv").document).design == design


@pytest.mark.parametrize("number", [None, "NCT1", "NCT0000010", "NCT000001034"])
def test_an_address_needs_a_number(number: str | None) -> None:
    documents = Documents(large_docs=[LargeDoc(label="Study Protocol", filename="Prot_000.pdf")])
    trial = ctmodel.Trial(nct_id=number, documents=documents)
    held = cells(ctmodel.convert(trial, "ctgov-csv").document)
    assert (held["Study URL"], held["Study Documents"]) == ("", "")
    assert lost(trial) == {
        "documents.large_docs[0].label": "no place", "documents.large_docs[0].filename": "no place"
    }  # fmt: skip


@pytest.mark.parametrize("name", ["a/b.pdf", "a b.pdf", "a|b.pdf"])
def test_an_address_has_no_odd_names_of_files(name: str) -> None:
    trial = ctmodel.Trial(nct_id="NCT00000103", documents=Documents(large_docs=[LargeDoc(filename=name)]))
    assert cells(ctmodel.convert(trial, "ctgov-csv").document)["Study Documents"] == ""
    assert list(lost(trial)) == ["documents.large_docs[0].filename"]


def test_secondary_identifiers_need_a_first_one() -> None:
    trial = ctmodel.Trial(secondary_ids=[ctmodel.Identifier(id="B-1")])
    assert lost(trial) == {"secondary_ids[0].id": "in part"}
    trial.org_study_id = "A-1"
    assert lost(trial) == {}
    assert cells(ctmodel.convert(trial, "ctgov-csv").document)["Other IDs"] == "A-1|B-1"


def test_formulas_stay_as_they_are() -> None:
    trial = ctmodel.Trial(brief_title="=1+1", conditions=["-5 mmHg"])
    held = cells(ctmodel.convert(trial, "ctgov-csv").document)
    assert (held["Study Title"], held["Conditions"]) == ("=1+1", "-5 mmHg")


@pytest.mark.parametrize("text", ["a\rb", "a\r\nb", "a\nb", 'say "a"', "a,b", " a ", "\x00", "a\u2028b", "é"])
def test_any_text_is_in_its_cell(text: str) -> None:
    trial = ctmodel.Trial(nct_id="NCT00000103", brief_summary=text)
    assert cells(ctmodel.convert(trial, "ctgov-csv").document)["Brief Summary"] == text


def rows_with_studies(corpus: Path) -> list[tuple[str, dict[str, str], ctmodel.Trial]]:
    """Return the rows of downloads whose studies are in the corpus: number, cells, and the study."""
    with (
        zipfile.ZipFile(corpus / "registries" / "csv_v2.zip") as archive,
        zipfile.ZipFile(corpus / "ctgov_v2.zip") as v2,
    ):
        rows = map(json.loads, archive.read("rows_with_v2_json.jsonl").decode().splitlines())
        return [(held["nct"], held["row"], ctmodel.loads(v2.read(f"{held['nct']}.json"))) for held in rows]


@pytest.mark.corpus
def test_the_cells_are_those_of_the_registry(corpus: Path) -> None:
    count, differing = 0, set()
    for number, real, trial in rows_with_studies(corpus):
        held = cells(ctmodel.convert(trial, "ctgov-csv").document)
        columns, _ = OTHER_DAYS.get(number, (None, ""))
        for column, text in real.items():
            count += 1
            if column == "Study Design":
                text = OLD_BAR.sub(" | ", text)
            if held[column] != text:
                assert columns is not None, (number, column)
                assert not columns or column in columns, (number, column)
                differing.add(number)
    assert count == 605
    assert differing == OTHER_DAYS.keys(), "an exception that is not needed"


@pytest.mark.corpus
def test_the_bytes_are_those_of_the_registry(corpus: Path) -> None:
    count = 0
    for name, data in members(corpus / "registries" / "csv_v2.zip"):
        text = data.decode("utf-8")
        if name.endswith(".csv") and "\r\n" in text:  # others were rewritten by a tool
            count += 1
            found = list(csv.reader(io.StringIO(text, newline="")))
            assert "".join(map(row, found)) == text, name
    assert count == 9


@pytest.mark.corpus
def test_a_row_that_is_read_is_written_again(corpus: Path) -> None:
    for _, data in members(corpus / "ctgov_v2.zip"):
        document = ctmodel.convert(ctmodel.loads(data), "ctgov-csv").document
        assert stripped(again(document)) == stripped(document)


def stripped(text: str) -> str:
    """Return a text without what the reader leaves out: spaces around bars, also in a name, and odd line ends."""
    return re.sub(r"\s*\|\s*", "|", text.replace("\r\n", "\n")).strip()


@pytest.mark.corpus
def test_downloads_are_written_again(corpus: Path) -> None:
    """Rows of all thirty columns, read and written: only the old form of the design differs."""
    held: Any = format_named("ctgov-csv")
    count = 0
    for name, data in members(corpus / "registries" / "csv_v2.zip"):
        if name.endswith(".csv") and data.startswith(",".join(COLUMNS[:20]).encode()) and b"\r\n" in data:
            real = csv.DictReader(io.StringIO(data.decode(), newline=""))
            for record, row_there in zip(held.records(data), real, strict=True):
                written = cells(ctmodel.convert(held.trial(record), "ctgov-csv").document)
                for column, text in row_there.items():
                    if column != "Study Design":
                        assert stripped(written[column]) == stripped(text), (name, column)
                count += 1
    assert count > 100
