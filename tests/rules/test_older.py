"""What is not asked of records that are older than the duty, and who asks it all the same."""

from pathlib import Path

import attrs
import pytest

import ctmodel
from ctmodel import Arm, Design, PartialDate, Trial
from ctmodel.config.choice import checker
from ctmodel.config.settings import Settings
from ctmodel.model import Derived
from ctmodel.rules import RULES
from ctmodel.rules.applies import from_before_final_rule
from ctmodel.rules.profiles import PROFILES, combined

WHOLE = {
    "study_type": "INTERVENTIONAL",
    "overall_status": "COMPLETED",
    "status_verified_date": PartialDate("2016-05"),
    "study_first_submit_date": PartialDate("2010-05-01"),
    "last_update_submit_date": PartialDate("2016-05-01"),
    "derived": Derived(),
}
OLD = Trial(**WHOLE, start_date=PartialDate("2010-05"))
NEW = Trial(**WHOLE, start_date=PartialDate("2018-05"))


@pytest.mark.parametrize(
    ("start", "submitted", "older"),
    [
        ("2017-01-17", None, True),
        ("2017-01-18", None, False),
        ("2017-01", None, False),
        ("2016", None, True),
        ("2018-01", "2010-01-01", False),
        (None, "2017-01-17", True),
        (None, "2017-01-18", False),
        (None, None, False),
    ],
)
def test_which_records_are_older(start: str | None, submitted: str | None, older: bool) -> None:
    trial = Trial(
        start_date=PartialDate(start) if start else None,
        study_first_submit_date=PartialDate(submitted) if submitted else None,
    )
    assert from_before_final_rule(trial) is older


def asked(trial: Trial, **how: object) -> set[str]:
    skipping = {rule.code for rule in RULES if rule.skips_older}
    return {finding.code for finding in ctmodel.validate(trial, **how)} & skipping  # type: ignore[arg-type]


def test_older_records_are_skipping() -> None:
    assert asked(OLD) == set()
    assert "DES003" in asked(NEW)


def test_a_note_about_older_records_can_be_default() -> None:
    findings = ctmodel.validate(attrs.evolve(OLD, arms=[Arm(label="Aspirin")]))
    assert ("ARM011", "note") in [(finding.code, finding.severity) for finding in findings]


def test_a_draft_is_not_older() -> None:
    assert "DES003" in asked(OLD, records="draft")


def test_who_asks_for_it_hears_it() -> None:
    assert {"DES003", "DAT012"} <= asked(OLD, profile="strict")
    assert {"DES003", "DAT012"} <= asked(OLD, profile=("strict", "who"))
    assert asked(OLD, select=["DES003", "DAT012"]) == {"DES003", "DAT012"}


def test_a_profile_that_makes_errors_of_a_rule_spares_nobody() -> None:
    for profile in PROFILES.values():
        for rule in RULES:
            in_errors = any(rule.code in raised.codes for raised in profile.errors)
            assert profile.skips_older(rule) is (rule.skips_older and not in_errors and not profile.all_rules)
    assert combined("who,draft").skips_older(next(rule for rule in RULES if rule.skips_older))


def test_what_the_registry_accepts_no_more_is_a_note_in_older_records() -> None:
    masked = {"design": Design(masking="DOUBLE"), "arms": [Arm(label="A")], "study_type": "INTERVENTIONAL"}
    for profile, severity in (("default", "warning"), ("strict", "error")):
        for trial, expected in ((OLD, "note"), (NEW, severity)):
            trial = attrs.evolve(trial, **masked)
            (finding,) = ctmodel.validate(trial, select=["DES026"], profile=profile)
            assert finding.severity == expected
    assert PROFILES["default"].severity(next(rule for rule in RULES if rule.code == "DES026")) == "warning"


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        (Settings(), set()),
        (Settings(extend_select=("DES003",)), {"DES003"}),
        (Settings(select=("DES003", "DAT")), {"DES003", "DAT012", "DAT013", "DAT009"}),
        (Settings(profile="strict", ignore=("DES", "ARM", "OUT", "SPO", "TTL", "LOC")), {"DAT012", "DAT013", "DAT009"}),
    ],
)
def test_settings_choose_it_too(settings: Settings, found: set[str], tmp_path: Path) -> None:
    path = tmp_path / "old.json"
    ctmodel.write(OLD, path)
    (checked,) = checker(settings, RULES).check(path)
    skipping = {rule.code for rule in RULES if rule.skips_older}
    assert {finding.code for finding in checked.findings} & skipping == found
