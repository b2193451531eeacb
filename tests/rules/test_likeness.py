"""What tells names apart that are nearly the same."""

import pytest

import ctmodel
from ctmodel.rules.comparing import folded
from ctmodel.rules.likeness import Names


@pytest.mark.parametrize(
    ("name", "other", "difference"),
    [
        ("Placebo ", "Placebo", "a trailing space"),
        ("Placebo", " Placebo", "a leading space"),
        (" Placebo ", "Placebo", "spaces at the ends"),
        ("Low  dose", "Low dose", "spaces"),
        ("low dose", "Low dose", "case"),
        ("low  dose", "Low dose", "spaces and case"),
        ("Low-dose", "Low dose", "punctuation"),
        ("low-dose", "Low dose", "punctuation and case"),
        ("5 \u00b5g", "5 \u03bcg", "the form of characters"),
    ],
)
def test_names_that_are_almost_the_same(name: str, other: str, difference: str) -> None:
    assert Names([other]).almost(name) == f"; {name!r} differs from {other!r} only by {difference}"


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("CD4+", "CD4-"),
        ("Cohort -1", "Cohort 1"),
        ("Cohort \u22121", "Cohort 1"),
        ("< 5 mg", "> 5 mg"),
        ("Arm 1", "Arm 2"),
        ("Drug X 2.5 mg", "Drug X 25 mg"),
        ("1:10", "110"),
        ("Stage 1-2", "Stage 12"),
        ("1-11", "11-1"),
    ],
)
def test_signs_tell_names_apart(name: str, other: str) -> None:
    assert folded(name) != folded(other)


def test_the_closest_is_likely() -> None:
    assert Names(["PLA CEBO", "Placebo "]).likely("Placebo").endswith("only by a trailing space")
    assert Names(["Aspirin", "Placebo"]).likely("Plcebo") == "; 'Placebo' was probably meant"
    assert Names(["-"]).likely("+") == ""


@pytest.mark.parametrize("masking", [[], ["NONE"], "NONE", 5])
def test_rules_do_not_stumble_over_what_stands_for_an_object(masking: object) -> None:
    info = {"designInfo": {"maskingInfo": masking}, "studyType": "INTERVENTIONAL"}
    found = ctmodel.validate(ctmodel.structure({"protocolSection": {"designModule": info}}))
    assert "STR900" not in {finding.code for finding in found}


def test_twenty_spellings_are_compared() -> None:
    spellings = [f"Group A{'.' * (40 - index)}" for index in range(21)]
    assert f"differs from 'Group A{'.' * 21}'" in Names(spellings).almost("Group A")
