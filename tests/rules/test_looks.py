"""Many rules look before they search; what the look spares, the search would not have found."""

from collections.abc import Callable
from pathlib import Path

import pytest

import ctmodel
from ctmodel.rules import addresses
from ctmodel.rules.definition import Record
from ctmodel.rules.engine import as_of_record
from ctmodel.rules.families import prv as privacy
from ctmodel.rules.families.des import masking, phases
from ctmodel.rules.families.elg import criteria_ages
from ctmodel.rules.families.out import outcome_scales, outcome_wording

LOOKS: dict[str, tuple[Callable[[str], object], Callable[[str], object]]] = {
    "age": (
        criteria_ages._may_state_age,
        lambda text: criteria_ages._DIGIT.search(text) and criteria_ages._AGE.search(text),
    ),
    "measure": (
        lambda text: text.lower().rstrip(" .\t\n").endswith(outcome_wording._LAST_WORDS),
        outcome_wording._UNSPECIFIC.fullmatch,
    ),
    "scale": (
        lambda text: any(word in text.lower() for word in outcome_scales._SCALES),
        outcome_scales._SCALE.search,
    ),
    "phone": (addresses.may_have_phone_number, addresses.PHONE.search),
    "payment": (lambda text: privacy._may_mention_payment(text, text.lower().encode()), privacy._PAYMENT.search),
    "masking": (
        lambda text: any(word in text.lower() for word in ("blind", "label", "mask")),
        lambda text: masking._OPEN.search(text) or masking._BLIND.search(text),
    ),
    "phase": (lambda text: "phase" in text.lower(), phases._IN_TITLE.search),
}
WORDS = (
    "aged 18", "Ages 18-50", "18 y/o", "18 yo", "18y", "18-y", "65 yrs", "Years 2", "AGED 4", "5 years old",
    "Safety and Tolerability.", "Serious adverse events", "the overall QUALITY of LIFE", "toxicities / side effects",
    "Pain Scale", "scoring", "Questionnaires", "INDEX", "inventory", "scores",
    "1-800-555-0100", "(800) 555-0100", "+49 (30) 1234 5678 90", "+1 800 555 0100", "800-555-0100.",
    "a Gift Card", "STIPENDS", "paid \u20ac 5", "receive US$50", "open-label", "Un-blinded", "double mask",
    "Phase II/III", "PHASE 1",
)  # fmt: skip


@pytest.mark.parametrize("name", LOOKS)
def test_a_look_overlooks_nothing(name: str) -> None:
    look, search = LOOKS[name]
    found = [text for text in WORDS if search(text)]
    assert len(found) > 1
    assert [text for text in found if not look(text)] == []


@pytest.mark.corpus
def test_a_look_overlooks_nothing_in_real_texts(corpus: Path) -> None:
    for trial in ctmodel.read_many(corpus / "ctgov_v2.zip"):
        for text in Record(trial, as_of_record(trial)).strings[0]:
            for look, search in LOOKS.values():
                assert look(text) or not search(text)
