"""The registry numbers in the identifier fields of a trial."""

from io import BytesIO

import pytest

import ctmodel
from ctmodel.model import Identifier, Trial
from ctmodel.values.registry_numbers import KINDS
from tests.identity.making import nct, other


def numbers(*ids: str) -> list[str]:
    return [number.number for number in ctmodel.registry_numbers(nct(None, *ids))]


def test_all_identifier_fields_are_searched() -> None:
    trial = Trial(nct_id="NCT01219465", nct_id_aliases=["NCT00000102"], org_study_id="2004-000119-24")
    trial.secondary_ids = [Identifier(id="ABC-1"), Identifier(), Identifier(id="U1111-1131-4384")]
    assert ctmodel.registry_numbers(trial) == [
        ctmodel.identity.RegistryNumber("ClinicalTrials.gov", "NCT01219465", "nct_id"),
        ctmodel.identity.RegistryNumber("ClinicalTrials.gov", "NCT00000102", "nct_id_aliases[0]"),
        ctmodel.identity.RegistryNumber("EU Clinical Trials Register", "2004-000119-24", "org_study_id"),
        ctmodel.identity.RegistryNumber("WHO Universal Trial Number", "U1111-1131-4384", "secondary_ids[2].id"),
    ]


def test_free_text_is_not_searched() -> None:
    trial = ctmodel.testing.load_fixture("NCT01219465")
    trial.brief_title = trial.brief_summary = trial.detailed_description = "An extension of NCT00000102."
    trial.secondary_ids = [Identifier(id="A-1", domain="NCT00000102", link="https://x.org/NCT00000102")]
    assert [number.number for number in ctmodel.registry_numbers(trial)] == ["NCT01219465"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("EudraCTnr: 2005-005175-16", ["2005-005175-16"]),
        ("SPYRAL SWFYT (NCT07115953)", ["NCT07115953"]),
        ("isrctn 17973604", ["ISRCTN17973604"]),
        ("2004-000119-24, NCT00000102; 2004-000119-24", ["2004-000119-24", "NCT00000102"]),
        ("EUCTR2004-000119-24-DE", ["2004-000119-24"]),
        ("2022-500024-30-00", ["2022-500024-30-00"]),
        ("2022-500024-30", ["2022-500024-30"]),
        ("NL8531", ["NL8531"]),
        ("CENTRE NL8531", []),
        ("NEJM199903043400904", []),
        ("U19AI070345", []),
        ("971", []),
    ],
)  # fmt: skip
def test_a_number_is_found_by_its_form(text: str, expected: list[str]) -> None:
    assert numbers(text) == expected


@pytest.mark.parametrize("declared", ["EUDRACT_NUMBER", "CTIS", "REGISTRY", "OTHER", None])
def test_the_declared_type_and_domain_have_no_influence(declared: str | None) -> None:
    trial = Trial(secondary_ids=[Identifier(id="2022-500024-30-00", type=declared, domain="ISRCTN")])
    (number,) = ctmodel.registry_numbers(trial)
    assert number.registry == KINDS["CTIS"].registry


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2022-500024-30-00", "CTIS"),
        ("EudraCT 2022-500024-30-00", "CTIS"),
        ("2020-005891-36", "EudraCT"),
        ("CTIS 2020-005891-36", "EudraCT"),
    ],
)
def test_eudract_and_ctis_are_told_apart_by_the_second_block(text: str, kind: str) -> None:
    (number,) = ctmodel.registry_numbers(nct(None, text))
    assert number.registry == KINDS[kind].registry


def test_a_number_is_neither_before_ctis_issued_any() -> None:
    assert numbers("1999-500119-24") == []


def test_a_ctis_number_that_was_derived_from_a_eudract_number_is_not_one() -> None:
    # ISRCTN's canonicalSecondaryNumber makes CTIS2020-005891-36-00 of a EudraCT number.
    derived = ctmodel.registry_numbers(nct(None, "CTIS2020-005891-36-00", "2020-005891-36-00"))
    assert KINDS["CTIS"].registry not in {number.registry for number in derived}


@pytest.mark.parametrize(
    "text",
    [
        "NCT00000000",
        "ISRCTN00000000",
        "U0000-0000-0000",
        "U1111-0000-0000",
        "0000-000000-00",
        "2020-000000-00",
        "NCT12345678",
    ],
)
def test_placeholders_are_left_out(text: str) -> None:
    assert numbers(text) == []
    assert numbers(f"number: {text}.") == []


def test_the_own_number_of_another_registry_is_included() -> None:
    trial = other("EUCTR2004-000119-24-DE", register="EU Clinical Trials Register")
    assert [(number.number, number.path) for number in ctmodel.registry_numbers(trial)] == [
        ("2004-000119-24", "secondary_ids[0].id")
    ]


def test_misfits_are_not_numbers() -> None:
    study = (
        b'{"protocolSection": {"identificationModule": {"nctId": 5, "secondaryIdInfos": [{"id": ["NCT00000102"]}, 7]}}}'
    )
    assert ctmodel.registry_numbers(ctmodel.read(BytesIO(study))) == []
    assert ctmodel.registry_numbers(Trial()) == []
