"""Many rules look before they search; what the look spares, the search would not have found."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import ctmodel
from ctmodel.model.criteria import line_ends, one_line
from ctmodel.rules import addresses
from ctmodel.rules.definition import Record
from ctmodel.rules.engine import as_of_record
from ctmodel.rules.families import prv as privacy
from ctmodel.rules.families import ttl as titles
from ctmodel.rules.families.des import masking, phases
from ctmodel.rules.families.elg import criteria_ages, criteria_numbers
from ctmodel.rules.families.loc import places
from ctmodel.rules.families.out import outcome_scales, outcome_wording
from ctmodel.rules.families.txt import text_characters, text_markup
from ctmodel.values import registry_numbers

_TITLED = re.compile(rf"\b(?:prof(?:essor)?|dr|pd|doctor|{places._DEGREE})\b", re.IGNORECASE)


def record_of(text: str) -> Record:
    """A record whose only text is that of a site."""
    return Record(ctmodel.Trial(locations=[ctmodel.Location(facility=text)]), date(2026, 1, 1))


def lined(text: str) -> str:
    """A text as a rule searches it among others."""
    return f"\nfirst\n{text}\nlast\n"


LOOKS: dict[str, tuple[Callable[[str], object], Callable[[str], object]]] = {
    "age": (
        criteria_ages._may_state_age,
        lambda text: criteria_ages._DIGIT.search(text) and criteria_ages._AGE.search(text),
    ),
    "measure": (
        lambda text: (
            text.lower().rstrip(" .\t\n").endswith(outcome_wording._LAST_WORDS)
            and outcome_wording._MAY_BE_UNSPECIFIC.search(lined(text))
        ),
        outcome_wording._UNSPECIFIC.fullmatch,
    ),
    "aim": (lambda text: outcome_wording._MAY_BE_AIM.search(lined(text)), outcome_wording._AIM.match),
    "no time": (lambda text: outcome_wording._MAY_BE_NO_TIME.search(lined(text)), outcome_wording._NO_TIME.fullmatch),
    "no number": (
        lambda text: outcome_wording._MAY_LACK_NUMBER.search(lined(text)),
        lambda text: not outcome_wording._NUMBER.search(text),
    ),
    "whole study": (
        lambda text: outcome_wording._may_be_whole_study(lined(text)),
        outcome_wording._WHOLE_STUDY.fullmatch,
    ),
    "scale": (outcome_scales._may_name_scale, outcome_scales._SCALE.search),
    "phone": (addresses.may_have_phone_number, addresses.PHONE.search),
    "payment": (lambda text: privacy._may_mention_payment(text, privacy._lower(text)), privacy._PAYMENT.search),
    "masking": (
        lambda text: masking._may_say_masking(text.lower()),
        lambda text: masking._OPEN.search(text) or masking._BLIND.search(text),
    ),
    "phase": (lambda text: "phase" in text.lower(), phases._IN_TITLE.search),
    "single arm": (lambda text: "arm" in text.lower(), titles._SINGLE_ARM.search),
    "randomized": (lambda text: "randomi" in text.lower(), titles._RANDOMIZED.search),
    "placeholder": (lambda text: text_markup._may_have_placeholder(record_of(text)), text_markup._PLACEHOLDER.search),
    "misread": (lambda text: text_characters._may_be_misread(record_of(text)), text_characters._MISREAD.search),
    "lost": (
        lambda text: text_characters._may_have_lost_symbol(record_of(text)),
        lambda text: text_characters._LOST.search(text) or text_characters._LOST_IN_NAME.search(text),
    ),
    "exponent": (criteria_numbers._may_have_lost_exponent, criteria_numbers._LOST_EXPONENT.search),
    "title of a person": (places._TITLED.search, _TITLED.search),
    "escape": (line_ends._may_have_escape, line_ends._ESCAPED.search),
    "sign": (one_line._ANY_SIGN.search, one_line._SIGN_OR_STAR.search),
    "zeros": (lambda text: "000" in text, registry_numbers._MOSTLY_ZEROS.fullmatch),
}
WORDS = (
    "aged 18", "Ages 18-50", "18 y/o", "18 yo", "18y", "18-y", "65 yrs", "Years 2", "AGED 4", "5 years old",
    "Safety and Tolerability.", "Serious adverse events", "the overall QUALITY of LIFE", "toxicities / side effects",
    "Pain Scale", "scoring", "Questionnaires", "INDEX", "inventory", "scores",
    "1-800-555-0100", "(800) 555-0100", "+49 (30) 1234 5678 90", "+1 800 555 0100", "800-555-0100.",
    "a Gift Card", "STIPENDS", "paid \u20ac 5", "receive US$50", "open-label", "Un-blinded", "double mask",
    "Phase II/III", "PHASE 1", "To assess pain", "- Evaluate sleep", "The aim of this study is", "12", "N/A", "3-6",
    "at baseline", "Until the end of the trial", "baseline to study completion", "A single-arm study", "a non-single arm, one-armed trial", "single arm",
    "Randomised, UNRANDOMIZED", "a randomized trial", "TBD", "Lorem Ipsum", "To Be Determined", "site XXX", "TODO",
    "caf\u00c3\u00a9", "\u00e2\u20ac\u201c", "\ufffd", "age ?18", "37.5?C", "don?t", "Universit? of X", "?ód?",
    "1.5 x 109/L", "2,000 * 10 6 / ml", "Dr. Miller", "A. Smith, M.D.", "PhD", "Prof Jones", "R. Lee FACP", "d.o.",
    r"one\nTwo", "one%0aTwo", "one/n* Two", r"\\r\\n", "Adults; \u2022 Fever", "a) fever * Adults",
    "2020-000000-00", "U1111-0000-0000",
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
