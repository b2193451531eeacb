"""Whether the law applies is said from public data alone, and never guessed."""

import datetime
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ctmodel
from ctmodel import Design, Location, PartialDate, Trial
from ctmodel.rules.deadlines import past, years_after
from ctmodel.rules.fdaaa import Verdict, applicable_clinical_trial
from ctmodel.rules.profiles import PROFILES
from ctmodel.terms import Phase, PrimaryPurpose, StudyType
from tests.conftest import members

US = [Location(country="United States")]
DRUG: dict[str, Any] = {
    "study_type": StudyType.INTERVENTIONAL,
    "start_date": PartialDate("2019-05"),
    "phases": [Phase.PHASE1, Phase.PHASE2],
    "is_fda_regulated_drug": True,
    "is_fda_regulated_device": False,
    "locations": US,
}
DEVICE: dict[str, Any] = DRUG | {
    "phases": [Phase.NA],
    "design": Design(primary_purpose=PrimaryPurpose.TREATMENT),
    "is_fda_regulated_drug": False,
    "is_fda_regulated_device": True,
}
#: What may take a trial out of the law.
CHANGES: dict[str, dict[str, Any]] = {
    "device": DEVICE,
    "observational": {"study_type": StudyType.OBSERVATIONAL},
    "phase 1": {"phases": [Phase.PHASE1]},
    "older": {"start_date": PartialDate("2016-05")},
    "abroad": {"locations": [Location(country="Norway")]},
    "exported": {"locations": [], "is_us_export": True},
}


@pytest.mark.parametrize(
    ("items", "verdict"),
    [
        (DRUG, Verdict.APPLIES),
        *(
            (DRUG | {"locations": [Location(country=country)]}, Verdict.APPLIES)
            for country in (
                "American Samoa",
                "Guam",
                "Northern Mariana Islands",
                "Puerto Rico",
                "U.S. Virgin Islands",
                "Virgin Islands (U.S.)",
            )
        ),
        (DRUG | {"locations": [], "is_us_export": True}, Verdict.APPLIES),
        (DRUG | {"locations": [Location(country="Norway")]}, Verdict.CANNOT_TELL),
        (DRUG | {"phases": [Phase.PHASE1]}, Verdict.DOES_NOT_APPLY),
        (DRUG | {"phases": [Phase.EARLY_PHASE1]}, Verdict.DOES_NOT_APPLY),
        (DRUG | {"phases": []}, Verdict.CANNOT_TELL),
        (DRUG | {"phases": ["PHASE5"]}, Verdict.CANNOT_TELL),
        (DRUG | {"is_fda_regulated_drug": None}, Verdict.CANNOT_TELL),
        (DRUG | {"is_fda_regulated_drug": False}, Verdict.DOES_NOT_APPLY),
        (DRUG | {"start_date": PartialDate("2017-01")}, Verdict.CANNOT_TELL),
        (DRUG | {"start_date": PartialDate("2017-01-17")}, Verdict.CANNOT_TELL),
        (DRUG | {"start_date": PartialDate("2017-01-18")}, Verdict.APPLIES),
        (DRUG | {"start_date": None}, Verdict.CANNOT_TELL),
        (
            DRUG | {"start_date": PartialDate("2005"), "completion_date": PartialDate("2007-12-25")},
            Verdict.DOES_NOT_APPLY,
        ),
        (
            DRUG | {"start_date": PartialDate("2005"), "completion_date": PartialDate("2007-12-26")},
            Verdict.CANNOT_TELL,
        ),
        (
            DRUG | {"start_date": PartialDate("2005"), "completion_date": PartialDate("2006")},
            Verdict.DOES_NOT_APPLY,
        ),
        (DRUG | {"study_type": StudyType.OBSERVATIONAL}, Verdict.DOES_NOT_APPLY),
        (DRUG | {"study_type": StudyType.EXPANDED_ACCESS}, Verdict.DOES_NOT_APPLY),
        (DRUG | {"study_type": None}, Verdict.CANNOT_TELL),
        (DEVICE, Verdict.APPLIES),
        (DEVICE | {"design": Design(primary_purpose=PrimaryPurpose.DEVICE_FEASIBILITY)}, Verdict.DOES_NOT_APPLY),
        (DEVICE | {"design": None}, Verdict.CANNOT_TELL),
        (DEVICE | {"is_fda_regulated_drug": True, "phases": [Phase.PHASE1]}, Verdict.CANNOT_TELL),
        ({"study_type": StudyType.OBSERVATIONAL, "is_ppsd": True}, Verdict.APPLIES),
    ],
)
def test_the_verdict(items: dict[str, Any], verdict: Verdict) -> None:
    assessment = applicable_clinical_trial(Trial(**items))
    assert assessment.verdict is verdict
    assert assessment.reasons
    assert str(assessment).startswith(f"{verdict.value} (")


def test_years_after_reach_the_end_of_the_calendar() -> None:
    assert years_after(datetime.date(2020, 2, 29), 1) == datetime.date(2021, 3, 1)
    assert years_after(datetime.date.max, 1) == datetime.date.max


def test_days_of_grace() -> None:
    completed = datetime.date(2024, 11, 30)
    assert not past(datetime.date(2025, 12, 30), completed, 1)
    assert past(datetime.date(2025, 12, 31), completed, 1)


#: Codes that are errors where the law applies.
RAISED = {code for raised in PROFILES["fdaaa"].errors for code in raised.codes}
STALE: dict[str, Any] = {
    "overall_status": "RECRUITING",
    "status_verified_date": PartialDate("2019-08"),
    "study_first_submit_date": PartialDate("2019-08-01"),
    "last_update_submit_date": PartialDate("2019-08-01"),
    "completion_date": PartialDate("2020-01"),
    "completion_date_type": "ESTIMATED",
    "primary_completion_date": PartialDate("2019-09"),
    "primary_completion_date_type": "ACTUAL",
}


def errors(trial: Trial, profile: str = "fdaaa") -> set[str]:
    found = ctmodel.validate(trial, profile=profile, as_of="2026-01-01")
    return {finding.code for finding in found if finding.severity == "error"} & RAISED


def test_what_the_law_makes_an_error_where_it_applies() -> None:
    assert errors(Trial(**DRUG | STALE)) == RAISED
    assert errors(Trial(**DRUG | STALE), "default") == set()


@pytest.mark.parametrize("missing", ["is_fda_regulated_drug", "is_fda_regulated_device"])
def test_a_missing_flag_is_a_warning_that_says_what_it_is_needed_for(missing: str) -> None:
    trial = Trial(**DRUG | STALE | {missing: None})
    (finding,) = ctmodel.validate(trial, profile="fdaaa", select=["OVS001"])
    assert finding.severity == "warning"
    assert finding.message.startswith(f"{missing} is missing, and without it nobody can tell whether U.S. law applies")
    assert errors(trial) == set()


@given(leave_out=st.sets(st.sampled_from(sorted(DRUG.keys() | STALE.keys()))), change=st.sampled_from(["", *CHANGES]))
def test_no_error_where_the_law_does_not_apply_or_nobody_can_tell(leave_out: set[str], change: str) -> None:
    items = DRUG | STALE | CHANGES.get(change, {})
    trial = Trial(**{name: value for name, value in items.items() if name not in leave_out})
    if applicable_clinical_trial(trial).verdict is not Verdict.APPLIES:
        assert errors(trial) == set()


@pytest.mark.corpus
def test_no_error_on_real_records_where_the_law_does_not_apply_or_nobody_can_tell(corpus: Path) -> None:
    verdicts = {verdict: Counter[str]() for verdict in Verdict}
    for _, data in members(corpus / "ctgov_v2.zip"):
        trial = ctmodel.loads(data)
        found = ctmodel.validate(trial, profile="fdaaa")
        verdicts[applicable_clinical_trial(trial).verdict].update(
            finding.code for finding in found if finding.severity == "error"
        )
    assert verdicts[Verdict.DOES_NOT_APPLY].keys().isdisjoint(RAISED)
    assert verdicts[Verdict.CANNOT_TELL].keys().isdisjoint(RAISED)
    assert verdicts[Verdict.APPLIES].keys() >= {"REG005", "REG006"}
