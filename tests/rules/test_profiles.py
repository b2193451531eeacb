"""What each profile makes of which rule: every member, and a neighbour that is none."""

from typing import Any

import pytest

import ctmodel
from ctmodel import Severity, Trial
from ctmodel.rules import RULES
from ctmodel.rules.definition import READABLE
from ctmodel.rules.profiles import PROFILES, combined
from ctmodel.rules.records import Absences, RecordKind

BY_CODE = {rule.code: rule for rule in RULES}
ERRORS = [
    ("fdaaa", "REG001"), ("fdaaa", "REG005"), ("fdaaa", "REG006"), ("fdaaa", "DAT005"),
    ("icmje", "REG001"), ("icmje", "REG002"), ("icmje", "REG004"), ("icmje", "REG016"),
    ("who", "WHO007"), ("who", "WHO011"), ("who", "WHO020"), ("who", "ELG006"), ("who", "WHO019"), ("who", "REG016"), ("who", "ARM003"),
]  # fmt: skip
NO_ERRORS = [
    ("default", "REG001"), ("draft", "REG001"),
    ("fdaaa", "REG002"), ("fdaaa", "REG007"), ("fdaaa", "REG008"), ("fdaaa", "OVS001"), ("fdaaa", "DAT004"), ("fdaaa", "OVS002"),
    ("icmje", "REG003"), ("icmje", "REG005"), ("icmje", "WHO020"),
    ("who", "REG001"), ("who", "OUT002"),
]  # fmt: skip
#: What a draft cannot have yet.
NOT_YET = ["nct_id", "derived", "results", "study_first_submit_date", "study_first_post_date"]


@pytest.mark.parametrize(("profile", "code"), ERRORS)
def test_it_is_on_and_an_error(profile: str, code: str) -> None:
    assert PROFILES[profile].has(BY_CODE[code])
    assert PROFILES[profile].severity(BY_CODE[code]) is Severity.ERROR


@pytest.mark.parametrize(("profile", "code"), NO_ERRORS)
def test_it_weighs_what_it_weighs(profile: str, code: str) -> None:
    assert BY_CODE[code].severity is not Severity.ERROR
    assert PROFILES[profile].severity(BY_CODE[code]) is BY_CODE[code].severity


@pytest.mark.parametrize("code", [code for profile, code in ERRORS if profile == "fdaaa"])
def test_the_law_makes_errors_where_it_applies(code: str) -> None:
    rule, applies = BY_CODE[code], Trial(is_ppsd=True)
    assert PROFILES["fdaaa"].severity(rule, applies) is Severity.ERROR
    assert PROFILES["fdaaa"].severity(rule, Trial()) is rule.severity
    assert combined("fdaaa,icmje").severity(rule, Trial()) is PROFILES["icmje"].severity(rule)


def test_only_the_strict_profile_has_what_is_off() -> None:
    off = BY_CODE["TXT009"]
    assert not off.default
    assert [name for name, profile in PROFILES.items() if profile.has(off)] == ["strict"]


def test_only_the_strict_profile_makes_warnings_errors_and_leaves_notes() -> None:
    warning, note = BY_CODE["LOC005"], BY_CODE["LOC006"]
    assert [name for name, profile in PROFILES.items() if profile.severity(warning) is Severity.ERROR] == ["strict"]
    assert PROFILES["strict"].severity(note) is Severity.NOTE


def test_only_a_draft_lacks_what_was_not_selected() -> None:
    selection = Trial(study_type="INTERVENTIONAL")
    found = {
        name: [finding.path for finding in ctmodel.validate(selection, profile=name, select=["DES007"])]
        for name in PROFILES
    }
    assert found == {name: ["phases"] if name == "draft" else [] for name in PROFILES}


@pytest.mark.parametrize("attribute", sorted(READABLE))
def test_a_draft_does_not_lack_what_comes_later(attribute: str) -> None:
    draft = Absences(RecordKind.DRAFT, assumed=False)
    assert draft.reports(attribute) is (attribute not in NOT_YET)
    assert Absences(RecordKind.WHOLE, assumed=False).reports(attribute)
    assert not Absences(RecordKind.DRAFT, assumed=True).reports(attribute)
    assert not Absences(RecordKind.SELECTION, assumed=False).reports(attribute)


def test_only_the_draft_is_for_drafts() -> None:
    assert [name for name, profile in PROFILES.items() if profile.records] == ["draft"]
    assert PROFILES["draft"].records is RecordKind.DRAFT


def test_the_profiles_have_their_names() -> None:
    assert list(PROFILES) == ["default", "draft", "fdaaa", "icmje", "who", "strict"]
    assert all(name == profile.name and profile.purpose.endswith(".") for name, profile in PROFILES.items())


def severities(protocol: dict[str, Any], profile: str) -> set[tuple[str, Severity]]:
    trial = ctmodel.structure({"protocolSection": protocol, "hasResults": False})
    return {(finding.code, finding.severity) for finding in ctmodel.validate(trial, profile=profile, select=["STR00"])}


def test_findings_about_structure_are_weighed_too_unless_they_weigh_more_than_their_rule() -> None:
    unknown = {"designModule": {"phases": ["Phase 2"]}}
    misspelt = {"identificationModule": {"breifTitle": "A title"}}
    assert ("STR005", Severity.WARNING) in severities(unknown, "default")
    assert ("STR005", Severity.ERROR) in severities(unknown, "strict")
    assert ("STR003", Severity.WARNING) in severities(misspelt, "default")
