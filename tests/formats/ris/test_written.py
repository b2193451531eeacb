"""RIS as reference managers read it: by rispy, of which ASReview is made, record by record."""

import io
from pathlib import Path
from typing import Any

import pytest
import rispy
from attrs import evolve

import ctmodel
from ctmodel.formats import formats
from ctmodel.formats.ris.table import WRITER
from ctmodel.model import Enrollment
from ctmodel.terms import SecondaryIdType
from tests.conftest import members
from tests.formats.written import tags
from tests.pages.everything import PROTOCOL


def rispied(*trials: ctmodel.Trial) -> list[dict[str, Any]]:
    """Return what rispy reads of the documents of trials, joined."""
    joined = "".join(ctmodel.convert(trial, "ris").document for trial in trials)
    found: list[dict[str, Any]] = rispy.load(io.StringIO(joined, newline=""), skip_unknown_tags=True)
    return found


def folded(text: str | None) -> str | None:
    return " ".join(text.split()) if text else None


def check(trial: ctmodel.Trial, record: dict[str, Any]) -> None:
    """Check what deduplication and screening go by."""
    assert record["type_of_reference"] == "DBASE"
    assert record.get("accession_number") == trial.nct_id
    assert record.get("title") == folded(trial.official_title or trial.brief_title)
    assert record.get("abstract") == folded(trial.brief_summary)
    keywords = [folded(text.replace(";", ",")) for text in (*trial.conditions, *trial.keywords) if text.strip()]
    assert record.get("keywords", []) == keywords
    assert record.get("year") == (trial.study_first_post_date and trial.study_first_post_date.text[:4])
    assert record.get("urls", []) == ([f"https://clinicaltrials.gov/study/{trial.nct_id}"] if trial.nct_id else [])


def test_the_lines_of_a_record() -> None:
    trial = ctmodel.structure({"protocolSection": PROTOCOL, "hasResults": True})
    trial.lead_sponsor = ctmodel.Sponsor(name="Example Company, Inc.")
    assert ctmodel.convert(trial, "ris").document.split("\r\n") == [
        "TY  - DBASE",
        "TI  - A trial of walking with and without company",
        "ST  - A walking trial (WALK)",
        "AN  - NCT00000103",
        "AU  - Example Company Inc.",
        "A2  - Example Company",
        "PY  - 2019",
        "DA  - 2019/12/05/",
        "AB  - Why people walk. * alone * together",
        "KW  - Fatigue",
        "KW  - walking",
        "KW  - company",
        "DB  - ClinicalTrials.gov",
        "DP  - National Library of Medicine (US)",
        "PB  - ClinicalTrials.gov",
        "CY  - Bethesda (MD)",
        "M3  - Clinical trial registration",
        "C1  - Example Company, Inc.",
        "C2  - Terminated",
        "C5  - Interventional",
        "C6  - Has Results",
        "N1  - Phase: Phase 1, Phase 2",
        "N1  - Enrollment: 121 (Actual)",
        "N1  - Start date: 2020-01 (Actual)",
        "N1  - Former NCT number: NCT00000104",
        "N1  - Organization study ID: EX-103 (U.S. NIH Grant/Contract)",
        "N1  - Secondary ID: 2020-000001-10 (EudraCT Number)",
        "UR  - https://clinicaltrials.gov/study/NCT00000103",
        "ER  - ",
        "",
    ]


def test_an_empty_trial_is_a_record() -> None:
    assert ctmodel.convert(ctmodel.Trial(), "ris").document == (
        "TY  - DBASE\r\nM3  - Clinical trial registration\r\nER  - \r\n"
    )


def test_the_fixture() -> None:
    trial = ctmodel.testing.load_fixture("NCT01219465")
    (record,) = rispied(trial)
    check(trial, record)
    assert record["notes"][0] == "Phase: Phase 1, Phase 2"


#: Texts that look like lines of RIS, and line ends of all kinds.
ODD = [
    "One\nTY  - JOUR\nER  - \nTwo",
    "ER  - ",
    "AB  - not a tag",
    "a\r\nb\rc\x0bd\x0ce\x1cf\x1dg\x1eh\x85i\u2028j\u2029k",
    "tab\tand  spaces  ",
    "\ufeffmark",
    "\x00\x1b[31m\x9b",
    "UR  - https://example.org; KW  - x",
]


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_texts_stay_in_their_place(text: str) -> None:
    trial = ctmodel.Trial(
        nct_id="NCT00000103", brief_title=text, brief_summary=text, conditions=[text, "Last"], official_title=text
    )
    first, second = rispied(trial, ctmodel.Trial(brief_title="Next"))
    shown = " ".join("".join(character if character.isprintable() else " " for character in text).split())
    shown = shown.replace("mark", "\ufeffmark")  # the only invisible character that is no control character
    assert first["title"] == first["abstract"] == shown
    assert first["keywords"] == [shown.replace(";", ","), "Last"]
    assert first["accession_number"] == "NCT00000103"
    assert second["title"] == "Next"
    assert not any(ord(character) < 32 for character in ctmodel.convert(trial, "ris").document.replace("\r\n", ""))


def test_only_texts_that_are_changed_are_lost() -> None:
    def lost(**attributes: Any) -> dict[str, str]:
        return {loss.path: loss.reason for loss in ctmodel.convert(ctmodel.Trial(**attributes), "ris").losses}

    assert lost(brief_summary="one two") == {}
    assert lost(brief_summary="one  two")["brief_summary"].startswith("in part: line breaks")
    assert lost(brief_summary="one\ntwo")["brief_summary"].startswith("in part: line breaks")
    assert lost(conditions=["a;b", "a,b"]) == {"conditions[0]": "in part: ';' becomes ','"}
    assert lost(lead_sponsor=ctmodel.Sponsor(name="A, Inc.")) == {}
    assert lost(enrollment=Enrollment(type="ACTUAL")) == {"enrollment.type": "no place"}
    assert lost(start_date_type="ACTUAL") == {"start_date_type": "no place"}


def test_the_author_is_not_cut_at_a_comma() -> None:
    trial = ctmodel.Trial(lead_sponsor=ctmodel.Sponsor(name="A, B, Inc."))
    found = tags(ctmodel.convert(trial, "ris").document)
    assert (found["AU"], found["C1"]) == (["A B Inc."], ["A, B, Inc."])
    without_c1 = evolve(WRITER, targets=tuple(row for row in WRITER.targets if row.place != "C1"))
    assert [loss.reason for loss in without_c1.write(trial).losses] == ["in part: commas are left out"]


@pytest.mark.parametrize(
    ("date", "year", "day"),
    [("2020", "2020", "2020///"), ("2020-02", "2020", "2020/02//"), ("2020-02-03", "2020", "2020/02/03/")],
)
def test_dates(date: str, year: str, day: str) -> None:
    found = tags(WRITER.write(ctmodel.Trial(study_first_submit_date=ctmodel.PartialDate(date))).document)
    assert (found["PY"], found["DA"]) == ([year], [day])


def test_the_date_of_posting_comes_first() -> None:
    trial = ctmodel.Trial(
        study_first_submit_date=ctmodel.PartialDate("2019-12-31"),
        study_first_post_date=ctmodel.PartialDate("2020-01-02"),
    )
    converted = ctmodel.convert(trial, "ris")
    assert tags(converted.document)["DA"] == ["2020/01/02/"]
    assert [loss.path for loss in converted.losses] == ["study_first_submit_date"]


def test_identifiers_have_their_kind_and_domain() -> None:
    ids = [
        ctmodel.Identifier(id="A", type=SecondaryIdType.REGISTRY, domain="DRKS"),
        ctmodel.Identifier(id="B", type="NEW"),
        ctmodel.Identifier(id="C", domain="An office"),
        ctmodel.Identifier(domain="No number"),
    ]
    converted = ctmodel.convert(ctmodel.Trial(secondary_ids=ids), "ris")
    assert tags(converted.document)["N1"] == [
        "Secondary ID: A (Registry Identifier: DRKS)", "Secondary ID: B (NEW)", "Secondary ID: C (An office)",
    ]  # fmt: skip
    assert [loss.path for loss in converted.losses] == ["secondary_ids[3].domain"]


def test_no_note_is_a_label_of_asreview() -> None:
    trial = ctmodel.Trial(org_study_id="ASReview_relevant", nct_id_aliases=["ASReview_relevant"])
    assert not any(note.startswith("ASReview") for note in tags(ctmodel.convert(trial, "ris").document)["N1"])


RECORD = b"""<Trial><TrialID>ACTRN12699000001234</TrialID><Source_Register>ANZCTR</Source_Register>
<Public_title>Elastic bandages</Public_title><Date_registration3>20200203</Date_registration3>
<web_address>https://example.org/1234</web_address></Trial>"""


def test_a_trial_of_another_registry() -> None:
    held: Any = formats()["ictrp-xml"]
    (trial,) = map(held.trial, held.records(RECORD))
    converted = ctmodel.convert(trial, "ris")
    found = tags(converted.document)
    assert (found["AN"], found["DB"], found["PB"]) == (["ACTRN12699000001234"], ["ANZCTR"], ["ANZCTR"])
    assert not {"UR", "DP", "CY"} & found.keys(), "nothing is invented"
    assert found["DA"] == ["2020/02/03/"]
    assert ctmodel.Loss("/Trial/web_address", "https://example.org/1234", "no place") in converted.losses
    trial.nct_id = "NCT00000103"
    found = tags(ctmodel.convert(trial, "ris").document)
    assert found["AN"] == ["ACTRN12699000001234"]
    assert "NCT number: NCT00000103" in found["N1"]
    assert "UR" not in found


@pytest.mark.corpus
def test_every_record_of_the_corpus(corpus: Path) -> None:
    trials = [ctmodel.loads(data) for _, data in members(corpus / "ctgov_v2.zip")]
    records = rispied(*trials)
    assert len(records) == len(trials) == 1841
    for trial, record in zip(trials, records, strict=True):
        check(trial, record)
